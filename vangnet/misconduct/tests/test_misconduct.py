"""Recording a suspicion and what the board does with it, through the pages of every dossier."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject, Talk
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.core.dossiers.refusals import Blocked
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Report
from vangnet.misconduct.models import BoardTold, Decision, Measure, PoliceReport, Suspicion

from .scene import opened

pytestmark = pytest.mark.django_db(databases="__all__")

OPEN = reverse("dossier-open", args=["misconduct"])


@pytest.fixture
def dossier(cast, linde, pupils):
    return opened(cast, linde, pupils)


def sent(dossier=None, *, ago=timedelta(), **fields):
    moment = timezone.localtime(timezone.now() - ago)
    if dossier:
        dossier.refresh_from_db()
    seen = str(dossier.entry_count if dossier else 0)
    return {
        "token": str(uuid4()),
        "seen": seen,
        "happened_at": f"{moment:%Y-%m-%dT%H:%M}",
        "text": "Dit is wat er was.",
        **fields,
    }


def filled(cast, pupils, **fields):
    return sent(
        people=[f"pupil-{pupils.cas.pk}", f"staff-{cast.otto.pk}"],
        **{f"people_part_pupil-{pupils.cas.pk}": ["pupil"], f"people_part_staff-{cast.otto.pk}": ["accused"]},
        nature="offence",
        works_as="employed",
        understood="on",
        **fields,
    )


def named(name, **fields):
    """The accused written down instead of chosen."""
    people = {"people": ["other-1"], "people_name_other-1": name, "people_part_other-1": ["accused"]}
    return sent(**people, nature="offence", works_as="volunteer", understood="on", **fields)


def accused():
    return Subject.objects.get(role="accused")


def take(browser, dossier, step, **fields):
    return browser.post(reverse("dossier-step", args=[dossier.reference, step]), sent(dossier, **fields))


def test_a_caretaker_records_it_and_reads_whom_to_tell_at_once(cast, pupils, as_):
    """WPO art. 4a lid 3: whoever works here."""
    browser = as_(cast.kees)
    form = browser.get(OPEN).content.decode()
    assert "Do not investigate" in form

    answer = browser.post(OPEN, filled(cast, pupils))

    dossier = Dossier.objects.get()
    assert (answer.status_code, answer.url) == (303, dossier.page_url)
    page = browser.get(dossier.page_url).content.decode()
    assert "Tell the board at once" in page
    assert "0900 111 3 111" in page
    assert (Suspicion.objects.get().nature, accused().person) == ("offence", cast.otto)
    assert not BoardTold.objects.exists()


def test_what_was_heard_days_ago_is_too_late_from_the_start(cast, pupils, as_):
    as_(cast.kees).post(OPEN, filled(cast, pupils) | sent(ago=timedelta(days=2)))

    assert Dossier.objects.get().next_due_at < timezone.now()


@pytest.mark.parametrize("left_out", ["nature", "works_as", "understood", "text"])
def test_what_is_left_out_comes_back_with_what_to_do(cast, pupils, as_, left_out):
    answer = as_(cast.kees).post(OPEN, {**filled(cast, pupils), left_out: ""})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [left_out]
    assert not Dossier.objects.exists()


def test_whoever_is_accused_does_not_record_it(cast, pupils, as_):
    answer = as_(cast.otto).post(OPEN, filled(cast, pupils))

    assert answer.status_code == 422
    assert "Somebody else records what is about you." in answer.content.decode()


def test_a_pupil_is_no_accused_and_a_colleague_no_pupil(cast, pupils, as_):
    parts = {
        f"people_part_pupil-{pupils.cas.pk}": ["accused"],
        f"people_part_staff-{cast.otto.pk}": ["pupil"],
    }
    page = as_(cast.kees).post(OPEN, {**filled(cast, pupils), **parts})

    assert page.status_code == 422
    assert "Between pupils: record an incident." in page.content.decode()
    assert "The pupil is a pupil of the school" in page.content.decode()


def test_a_driver_who_stands_in_no_register_is_named_and_told_together_with_others(cast, as_):
    assert as_(cast.kees).post(OPEN, named("Chauffeur van de taxi")).status_code == 303
    assert (accused().person, accused().name) == (None, "Chauffeur van de taxi")
    dossier = Dossier.objects.get()
    _told_and_consulted(dossier, cast)

    form = (
        as_(cast.bas).get(reverse("dossier-step", args=[dossier.reference, "tell_accused"])).context["form"]
    )
    assert form.fields["partner"].choices == [("colleague-None", "Chauffeur van de taxi")]
    answer = take(as_(cast.bas), dossier, "tell_accused", partner="colleague-None", how="phone")
    assert answer.status_code == 303
    assert Talk.objects.get().partner == "colleague"


def test_a_colleague_whose_name_is_written_down_is_known_as_that_colleague_and_knows_nothing(cast, as_):
    assert as_(cast.kees).post(OPEN, named("hanna test")).status_code == 303

    assert accused().person == cast.hanna
    assert as_(cast.hanna).get(Dossier.objects.get().page_url).status_code == 404


def test_a_first_name_that_is_a_colleagues_too_is_asked_further(cast, as_):
    answer = as_(cast.kees).post(OPEN, named("Hanna"))

    assert answer.status_code == 422
    assert "A colleague is called “Hanna” too." in answer.content.decode()


def test_when_the_board_records_it_the_board_knows_and_the_inspector_is_next(cast, linde, pupils, as_):
    answer = as_(cast.bas).post(OPEN, filled(cast, pupils, school=str(linde.pk)))

    assert answer.status_code == 303
    assert BoardTold.objects.get().how == "heard_it"
    page = as_(cast.bas).get(Dossier.objects.get().page_url).content.decode()
    assert "Consult the confidential inspector at once" in page


def _told_and_consulted(dossier, cast):
    told = [BoardTold(person=cast.bas, how="phone")]
    record(dossier, an_act("tell_board", cast.kees, text="Gebeld.", facts=told))
    record(dossier, an_act("consult", cast.bas, text="Advies."))


def test_the_whole_way_through_the_forms_past_the_police_to_the_end(dossier, cast, pupils, as_):
    """WPO art. 4a: in its order, each with its moment and whom was told before."""
    board = as_(cast.bas)
    assert (
        take(as_(cast.mina), dossier, "tell_board", person=str(cast.bas.pk), how="phone").status_code == 303
    )
    assert BoardTold.objects.get().person == cast.bas
    assert take(as_(cast.hanna), dossier, "measure", kind="no_pupils").status_code == 303
    assert Measure.objects.get().kind == "no_pupils"
    assert take(board, dossier, "decide", outcome="reasonable").status_code == 409
    assert take(board, dossier, "consult").status_code == 303
    assert take(board, dossier, "decide", outcome="reasonable").status_code == 303
    assert Decision.objects.get().outcome == "reasonable"
    blocked = take(board, dossier, "report_police", number="")
    assert blocked.status_code == 409
    for says in ("the parents of each pupil are told", "the accused is told", "WPO, art. 4a, lid 2"):
        assert says in blocked.content.decode()
    form = board.get(reverse("dossier-step", args=[dossier.reference, "tell_parents"])).context["form"]
    parent = form.fields["partner"].choices[0][0]
    assert take(board, dossier, "tell_parents", partner=parent, how="talk").status_code == 303
    accused = f"colleague-{cast.otto.pk}"
    assert take(board, dossier, "tell_accused", partner=accused, how="talk").status_code == 303
    assert take(board, dossier, "close").status_code == 409
    assert take(board, dossier, "report_police", number="PL0100-1").status_code == 303
    assert PoliceReport.objects.get().number == "PL0100-1"
    assert take(board, dossier, "close").status_code == 409
    assert take(board, dossier, "tell_inspector").status_code == 303
    assert take(board, dossier, "close").status_code == 303
    dossier.refresh_from_db()
    assert dossier.closed_on
    assert take(board, dossier, "reopen").status_code == 303


def test_the_head_takes_no_step_that_is_the_boards(dossier, cast, as_):
    for step in ("consult", "decide", "tell_parents", "tell_accused", "report_police", "close", "brought_in"):
        address = reverse("dossier-step", args=[dossier.reference, step])
        assert as_(cast.hanna).get(address).status_code == 404, step


def test_whom_of_the_board_it_is_about_is_not_offered_as_who_was_told(cast, linde, pupils, as_):
    dossier = opened(cast, linde, pupils, accused=Subject(role="accused", person=cast.bas))
    form = as_(cast.mina).get(reverse("dossier-step", args=[dossier.reference, "tell_board"])).context["form"]

    assert [key for key, _label in form.fields["person"].choices] == [""]


def test_a_parent_who_cannot_be_reached_is_recorded_with_the_reason_and_the_report_goes_on(
    dossier, cast, as_
):
    _told_and_consulted_by_mina(dossier, cast)
    record(dossier, an_act("decide", cast.bas, text="Ja.", facts=[Decision(outcome="reasonable")]))
    told = [Talk(partner="colleague", person=cast.otto, how="talk")]
    record(dossier, an_act("tell_accused", cast.bas, text="Verteld.", facts=told))
    with pytest.raises(Blocked, match="parents of each pupil"):
        record(dossier, an_act("report_police", cast.bas, text="Aangifte.", facts=[PoliceReport(number="")]))
    form = (
        as_(cast.bas).get(reverse("dossier-step", args=[dossier.reference, "tell_parents"])).context["form"]
    )
    nobody = form.fields["partner"].choices[-1][0]

    assert take(as_(cast.bas), dossier, "tell_parents", partner=nobody, how="not_held").status_code == 303
    record(dossier, an_act("report_police", cast.bas, text="Aangifte.", facts=[PoliceReport(number="")]))


def _told_and_consulted_by_mina(dossier, cast):
    told = [BoardTold(person=cast.bas, how="phone")]
    record(dossier, an_act("tell_board", cast.mina, text="Gebeld.", facts=told))
    record(dossier, an_act("consult", cast.bas, text="Advies."))


def test_that_the_board_was_told_is_corrected_in_the_same_form(dossier, cast, as_):
    _told_and_consulted_by_mina(dossier, cast)
    address = reverse("dossier-correction", args=[dossier.reference, 2])
    form = as_(cast.mina).get(address).context["form"]

    assert (form["person"].value(), form["how"].value()) == (cast.bas.pk, "phone")


def test_it_follows_from_an_incident_with_the_colleague_as_accused_and_no_pupil(cast, linde, pupils, as_):
    facts = [
        Report(category_id="sexual_harassment", place="classroom"),
        Subject(role="victim", pupil=pupils.cas),
        Subject(role="perpetrator", person=cast.otto),
        Subject(role="perpetrator", pupil=pupils.dina),
    ]
    incident = open_dossier(INCIDENT, linde, an_act("report", cast.mina, text="Zo was het.", facts=facts))
    browser, address = as_(cast.mina), f"{OPEN}?from={incident.reference}"

    people = browser.get(address).context["form"].people.chosen
    assert {(person.key, person.parts) for person in people} == {
        (f"pupil-{pupils.cas.pk}", ("pupil",)),
        (f"staff-{cast.otto.pk}", ("accused",)),
    }
    assert browser.post(address, filled(cast, pupils)).status_code == 303
    dossier = Dossier.objects.get(kind="misconduct")
    assert dossier.follows == incident
    for name, knows in (("mina", True), ("iris", False), ("sam", False)):
        page = as_(getattr(cast, name)).get(incident.page_url).content.decode()
        assert (dossier.reference in page) == knows, name
