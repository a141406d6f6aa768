"""Recording a shocking event, and all that follows, through the pages of every dossier."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Party, Subject, Talk
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.core.dossiers.refusals import Blocked
from vangnet.core.people.models import Guardianship
from vangnet.crisis.kind import CRISIS
from vangnet.crisis.models import (
    AftercareAgreed,
    AftercareGiven,
    AgreedFor,
    ProfessionalHelp,
    ShockingEvent,
    Told,
)

from .scene import opened

pytestmark = pytest.mark.django_db(databases="__all__")

OPEN = reverse("dossier-open", args=["crisis"])
NOBODY_ELSE = ["otto", "iris", "vera", "sam", "toon", "nadia", "noor", "lotte", "fenna", "ada", "marit"]


@pytest.fixture
def event(cast, linde, pupils):
    return opened(cast, linde, pupils)


def minute(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


@pytest.fixture
def taken(as_):
    """Send a step's form as somebody, as a browser does."""

    def send(person, dossier, step, /, **fields):
        dossier.refresh_from_db()
        form = {
            "token": str(uuid4()),
            "seen": str(dossier.entry_count),
            "happened_at": minute(timezone.now()),
            "text": "Genoteerd.",
            **fields,
        }
        return as_(person).post(reverse("dossier-step", args=[dossier.reference, step]), form)

    return send


def in_days(number):
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def filled(pupils, **fields):
    return {
        "token": str(uuid4()),
        "seen": "0",
        "happened_at": minute(timezone.now()),
        "text": "De vader van Aya is overleden.",
        "people": [f"pupil-{pupils.aya.pk}"],
        f"people_part_pupil-{pupils.aya.pk}": ["concerned"],
        "what": "relative_died",
        **fields,
    }


# Recording it


def test_any_adult_of_the_school_records_it_and_then_reads_the_report_alone(cast, pupils, as_):
    answer = as_(cast.kees).post(OPEN, filled(pupils))

    dossier = Dossier.objects.get()
    assert (answer.status_code, answer.url) == (303, dossier.page_url)
    assert ShockingEvent.objects.get().what == "relative_died"
    page = as_(cast.kees).get(dossier.page_url).context["page"]
    assert page.summary.title == "Death of somebody close to a pupil"
    assert [entry.text for entry in page.entries] == ["De vader van Aya is overleden."]


def test_without_what_happened_it_comes_back_with_what_was_typed(cast, pupils, as_):
    answer = as_(cast.kees).post(OPEN, filled(pupils, what="gossip"))

    assert answer.status_code == 422
    assert "Choose what happened." in answer.content.decode()
    assert "De vader van Aya is overleden." in answer.content.decode()
    assert not Dossier.objects.exists()


def test_the_same_form_sent_twice_opens_one_dossier(cast, pupils, as_):
    form, browser = filled(pupils), as_(cast.kees)

    assert browser.post(OPEN, form).url == browser.post(OPEN, form).url
    assert Dossier.objects.count() == 1


def test_it_goes_on_from_an_incident_for_who_may_know_both(fight, cast, pupils, as_):
    way = f"{OPEN}?from={fight.reference}"
    assert way in as_(cast.hanna).get(fight.page_url).content.decode()

    answer = as_(cast.hanna).post(way, filled(pupils, what="violence"))

    assert Dossier.objects.get(kind="crisis").follows == fight
    assert answer.status_code == 303


def test_plan_3_2_1_who_leads_over_the_school_and_hears_it_first_opens_one_for_it(cast, linde, pupils, as_):
    """Of a death the board is often told before the school is; and when it is the head who died, by nobody else."""
    for leader in (cast.carla, cast.bas):
        form = filled(pupils, school=str(linde.pk), what="colleague_died", people=[])
        assert as_(leader).post(OPEN, form).status_code == 303

    assert Dossier.objects.filter(school=linde, kind="crisis").count() == 2
    assert as_(cast.marit).post(OPEN, filled(pupils, school=str(linde.pk))).status_code == 404
    assert as_(cast.fenna).get(OPEN).status_code == 404


