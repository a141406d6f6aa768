"""A removal from the intention until the objection was decided on, through the pages of every dossier."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import record
from vangnet.core.dossiers.timeline import Timeline, day
from vangnet.discipline.models import (
    Admissibility,
    AttendanceOfficerTold,
    DisputeEnded,
    LetterSent,
    ObjectionDecided,
    ObjectionMade,
    ParentsNotHeard,
    RemovalDecided,
    SchoolAsked,
    TeacherHeard,
)
from vangnet.discipline.removal.case import case_of
from vangnet.discipline.removal.terms import may_object_until
from vangnet.discipline.suspension.tests.scene import opened as suspended
from vangnet.discipline.tests.pages import (
    become_private,
    now_as_typed,
    opening,
    page_of,
    parent_of,
    take,
)

from .scene import opened

pytestmark = pytest.mark.django_db(databases="__all__")

FILLED = {"text": "Niets hielp.", "ground": "order"}
WILLING = {"name": "De Wilg", "type": "regular", "answer": "willing"}


@pytest.fixture
def removal(cast, linde, pupils):
    return opened(cast, linde, pupils)


def hear_everybody(browser, dossier, cast, pupils):
    take(browser, dossier, "hear_teacher", teacher=cast.mina.pk, text="Het gaat niet meer.")
    take(
        browser,
        dossier,
        "hear_parents",
        partner=f"parent-{parent_of(pupils.aya)}",
        how="talk",
        text="Verdrietig.",
    )


@pytest.fixture
def decided(removal, cast, pupils, as_):
    """Everybody was heard, De Wilg is willing, and the board decided."""
    browser = as_(cast.hanna)
    hear_everybody(browser, removal, cast, pupils)
    take(browser, removal, "search_school", **WILLING)
    answer = take(
        as_(cast.bas), removal, "decide_removal", decided_by=cast.bas.pk, text="Alles is geprobeerd."
    )
    assert answer.status_code == 303
    return removal


@pytest.fixture
def told(removal, cast, pupils):
    """The same, and longer ago: the parents have had the decision for fifty days."""
    heard, long_ago = "Gehoord.", timezone.localdate() - timedelta(days=50)
    facts = {
        "hear_teacher": [TeacherHeard(teacher=cast.mina)],
        "hear_parents": [ParentsNotHeard(reason="did_not_come")],
        "search_school": [SchoolAsked(**WILLING)],
        "decide_removal": [RemovalDecided(decided_by=cast.bas)],
        "tell_attendance_officer": [AttendanceOfficerTold(municipality="Wierden")],
        "send_decision": [
            LetterSent(pupil=pupils.aya, how="registered", sent_on=long_ago, tells_to_object=True)
        ],
    }
    for step, rows in facts.items():
        by = cast.bas if step == "decide_removal" else cast.hanna
        record(removal, an_act(step, by, text=heard, facts=rows, ago=timedelta(days=50)))
    return removal


def test_it_follows_from_a_suspension_of_the_same_pupil(cast, linde, pupils, as_):
    before = suspended(cast, linde, pupils)
    address, form = opening("removal", [pupils.aya], **FILLED)
    browser = as_(cast.hanna)
    assert f"{address}?from={before.reference}" in page_of(browser, before)

    assert "Aya Bos" in browser.get(f"{address}?from={before.reference}").content.decode()
    assert browser.post(f"{address}?from={before.reference}", form).status_code == 303

    dossier = Dossier.objects.get(kind="removal")
    assert dossier.follows == before
    assert Subject.objects.get(dossier=dossier).pupil == pupils.aya


def test_what_parents_did_as_ground_is_flagged_for_a_lawyer(cast, pupils, as_):
    address, form = opening("removal", [pupils.aya], **{**FILLED, "ground": "parents"})
    answer = as_(cast.hanna).post(address, form)

    assert answer.status_code == 422
    assert "ask a lawyer before you decide" in answer.content.decode()
    assert as_(cast.hanna).post(address, {**form, "confirmed": "on"}).status_code == 303


def test_nothing_is_decided_before_what_the_law_demands_was_recorded(removal, cast, as_):
    answer = take(as_(cast.bas), removal, "decide_removal", decided_by=cast.bas.pk, text="Weg.")

    page = answer.content.decode()
    assert answer.status_code == 409
    for says in ("Hear the group teacher first", "Hear the parents first", "Another school must be willing"):
        assert says in page
    assert "Awb, art. 4:8" in page
    assert "WPO, art. 63, lid 2" not in page
    assert not RemovalDecided.objects.exists()


def test_wpo_63_lid_2_is_what_a_private_law_school_reads(removal, cast, linde, as_):
    become_private(linde)
    page = take(
        as_(cast.bas), removal, "decide_removal", decided_by=cast.bas.pk, text="Weg."
    ).content.decode()

    assert "WPO, art. 63, lid 2" in page
    assert "Awb, art. 4:8" not in page


def test_the_intention_is_announced_by_a_letter(removal, cast, pupils, as_):
    form = {"parent": parent_of(pupils.aya), "how": "by_hand"}

    assert take(as_(cast.hanna), removal, "announce_intention", **form).status_code == 303
    assert not LetterSent.objects.get().tells_to_object
    assert case_of(Timeline.of(removal)).told_on == ()


def test_wpo_40_lid_11_the_group_teacher_is_one_who_teaches_the_pupil(removal, cast, as_):
    browser = as_(cast.hanna)

    assert take(browser, removal, "hear_teacher", teacher=cast.otto.pk, text="Zo.").status_code == 422
    assert take(browser, removal, "hear_teacher", teacher=cast.mina.pk, text="Zo.").status_code == 303
    assert TeacherHeard.objects.get().teacher == cast.mina


def test_parents_of_a_pupil_who_is_removed_are_heard_or_did_not_want_to(removal, cast, pupils, as_):
    """That it could not wait (Awb art. 4:11) holds for a suspension at most."""
    browser = as_(cast.hanna)
    form = {"partner": f"parent-{parent_of(pupils.aya)}", "how": "not_held", "text": "Drie keer uitgenodigd."}

    assert take(browser, removal, "hear_parents", **form, not_heard="urgent").status_code == 422
    assert take(browser, removal, "hear_parents", **form, not_heard="did_not_come").status_code == 303
    assert case_of(Timeline.of(removal)).parents_heard


def test_a_hearing_that_was_withdrawn_was_none(removal, cast, pupils, as_):
    hear_everybody(as_(cast.hanna), removal, cast, pupils)
    entry = removal.entries.get(step="hear_parents")
    record(removal, an_act("withdrawn", cast.hanna, text="Andere ouder.", corrects=entry))

    assert not case_of(Timeline.of(removal)).parents_heard


def test_wpo_40_lid_11_the_latest_answer_of_a_school_counts(removal, cast, as_):
    browser = as_(cast.hanna)
    take(browser, removal, "search_school", **WILLING)
    assert case_of(Timeline.of(removal)).willing

    take(browser, removal, "search_school", **{**WILLING, "name": "de  wilg", "answer": "not_willing"})
    assert not case_of(Timeline.of(removal)).willing


def test_wpo_40_lid_8_special_education_waits_for_the_statement(removal, cast, pupils, as_):
    browser = as_(cast.hanna)
    hear_everybody(browser, removal, cast, pupils)
    assert take(browser, removal, "admissibility", outcome="granted").status_code == 409
    take(browser, removal, "search_school", **{**WILLING, "type": "special_primary"})
    decision = {"decided_by": cast.bas.pk, "text": "Beter op zijn plaats."}

    page = take(as_(cast.bas), removal, "decide_removal", **decision).content.decode()
    assert "The admissibility statement must be there first" in page
    take(browser, removal, "admissibility", outcome="refused")
    assert take(as_(cast.bas), removal, "decide_removal", **decision).status_code == 409
    take(browser, removal, "admissibility", outcome="granted", number="TLV-1")
    assert take(as_(cast.bas), removal, "decide_removal", **decision).status_code == 303
    assert Admissibility.objects.count() == 2


def test_wpo_40_lid_1_the_board_decides_or_the_head_under_a_mandate(removal, cast, pupils, as_):
    browser = as_(cast.hanna)
    hear_everybody(browser, removal, cast, pupils)
    take(browser, removal, "search_school", **WILLING)
    form = {"decided_by": cast.hanna.pk, "text": "Alles is geprobeerd."}

    assert take(as_(cast.iris), removal, "decide_removal", **form).status_code == 404
    assert take(browser, removal, "decide_removal", **form).status_code == 422
    assert take(browser, removal, "decide_removal", **form, mandate="Mandaatregeling").status_code == 303


def test_leerplichtwet_18_lid_1_the_attendance_officer_hears_at_once(decided, cast, as_):
    browser = as_(cast.hanna)
    assert "Tell the attendance officer of the removal, at once" in page_of(browser, decided)

    assert take(browser, decided, "tell_attendance_officer", municipality="").status_code == 422
    assert take(browser, decided, "tell_attendance_officer", municipality="Wierden").status_code == 303
    assert AttendanceOfficerTold.objects.get().municipality == "Wierden"
    assert "Tell the attendance officer of the removal, at once" not in page_of(browser, decided)


def test_a_decision_that_says_nothing_of_the_right_to_object_is_not_sent(decided, cast, pupils, as_):
    browser, form = as_(cast.hanna), {"parent": parent_of(pupils.aya), "how": "registered"}
    answer = take(browser, decided, "send_decision", **form)

    assert answer.status_code == 422
    assert "without it the six weeks do not begin" in answer.content.decode()
    assert take(browser, decided, "objection", outcome="came").status_code == 409
    assert take(browser, decided, "send_decision", **form, tells_to_object="on").status_code == 303
    assert "The parents can object until then" in page_of(browser, decided)


def test_a_decision_was_not_sent_before_it_was_taken(decided, cast, pupils, as_):
    form = {"parent": parent_of(pupils.aya), "how": "post", "tells_to_object": "on"}
    three_days_ago = f"{timezone.localdate() - timedelta(days=3)}"
    answer = take(as_(cast.hanna), decided, "send_decision", **form, sent_on=three_days_ago)

    assert answer.status_code == 422
    assert "sent before" in answer.content.decode()


def test_that_nobody_objected_is_recorded_only_when_the_six_weeks_are_over(decided, cast, pupils, as_):
    browser = as_(cast.hanna)
    take(browser, decided, "send_decision", parent=parent_of(pupils.aya), how="post", tells_to_object="on")
    answer = take(browser, decided, "objection", outcome="no_objection")

    assert answer.status_code == 422
    assert day(may_object_until(timezone.localdate())) in answer.content.decode()
    assert not ObjectionMade.objects.exists()


def test_without_objection_it_closes_when_the_weeks_are_over(told, cast, as_):
    browser = as_(cast.hanna)
    assert "can still object" in take(browser, told, "close").content.decode()
    assert take(browser, told, "objection", outcome="no_objection").status_code == 303
    assert take(browser, told, "close").status_code == 303


@pytest.mark.parametrize("is_public", [True, False])
def test_wpo_40_lid_12_and_63_lid_3_the_clock_of_a_public_and_of_a_private_law_school(
    told, cast, linde, as_, is_public
):
    if not is_public:
        become_private(linde)
    take(as_(cast.hanna), told, "objection", outcome="came", happened_at=now_as_typed(days_ago=12))
    page, (waits,) = page_of(as_(cast.hanna), told), told.waiting.all()

    assert waits.step == "decide_objection"
    sent_on = timezone.localdate() - timedelta(days=50)
    began_on = may_object_until(sent_on) if is_public else timezone.localdate() - timedelta(days=12)
    assert timezone.localdate(waits.ends_at) > began_on + timedelta(days=28)
    assert timezone.localdate(waits.ends_at) < began_on + timedelta(days=36)
    assert ("WPO, art. 40, lid 12" in page) == is_public


def test_wpo_43_lid_4_the_disputes_committee_stops_the_objection(told, cast, pupils, as_):
    browser, parent = as_(cast.hanna), f"parent-{parent_of(pupils.aya)}"
    take(browser, told, "objection", outcome="came", text="Wij zijn het er niet mee eens.")
    take(browser, told, "dispute", number="GPO-1", happened_at=now_as_typed(days_ago=3))
    take(browser, told, "hear_objection", partner=parent, how="talk", text="Zij willen blijven.")
    decision = {"decided_by": cast.bas.pk, "outcome": "stands", "text": "Zie het oordeel."}

    assert [row.step for row in told.waiting.all()] == ["dispute_ended"]
    answer = take(as_(cast.bas), told, "decide_objection", **decision)
    assert answer.status_code == 409
    assert "WPO, art. 43, lid 4" in answer.content.decode()
    assert "It still lies before the disputes committee." in take(browser, told, "close").content.decode()

    take(browser, told, "dispute_ended", outcome="unfounded", text="Wij volgen het.")
    assert DisputeEnded.objects.get().outcome == "unfounded"
    assert [row.step for row in told.waiting.all()] == ["decide_objection"]
    assert take(as_(cast.bas), told, "decide_objection", **decision).status_code == 303
    assert ObjectionDecided.objects.get().outcome == "stands"
    assert take(browser, told, "close").status_code == 303


def test_the_parents_are_heard_on_their_objection_first(told, cast, as_):
    take(as_(cast.hanna), told, "objection", outcome="came")
    decision = {"decided_by": cast.bas.pk, "outcome": "taken_back", "text": "Toch niet."}
    answer = take(as_(cast.bas), told, "decide_objection", **decision)

    assert answer.status_code == 409
    assert "Hear the parents on their objection first" in answer.content.decode()


def test_the_own_teacher_reads_what_he_or_she_said_and_nothing_of_the_rest(decided, cast, as_):
    page = page_of(as_(cast.mina), decided)

    assert "Het gaat niet meer." in page
    for kept in ("Al twee keer geschorst.", "Verdrietig.", "De Wilg", "Alles is geprobeerd."):
        assert kept not in page
    for step in ("hear_teacher", "hear_parents", "search_school", "note", "close"):
        assert take(as_(cast.mina), decided, step, text="Zo.").status_code == 404


def test_one_that_was_not_decided_can_be_closed(removal, cast, as_):
    assert take(as_(cast.hanna), removal, "close", text="De school helpt het kind verder.").status_code == 303


def test_the_page_says_whether_it_was_decided(decided, cast, as_):
    assert f"decided on {day(timezone.localdate())}" in page_of(as_(cast.hanna), decided)
