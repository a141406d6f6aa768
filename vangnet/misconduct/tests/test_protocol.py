"""The way of a suspicion, held against itself and against WPO art. 4a."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.core.terms import AMSTERDAM
from vangnet.misconduct.protocol import AT_ONCE, MISCONDUCTS, MisconductCase, reachable_from

MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=AMSTERDAM)
OPEN, CLOSED, REOPENED = (
    ("record_suspicion",),
    ("record_suspicion", "close"),
    ("record_suspicion", "close", "reopen"),
)
STEPS = [step.key for step in MISCONDUCTS.steps]
CASE = MisconductCase(MONDAY, pupils=frozenset({"1"}), accused=frozenset({"2"}))
VARIED = {
    "is_offence": (True, False),
    "board_told_at": (None, MONDAY),
    "consulted_at": (None, MONDAY),
    "decided_at": (None, MONDAY),
    "is_suspected": (True, False),
    "parents_told": (frozenset(), frozenset({"1"})),
    "accused_told": (frozenset(), frozenset({"2"})),
    "reported_at": (None, MONDAY),
    "inspector_told": (True, False),
}
CASES = [replace(CASE, **dict(zip(VARIED, values, strict=True))) for values in product(*VARIED.values())]


def asks(case):
    """Whether art. 4a asks something here at all: of intimidation alone it does not."""
    return case.is_offence or case.is_suspected


# What WPO art. 4a asks before each step, said once more in other words than the protocol's.
ASKED = {
    "consult": lambda case: bool(case.board_told_at) if asks(case) else True,
    "decide": lambda case: not case.reported_at and (bool(case.consulted_at) or not asks(case)),
    "tell_parents": lambda case: bool(case.consulted_at) or not asks(case),
    "tell_accused": lambda case: bool(case.consulted_at) or not asks(case),
    "report_police": lambda case: (
        case.is_suspected and case.pupils <= case.parents_told and case.accused <= case.accused_told
    ),
    "tell_inspector": lambda case: case.reported_at is not None,
    "close": lambda case: may_be_closed(case),
}


def may_be_closed(case):
    if case.reported_at and not case.inspector_told:
        return False
    if not asks(case):
        return True
    if not (case.board_told_at and case.consulted_at and case.decided_at):
        return False
    return bool(case.reported_at) or not case.is_suspected


def may_be_taken(step, case, is_closed):
    if step == "reopen":
        return is_closed
    if is_closed or step == "record_suspicion":
        return False
    return ASKED.get(step, lambda case: True)(case)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("done", [OPEN, CLOSED, REOPENED])
def test_a_step_is_allowed_exactly_when_its_conditions_hold(step, done):
    for case in CASES:
        assert (not MISCONDUCTS.obstacles(step, case, done)) == may_be_taken(step, case, done is CLOSED), case


def after(step, case, suspected):
    """What a step makes of a case, as `case.py` would read it."""
    changed = {
        "tell_board": {"board_told_at": MONDAY},
        "consult": {"consulted_at": case.consulted_at or MONDAY},
        "decide": {"decided_at": MONDAY, "is_suspected": suspected},
        "tell_parents": {"parents_told": case.pupils},
        "tell_accused": {"accused_told": case.accused},
        "report_police": {"reported_at": MONDAY},
        "tell_inspector": {"inspector_told": True},
    }
    return replace(case, **changed.get(step, {}))


@settings(max_examples=250)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.booleans()), max_size=60), st.booleans())
def test_no_order_of_steps_reports_before_telling_or_closes_with_a_duty_of_the_law(steps, is_offence):
    case, done = replace(CASE, is_offence=is_offence), ["record_suspicion"]
    for step, suspected in steps:
        if MISCONDUCTS.obstacles(step, case, done):
            continue
        done.append(step)
        case = after(step, case, suspected)
        if "report_police" in done:
            told = done[: done.index("report_police")]
            assert {"tell_parents", "tell_accused", "decide"} <= set(told)
            assert done.count("report_police") == 1
        if MISCONDUCTS.is_closed(done):
            left = MISCONDUCTS.due(case, [*done, "reopen"], None, {})
            assert [due for due in left if due.source.is_law and case.is_offence] == []


def due(case, agreed=None):
    return {row.step: row.ends.isoformat() for row in MISCONDUCTS.due(case, OPEN, None, agreed or {})}


# Each "at once", minute by minute


def test_wpo_4a_3_who_hears_of_it_tells_the_board_at_once():
    assert due(CASE) == {"tell_board": "2026-11-23T11:15:00+01:00"}


def test_wpo_4a_1_the_board_consults_the_confidential_inspector_at_once():
    assert due(replace(CASE, board_told_at=MONDAY)) == {"consult": "2026-11-23T11:15:00+01:00"}


def test_wpo_4a_2_after_the_talk_with_the_inspector_it_is_decided_at_once_whether_the_suspicion_is_reasonable():
    case = replace(CASE, board_told_at=MONDAY, consulted_at=MONDAY + timedelta(minutes=7))
    assert due(case) == {"decide": "2026-11-23T11:22:00+01:00"}


SUSPECTED = replace(CASE, board_told_at=MONDAY, consulted_at=MONDAY, decided_at=MONDAY, is_suspected=True)


def test_wpo_4a_2_at_a_reasonable_suspicion_the_police_hear_of_it_at_once_after_the_parents_and_the_accused():
    at_once = "2026-11-23T11:15:00+01:00"
    assert due(SUSPECTED) == {"tell_parents": at_once, "tell_accused": at_once, "report_police": at_once}
    told = replace(SUSPECTED, parents_told=CASE.pupils, accused_told=CASE.accused)
    assert due(told) == {"report_police": at_once}


def test_wpo_4a_2_the_inspector_is_told_at_once_of_the_police_report():
    case = replace(SUSPECTED, parents_told=CASE.pupils, accused_told=CASE.accused, reported_at=MONDAY)
    assert due(case) == {"tell_inspector": "2026-11-23T11:15:00+01:00"}


def test_wpo_4a_2_without_a_reasonable_suspicion_nothing_more_is_due():
    assert due(replace(SUSPECTED, is_suspected=False)) == {}


def test_of_intimidation_the_same_is_due_but_not_as_law():
    case = replace(CASE, is_offence=False)
    assert due(case) == due(CASE)
    told = replace(case, board_told_at=MONDAY)
    assert due(told) == due(replace(CASE, board_told_at=MONDAY))
    sources = [row.source for row in MISCONDUCTS.due(case, OPEN, None, {})]
    assert [source.is_law for source in sources] == [False]
    assert due(replace(told, consulted_at=MONDAY)) == {}


@pytest.mark.parametrize(
    ("known", "over"),
    [
        ("2026-11-27T23:59:00+01:00", "2026-11-28T00:59:00+01:00"),  # into a Saturday, by night
        ("2026-12-24T23:30:00+01:00", "2026-12-25T00:30:00+01:00"),  # into Christmas
        ("2026-12-21T08:00:00+01:00", "2026-12-21T09:00:00+01:00"),  # a school holiday
        ("2028-02-28T23:30:00+01:00", "2028-02-29T00:30:00+01:00"),  # a leap day
        ("2027-03-28T01:30:00+01:00", "2027-03-28T03:30:00+02:00"),  # the clock goes forward
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"),  # the clock goes back
    ],
)
def test_the_hour_runs_on_by_night_in_weekends_and_through_the_change_of_the_clock(known, over):
    assert due(replace(CASE, known_at=datetime.fromisoformat(known))) == {"tell_board": over}


@pytest.mark.parametrize(
    ("told", "from_then"),
    [
        ("2026-11-23T07:59:00+01:00", "2026-11-23T08:00:00+01:00"),  # before they answer
        ("2026-11-23T16:59:00+01:00", "2026-11-23T16:59:00+01:00"),
        ("2026-11-23T17:00:00+01:00", "2026-11-24T08:00:00+01:00"),  # after it
        ("2026-11-27T18:00:00+01:00", "2026-11-30T08:00:00+01:00"),  # over the weekend
        ("2026-11-28T10:00:00+01:00", "2026-11-30T08:00:00+01:00"),  # a Saturday
        ("2026-12-24T17:30:00+01:00", "2026-12-28T08:00:00+01:00"),  # both Christmas days, then a weekend
        (
            "2027-03-25T18:00:00+01:00",
            "2027-03-30T08:00:00+02:00",
        ),  # Good Friday to Easter Monday, and summer time
        ("2028-02-28T18:00:00+01:00", "2028-02-29T08:00:00+01:00"),  # a leap day
    ],
)
def test_the_inspector_is_consulted_as_soon_as_the_telephone_is_answered(told, from_then):
    case = replace(CASE, board_told_at=datetime.fromisoformat(told))
    assert reachable_from(case.board_told_at).isoformat() == from_then
    expected = datetime.fromisoformat(from_then) + timedelta(hours=1)
    assert due(case) == {"consult": expected.isoformat()}


def test_at_once_is_a_setting_that_can_hardly_be_stretched():
    assert due(CASE, {AT_ONCE.key: 2}) == {"tell_board": "2026-11-23T12:15:00+01:00"}
    assert (AT_ONCE.lowest, AT_ONCE.default, AT_ONCE.highest) == (1, 1, 4)
    assert not AT_ONCE.source.is_law