# Who may know


@pytest.mark.parametrize("name", NOBODY_ELSE)
def test_staff_do_not_know_that_it_exists_unless_brought_in(event, cast, as_, name):
    person = getattr(cast, name)
    assert as_(person).get(event.page_url).status_code == 404
    assert event.reference not in as_(person).get("/").content.decode()


def test_who_is_brought_in_reads_all_of_it(event, cast, as_):
    record(event, an_act("brought_in", cast.hanna, text="Zij helpt.", facts=[Party(person=cast.vera)]))

    assert as_(cast.vera).get(event.page_url).context["page"].reads_everything


def test_the_group_teacher_knows_what_was_agreed_for_class_and_school_and_no_more(event, cast, pupils, as_):
    talk = Talk(partner="parent", pupil=pupils.aya, how="talk")
    record(event, an_act("talk", cast.hanna, text="Thuis geweest.", facts=[talk]))
    record(event, an_act("agree", cast.hanna, text="Kring om 9 uur.", facts=[AgreedFor(whom="group")]))
    record(event, an_act("note", cast.hanna, text="Vertrouwelijk."))

    page = as_(cast.mina).get(event.page_url).context["page"]

    assert [entry.text for entry in page.entries] == ["Kring om 9 uur."]
    assert page.actions == ()


def test_the_head_who_is_struck_herself_does_not_handle_it(cast, linde, as_):
    facts = [ShockingEvent(what="other_event"), Subject(role="concerned", person=cast.hanna)]
    dossier = open_dossier(CRISIS, linde, an_act("record_crisis", cast.kees, text="X", facts=facts))

    assert as_(cast.hanna).get(dossier.page_url).status_code == 404
    for other in (cast.carla, cast.bas):
        assert as_(other).get(dossier.page_url).context["page"].handles


@pytest.mark.parametrize("name", ["kees", "mina"])
def test_who_recorded_it_and_the_teacher_do_not_handle_it(event, cast, taken, name):
    for step in ("tell", "talk", "ask_help", "agree", "agree_aftercare", "evaluate", "close"):
        assert taken(getattr(cast, name), event, step).status_code == 404


# The steps


def test_who_was_told_stands_as_short_facts_together_in_one_entry(event, cast, taken):
    circles = ["team", "board", "municipality", "ggd", "police", "media"]
    assert taken(cast.carla, event, "tell", circles=circles, how="message").status_code == 303

    assert sorted(Told.objects.values_list("circle", flat=True)) == sorted(circles)
    assert event.entries.filter(step="tell").count() == 1
    event.refresh_from_db()
    assert "tell" not in event.waiting.values_list("step", flat=True)


@pytest.mark.parametrize(
    ("step", "fields", "says"),
    [
        ("tell", {"circles": [], "how": "phone"}, "Choose who was told."),
        ("tell", {"circles": ["neighbours"], "how": "phone"}, "Choose who was told."),
        ("tell", {"circles": ["team"], "how": "not_held"}, "Choose how they were told."),
        ("talk", {"partner": "parent-0-0", "how": "talk"}, "Choose with whom it was."),
        ("ask_help", {"helper": "ggd", "parents": ""}, "Choose whether the parents took part."),
        ("ask_help", {"helper": "", "parents": "together"}, "Choose of whom help was asked."),
        ("agree", {"whom": "street"}, "Choose for whom it was agreed."),
        ("agree_aftercare", {"on": "2020-01-01"}, "This day has passed."),
        ("evaluate", {"text": ""}, "Write this down; one sentence is enough."),
    ],
)
def test_a_step_that_is_not_whole_comes_back_and_says_what_to_do(event, cast, taken, step, fields, says):
    answer = taken(cast.hanna, event, step, **fields)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert event.entries.count() == 1


def test_professional_help_is_asked_together_with_the_parents(event, cast, taken):
    """Veiligheidsplan, par. 3.2.1."""
    assert taken(cast.hanna, event, "ask_help", helper="ggd", parents="together").status_code == 303

    help_asked = ProfessionalHelp.objects.get()
    assert (help_asked.helper, help_asked.parents) == ("ggd", "together")


