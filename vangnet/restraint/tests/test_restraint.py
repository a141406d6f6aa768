"""Recording a physical intervention and handling it, through the pages of every dossier."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject, Talk
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.core.dossiers.refusals import Blocked
from vangnet.restraint.kind import RESTRAINT
from vangnet.restraint.models import Restraint

from .scene import a_restraint, opened

pytestmark = pytest.mark.django_db(databases="__all__")

OPEN = reverse("dossier-open", args=["restraint"])


@pytest.fixture
def restraint(cast, linde, pupils):
    return opened(cast, linde, pupils)


def filled(cast, pupils, **fields):
    moment = timezone.localtime(timezone.now())
    return {
        "token": str(uuid4()),
        "seen": "0",
        "happened_at": f"{moment:%Y-%m-%dT%H:%M}",
        "text": "Aya wilde de straat op rennen.",
        "people": [f"pupil-{pupils.aya.pk}", f"staff-{cast.mina.pk}"],
        f"people_part_pupil-{pupils.aya.pk}": ["pupil"],
        f"people_part_staff-{cast.mina.pk}": ["intervened"],
        "tried": "Geroepen, in de weg gestaan.",
        "ground": "danger",
        "hold": "held",
        "minutes": "2",
        "injury": "none",
        **fields,
    }


def test_who_intervened_records_it_and_reads_where_it_stands(cast, pupils, as_):
    answer = as_(cast.mina).post(OPEN, filled(cast, pupils))

    dossier = Dossier.objects.get()
    assert (answer.status_code, answer.url) == (303, dossier.page_url)
    fact = Restraint.objects.get()
    assert (fact.ground, fact.minutes, fact.tried) == ("danger", 2, "Geroepen, in de weg gestaan.")
    assert set(Subject.objects.values_list("role", flat=True)) == {"pupil", "intervened"}
    page = as_(cast.mina).get(dossier.page_url).content.decode()
    assert "Tell the parents of the pupil" in page
    assert "Evaluate" in page


def test_the_same_form_sent_twice_opens_one_dossier(cast, pupils, as_):
    form, browser = filled(cast, pupils), as_(cast.mina)

    first, second = browser.post(OPEN, form), browser.post(OPEN, form)

    assert first.url == second.url
    assert Dossier.objects.count() == 1


def test_a_disturbed_order_as_ground_warns_with_its_reason_and_is_recorded_when_confirmed(cast, pupils, as_):
    browser = as_(cast.mina)
    answer = browser.post(OPEN, filled(cast, pupils, ground="order"))

    assert answer.status_code == 422
    assert "Landelijke Klachtencommissie" in answer.content.decode()
    assert not Dossier.objects.exists()

    assert browser.post(OPEN, filled(cast, pupils, ground="order", confirmed="on")).status_code == 303
    assert Restraint.objects.get().ground == "order"


@pytest.mark.parametrize("ground", ["punishment", "", "danger order"])
def test_no_other_ground_is_taken(cast, pupils, as_, ground):
    answer = as_(cast.mina).post(OPEN, filled(cast, pupils, ground=ground))

    assert answer.status_code == 422
    assert "ground" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("left_out", "says"),
    [("pupil", "Choose the pupil who was held."), ("staff", "Choose who intervened; that may be you.")],
)
def test_without_a_pupil_or_who_intervened_it_comes_back_with_what_was_typed(
    cast, pupils, as_, left_out, says
):
    form = filled(cast, pupils)
    form["people"] = [key for key in form["people"] if not key.startswith(left_out)]
    answer = as_(cast.mina).post(OPEN, form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "Aya wilde de straat op rennen." in page


def test_searching_for_a_pupil_keeps_what_was_typed_and_records_nothing(cast, pupils, as_):
    form = {**filled(cast, pupils), "people": [], "people_query": "bram", "people_find": "1"}
    page = as_(cast.mina).post(OPEN, form).content.decode()

    assert "Bram de Vries" in page
    assert "Geroepen, in de weg gestaan." in page
    assert not Dossier.objects.exists()


def test_somebody_who_may_not_be_named_here_is_refused(cast, pupils, as_):
    key = f"pupil-{pupils.emil.pk}"  # sits at the other school
    form = filled(cast, pupils, people=[key], **{f"people_part_{key}": ["pupil"]})

    assert as_(cast.mina).post(OPEN, form).status_code == 422
    assert not Dossier.objects.exists()


def test_it_closes_only_when_the_parents_were_told_and_it_was_evaluated(restraint, cast, pupils):
    with pytest.raises(Blocked):
        record(restraint, an_act("close", cast.hanna))
    talk = Talk(partner="parent", pupil=pupils.aya, how="phone")
    record(restraint, an_act("tell_parents", cast.hanna, text="Gebeld.", facts=[talk]))
    with pytest.raises(Blocked, match="evaluated"):
        record(restraint, an_act("close", cast.hanna))
    record(restraint, an_act("evaluate", cast.hanna, text="Goed gehandeld."))

    record(restraint, an_act("close", cast.hanna))

    restraint.refresh_from_db()
    assert restraint.closed_on


def test_the_teacher_tells_the_parents_through_the_form_and_never_names_another_child(
    restraint, cast, pupils, as_
):
    address, browser = reverse("dossier-step", args=[restraint.reference, "tell_parents"]), as_(cast.hanna)
    form = browser.get(address).context["form"]
    keys = [key for key, _label in form.fields["partner"].choices]
    assert all(key.startswith(f"parent-{pupils.aya.pk}-") for key in keys)
    moment = f"{timezone.localtime():%Y-%m-%dT%H:%M}"
    sent = {"token": str(uuid4()), "seen": "1", "happened_at": moment, "partner": keys[0], "how": "phone"}

    assert browser.post(address, {**sent, "text": "Zij begrepen het."}).status_code == 303
    assert Talk.objects.get().pupil == pupils.aya


def test_a_teacher_does_not_follow_as_teacher_what_he_did_and_another_recorded(cast, linde, pupils, as_):

    facts = [
        a_restraint(),
        Subject(role="pupil", pupil=pupils.cas),
        Subject(role="intervened", person=cast.otto),
    ]
    dossier = open_dossier(RESTRAINT, linde, an_act("record_restraint", cast.kees, text="Zo.", facts=facts))

    assert as_(cast.otto).get(dossier.page_url).status_code == 404
    assert as_(cast.kees).get(dossier.page_url).status_code == 200
