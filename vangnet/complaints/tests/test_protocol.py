"""The way of a complaint, held against itself and against its sources."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.complaints.models import Conversation
from vangnet.complaints.protocol import (
    COMPLAINTS,
    NATIONAL_COMMITTEE,
    ComplaintCase,
    Talked,
    last_day_for_national_committee,
)
from vangnet.core.terms import AMSTERDAM
from vangnet.core.working_days import ends_a_statutory_term

MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=AMSTERDAM)
DAY = date(2026, 11, 23)
OPEN, CLOSED, REOPENED = (
    ("record_complaint",),
    ("record_complaint", "close"),
    ("record_complaint", "close", "reopen"),
)
STEPS = [step.key for step in COMPLAINTS.steps]
CASE = ComplaintCase(MONDAY)

VARIED = {
    "has_person_concerned": (True, False),
    "with_concerned": (None, Talked.SOLVED, Talked.NOT_HELD),
    "with_head": (None, Talked.SOLVED),
    "lodged_on": (None, DAY),
    "board_answered": (True, False),
    "committee": ("", "national"),
    "opinion_on": (None, DAY),
    "opinion_answered": (True, False),
    "offence_since": (None, MONDAY),
    "board_told_at": (None, MONDAY),
    "inspector_consulted": (True, False),
    "dropped": (True, False),
}
CASES = [replace(CASE, **dict(zip(VARIED, values, strict=True))) for values in product(*VARIED.values())]


# What the plan and WPO art. 14 and 4a ask before each step, said once more in other words than the protocol's.
ASKED = {
    "talk_concerned": lambda case: case.has_person_concerned and not (case.lodged_on or case.offence_since),
    "talk_head": lambda case: (
        bool(case.with_concerned or not case.has_person_concerned)
        and not (case.lodged_on or case.offence_since)
    ),
    "lodge": lambda case: not case.lodged_on,
    "acknowledge": lambda case: bool(case.lodged_on),
    "board_answer": lambda case: bool(case.lodged_on) and case.committee == "" and not case.board_answered,
    "committee": lambda case: bool(case.lodged_on) and case.committee == "",
    "opinion": lambda case: case.committee != "" and case.opinion_on is None,
    "postpone": lambda case: case.opinion_on is not None and not case.opinion_answered,
    "answer_opinion": lambda case: case.opinion_on is not None and not case.opinion_answered,
    "inspector": lambda case: bool(case.offence_since and case.board_told_at),
    "close": lambda case: may_be_closed(case, formal=bool(case.lodged_on), offence=bool(case.offence_since)),
}


def may_be_taken(step, case, is_closed):
    if step == "reopen":
        return is_closed
    if is_closed or step == "record_complaint":
        return False
    return ASKED.get(step, lambda case: True)(case)


def may_be_closed(case, *, formal, offence):
    if offence and (case.board_told_at is None or not case.inspector_consulted):
        return False
    if case.opinion_on is not None and not case.opinion_answered:
        return False
    if case.dropped or case.opinion_answered:
        return True
    if formal:
        return case.board_answered and case.committee == ""
    return offence or Talked.SOLVED in (case.with_concerned, case.with_head)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("done", [OPEN, CLOSED, REOPENED])
def test_a_step_is_allowed_exactly_when_its_conditions_hold(step, done):
    for case in CASES:
        assert (not COMPLAINTS.obstacles(step, case, done)) == may_be_taken(step, case, done is CLOSED), case


def after(step, case):
    """What a step makes of a case, as `case.py` would read it."""
    changed = {
        "talk_concerned": {"with_concerned": Talked.NOT_SOLVED, "talked_at": MONDAY},
        "talk_head": {"with_head": Talked.SOLVED},
        "lodge": {"lodged_on": DAY},
        "acknowledge": {"acknowledged": True},
        "board_answer": {"board_answered": True},
        "committee": {"committee": "own"},
        "opinion": {"opinion_on": DAY},
        "postpone": {"postponed_until": DAY + timedelta(days=60)},
        "answer_opinion": {"opinion_answered": True},
        "tell_board": {"offence_since": case.offence_since or MONDAY, "board_told_at": MONDAY},
        "inspector": {"inspector_consulted": True},
        "drop": {"dropped": True},
    }
    return replace(case, **changed.get(step, {}))


@settings(max_examples=250)
@given(st.lists(st.sampled_from(STEPS), max_size=40), st.booleans(), st.booleans())
def test_no_order_of_steps_closes_with_a_duty_of_the_law_or_ends_at_two_committees(steps, concerned, offence):
    case = replace(CASE, has_person_concerned=concerned, offence_since=MONDAY if offence else None)
    done = ["record_complaint"]
    for step in steps:
        if COMPLAINTS.obstacles(step, case, done):
            continue
        done.append(step)
        case = after(step, case)
        assert done.count("committee") <= 1
        if COMPLAINTS.is_closed(done):
            assert case.inspector_consulted or case.offence_since is None
            assert case.opinion_on is None or case.opinion_answered
            by_law = [due for due in COMPLAINTS.due(case, [*done, "reopen"], None, {}) if due.source.is_law]
            assert by_law == []


def due(case, agreed=None):
    return {row.title: row.ends.isoformat() for row in COMPLAINTS.due(case, OPEN, None, agreed or {})}


# WPO art. 14 lid 7


@pytest.mark.parametrize(
    ("received", "over"),
    [
        (date(2026, 11, 23), "2026-12-22T00:00:00+01:00"),  # Monday: up to and including Monday the 21st
        (
            date(2026, 11, 27),
            "2026-12-29T00:00:00+01:00",
        ),  # ends on Christmas Day, a Friday: on to the Monday
        (date(2026, 12, 4), "2027-01-05T00:00:00+01:00"),  # ends on New Year's Day: on to the Monday
        (date(2026, 11, 28), "2026-12-29T00:00:00+01:00"),  # ends on the second day of Christmas, a Saturday
        (date(2027, 3, 15), "2027-04-13T00:00:00+02:00"),  # the change to summer time lies in it
        (date(2028, 2, 1), "2028-03-01T00:00:00+01:00"),  # up to and including the leap day
        (date(2027, 7, 12), "2027-08-10T00:00:00+02:00"),  # the summer holiday of a school does not stop it
    ],
)
def test_wpo_art_14_lid_7_the_board_answers_an_opinion_within_four_weeks(received, over):
    case = replace(CASE, lodged_on=DAY, committee="own", acknowledged=True, opinion_on=received)

    assert due(case) == {"Answer the opinion of the committee": over}
    assert due(replace(case, opinion_answered=True)) == {}


@given(st.dates(date(2026, 1, 1), date(2031, 12, 31)))
def test_wpo_art_14_lid_7_whatever_the_day_the_four_weeks_end_on_a_working_day_and_never_before_28_days(
    received,
):
    case = replace(CASE, lodged_on=DAY, committee="own", acknowledged=True, opinion_on=received)
    (row,) = COMPLAINTS.due(case, OPEN, None, {})
    last = row.ends.date() - timedelta(days=1)

    assert ends_a_statutory_term(last)
    assert last >= received + timedelta(days=28)
    assert not any(
        ends_a_statutory_term(received + timedelta(days=number))
        for number in range(28, (last - received).days)
    )


def test_wpo_art_14_lid_7_longer_only_until_the_day_that_was_promised():
    case = replace(CASE, lodged_on=DAY, committee="own", acknowledged=True, opinion_on=DAY)
    later = replace(case, postponed_until=date(2027, 2, 1))

    assert due(later) == {"Answer the opinion on the day that was promised": "2027-02-02T00:00:00+01:00"}
    assert due(replace(later, opinion_answered=True)) == {}


def test_wpo_art_14_lid_7_an_opinion_that_waits_keeps_the_dossier_open_even_when_the_complaint_is_taken_back():
    case = replace(CASE, lodged_on=DAY, committee="own", opinion_on=DAY, dropped=True)

    assert [obstacle.source.cite() for obstacle in COMPLAINTS.obstacles("close", case, OPEN)] == [
        "WPO, art. 14, lid 7"
    ]


def test_wpo_art_14_lid_6_an_opinion_comes_from_a_committee_that_was_chosen():
    assert COMPLAINTS.step("opinion").source.cite() == "WPO, art. 14, lid 6"
    assert COMPLAINTS.obstacles("opinion", replace(CASE, lodged_on=DAY), OPEN)
    assert not COMPLAINTS.obstacles("opinion", replace(CASE, lodged_on=DAY, committee="own"), OPEN)


def test_wpo_art_14_lid_1_a_formal_complaint_needs_no_talk_first():
    assert COMPLAINTS.obstacles("lodge", replace(CASE, has_person_concerned=True), OPEN) == ()


# WPO art. 4a


def test_wpo_art_4a_lid_3_a_sexual_offence_goes_to_the_board_at_once_and_to_no_talk_at_school():
    case = replace(CASE, has_person_concerned=True, offence_since=MONDAY)

    assert due(case) == {"Sexual offence: tell the board at once": "2026-11-23T11:15:00+01:00"}
    for step in ("talk_concerned", "talk_head"):
        found = COMPLAINTS.obstacles(step, case, OPEN)
        assert "WPO, art. 4a, lid 3" in [obstacle.source.cite() for obstacle in found]
        assert any("0900 111 3 111" in obstacle.says for obstacle in found)


def test_wpo_art_4a_lid_1_the_board_consults_the_confidential_inspector_at_once():
    case = replace(CASE, offence_since=MONDAY, board_told_at=MONDAY + timedelta(minutes=20))

    assert due(case) == {
        "Consult the confidential inspector at once: 0900 111 3 111": "2026-11-23T11:35:00+01:00"
    }
    assert due(replace(case, inspector_consulted=True)) == {}


def test_wpo_art_4a_the_clock_runs_on_by_night_through_the_weekend_and_the_change_of_the_clock():
    friday = datetime(2026, 10, 23, 23, 30, tzinfo=AMSTERDAM)
    assert due(replace(CASE, offence_since=friday)) == {
        "Sexual offence: tell the board at once": "2026-10-24T00:30:00+02:00"
    }
    before_the_change = datetime(
        2026, 10, 25, 2, 30, tzinfo=AMSTERDAM
    )  # summer time, half an hour before it ends
    assert due(replace(CASE, offence_since=before_the_change)) == {
        "Sexual offence: tell the board at once": "2026-10-25T02:30:00+01:00"
    }


def test_wpo_art_4a_taking_the_complaint_back_ends_no_duty_of_the_board():
    case = replace(CASE, offence_since=MONDAY, board_told_at=MONDAY, dropped=True)

    assert [obstacle.source.cite() for obstacle in COMPLAINTS.obstacles("close", case, OPEN)] == [
        "WPO, art. 4a, lid 1"
    ]


# The plan and practice


def test_the_plan_par_3_2_3_first_the_person_concerned_then_the_head():
    case = replace(CASE, has_person_concerned=True)
    assert due(case) == {"Talk about the complaint with the person concerned": "2026-12-08T00:00:00+01:00"}
    assert COMPLAINTS.obstacles("talk_head", case, OPEN)

    talked = replace(case, with_concerned=Talked.NOT_SOLVED, talked_at=MONDAY + timedelta(days=7))
    assert due(talked) == {"Talk about the complaint with the head": "2026-12-15T00:00:00+01:00"}
    assert COMPLAINTS.obstacles("talk_head", talked, OPEN) == ()
    assert due(replace(talked, with_concerned=Talked.SOLVED)) == {}


def test_a_complaint_about_nobody_in_person_begins_with_the_head():
    assert due(CASE) == {"Talk about the complaint with the head": "2026-12-08T00:00:00+01:00"}
    assert COMPLAINTS.obstacles("talk_head", CASE, OPEN) == ()


def test_practice_of_the_national_committee_own_or_national_and_never_both():
    for chosen in ("own", "national"):
        case = replace(CASE, lodged_on=DAY, committee=chosen)
        assert [obstacle.source for obstacle in COMPLAINTS.obstacles("committee", case, OPEN)] == [
            NATIONAL_COMMITTEE
        ]


@pytest.mark.parametrize(
    ("ended", "last"),
    [
        (date(2026, 11, 23), date(2027, 11, 23)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2026, 12, 25), date(2027, 12, 25)),  # a term in years is not extended
    ],
)
def test_practice_the_national_committee_takes_a_complaint_within_a_year(ended, last):
    assert last_day_for_national_committee(ended) == last


def test_the_board_answers_and_confirms_within_what_the_school_agreed():
    case = replace(CASE, lodged_on=DAY)
    assert due(case) == {
        "Confirm to the complainant that the complaint came in": "2026-12-01T00:00:00+01:00",
        "Answer the complaint, or lay it before a committee": "2027-01-05T00:00:00+01:00",
    }
    agreed = {"complaints.acknowledge_within_days": 3, "complaints.board_within_weeks": 4}
    assert [ends[:10] for ends in due(case, agreed).values()] == ["2026-11-27", "2026-12-22"]
    assert due(replace(case, acknowledged=True, committee="national")) == {}


def test_the_words_of_the_protocol_and_of_what_is_stored_are_the_same():
    assert {talked.value for talked in Talked} == set(Conversation.Outcome.values)