def parent_of(pupil):
    return f"parent-{pupil.pk}-{Guardianship.objects.get(pupil=pupil).guardian_id}"


def test_who_died_may_be_named_to_other_parents_and_no_other_child(cast, linde, pupils, taken):
    """AVG art. 5 lid 1 onder c protects the living."""
    facts = [
        ShockingEvent(what="pupil_died"),
        Subject(role="deceased", pupil=pupils.zoe),
        Subject(role="concerned", pupil=pupils.aya),
        Subject(role="concerned", pupil=pupils.bram),
    ]
    event = open_dossier(CRISIS, linde, an_act("record_crisis", cast.kees, text="Zoë.", facts=facts))
    fields = {"partner": parent_of(pupils.aya), "how": "phone"}

    refused = taken(cast.hanna, event, "talk", **fields, text="Bram heeft het er ook zwaar mee.")
    assert refused.status_code == 422
    assert "Bram" in refused.context["form"].errors["text"][0]
    assert taken(cast.hanna, event, "talk", **fields, text="Verteld dat Zoë is overleden.").status_code == 303


def test_every_planned_day_waits_until_it_was_given(event, cast, taken):
    for days in (3, 30):
        assert taken(cast.hanna, event, "agree_aftercare", on=in_days(days)).status_code == 303
    event.refresh_from_db()
    assert list(event.waiting.values_list("step", flat=True)).count("aftercare") == 2
    first = event.entries.get(number=2)

    assert taken(cast.hanna, event, "aftercare", agreed=first.pk).status_code == 303

    event.refresh_from_db()
    assert AftercareGiven.objects.get().agreed == first
    (left,) = event.waiting.filter(step="aftercare")
    assert timezone.localdate(left.ends_at) == timezone.localdate() + timedelta(days=31)
    assert taken(cast.hanna, event, "aftercare", agreed=first.pk).status_code == 422


def test_who_was_told_can_be_corrected_with_what_stood_there(event, cast, as_):
    facts = [Told(circle="team", how="talk"), Told(circle="media", how="talk")]
    entry = record(event, an_act("tell", cast.hanna, text="Eén regel.", facts=facts))
    address, browser = reverse("dossier-correction", args=[event.reference, entry.number]), as_(cast.hanna)
    form = browser.get(address).context["form"]
    assert sorted(form["circles"].value()) == ["media", "team"]
    sent = {name: form[name].value() for name in form.fields}
    sent |= {"circles": ["team"], "reason": "De pers belde niet.", "happened_at": minute(entry.happened_at)}

    assert browser.post(address, sent).status_code == 303

    assert [fact.circle for fact in Told.objects.standing()] == ["team"]


def test_it_closes_when_everything_was_done(event, cast, pupils):
    def act(step, *facts):
        return record(event, an_act(step, cast.hanna, text="Gedaan.", facts=list(facts)))

    with pytest.raises(Blocked, match="professional help"):
        act("close")
    act("tell", Told(circle="team", how="talk"), Told(circle="board", how="phone"))
    act("talk", Talk(partner="parent", pupil=pupils.aya, how="talk"))
    act("ask_help", ProfessionalHelp(helper="social_work", parents="together"))
    act("agree", AgreedFor(whom="both"))
    planned = act("agree_aftercare", AftercareAgreed(on=timezone.localdate()))
    act("evaluate")
    with pytest.raises(Blocked, match="Aftercare"):
        act("close")
    act("aftercare", AftercareGiven(agreed=planned))

    act("close")

    event.refresh_from_db()
    assert event.closed_on
    assert not event.waiting.exists()


def test_the_declaration_keeps_what_the_page_needs():
    assert set(CRISIS.forms) == {step.key for step in CRISIS.protocol.steps}
    assert {step.role for step in CRISIS.protocol.steps} == set(CRISIS.roles)
