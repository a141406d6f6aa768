"""The procedure after a shocking event, held against itself and against its sources."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.core.law import NO_MORE_THAN_NEEDED
from vangnet.core.terms import AMSTERDAM
from vangnet.crisis import protocol
from vangnet.crisis.models import Told
from vangnet.crisis.protocol import CRISES, MUST_HEAR, CrisisCase

LAW = Path(protocol.__file__).with_name("law.md").read_text(encoding="utf-8")
MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=AMSTERDAM)
OPEN = ("record_crisis",)
AYA = 1
STRUCK = CrisisCase(reported_at=MONDAY, children=frozenset({AYA}))
SETTLED = replace(
    STRUCK,
    told=frozenset({"team", "board"}),
    parents_spoken=frozenset({AYA}),
    help_asked=True,
    agreed=True,
    aftercare_given=True,
    evaluated=True,
)


def moment(*when):
    return datetime(*when, tzinfo=AMSTERDAM)


def every_case():
    """What each condition asks, once true and once false."""
    for told, parents, asked, agreed, open_days, given_, evaluated in product(
        (frozenset(), frozenset({"team"}), frozenset({"board"}), frozenset({"team", "board", "media"})),
        (frozenset(), frozenset({AYA})),
        (True, False),
        (True, False),
        ((), (date(2026, 12, 1), date(2027, 11, 20))),
        (True, False),
        (True, False),
    ):
        yield CrisisCase(MONDAY, told, frozenset({AYA}), parents, asked, agreed, open_days, given_, evaluated)


# What the plan promises and Vangnet proposes, said once more in other words than the protocol's.
def may_be_taken(step, case, is_closed):
    if step == "reopen":
        return is_closed
    if is_closed or step == "record_crisis":
        return False
    if step == "aftercare":
        return case.aftercare != ()
    if step == "close":
        promised = case.help_asked and case.agreed and AYA in case.parents_spoken
        proposed = case.told >= {"team", "board"} and case.evaluated
        return promised and proposed and case.aftercare_given and case.aftercare == ()
    return True


@pytest.mark.parametrize("step", [step.key for step in CRISES.steps])
@pytest.mark.parametrize("done", [OPEN, (*OPEN, "close"), (*OPEN, "close", "reopen")])
def test_a_step_is_allowed_exactly_when_its_conditions_hold(step, done):
    for case in every_case():
        allowed = not CRISES.obstacles(step, case, done)
        assert allowed == may_be_taken(step, case, done[-1] == "close"), case


def apply(step, case, number):
    """What taking a step does to the case, in the plainest way."""
    match step:
        case "tell":
            return replace(case, told=case.told | {("team", "board", "pupils")[number % 3]})
        case "talk":
            return replace(case, parents_spoken=case.parents_spoken | {number % 3})
        case "ask_help":
            return replace(case, help_asked=True)
        case "agree":
            return replace(case, agreed=True)
        case "agree_aftercare":
            return replace(case, aftercare=(*case.aftercare, date(2026, 12, 1 + number)))
        case "aftercare":
            return replace(case, aftercare=case.aftercare[1:], aftercare_given=True)
        case "evaluate":
            return replace(case, evaluated=True)
    return case


@settings(max_examples=250)
@given(
    st.lists(st.tuples(st.sampled_from([step.key for step in CRISES.steps]), st.integers(0, 5)), max_size=60)
)
def test_no_order_of_steps_closes_one_for_which_the_plan_was_not_followed(steps):
    case, done = STRUCK, ["record_crisis"]
    for step, number in steps:
        if CRISES.obstacles(step, case, done):
            continue
        done.append(step)
        case = apply(step, case, number)
        if CRISES.is_closed(done):
            assert case.help_asked
            assert case.agreed
            assert case.evaluated
            assert case.children <= case.parents_spoken
            assert case.told >= MUST_HEAR
            assert case.aftercare_given
            assert case.aftercare == ()
            assert CRISES.due(case, done, None, {}) == ()


@given(st.sampled_from(list(every_case())))
def test_what_is_due_can_be_done_and_what_keeps_it_open_is_due(case):
    due = CRISES.due(case, OPEN, None, {})

    assert all(not CRISES.obstacles(each.step, case, OPEN) for each in due)
    assert bool(due) == bool(CRISES.obstacles("close", case, OPEN))


# The clocks


def ends(case, agreed=None):
    return [(due.step, due.ends) for due in CRISES.due(case, OPEN, None, agreed or {})]


def test_the_first_day_is_for_telling_and_the_next_for_help_and_what_class_and_school_do():
    """Practice: every term is a proposal; that help is asked is the plan's (par. 3.2.1)."""
    assert ends(STRUCK) == [
        ("tell", moment(2026, 11, 24)),
        ("talk", moment(2026, 11, 24)),
        ("ask_help", moment(2026, 11, 25)),
        ("agree", moment(2026, 11, 25)),
        ("agree_aftercare", moment(2026, 12, 1)),
        ("evaluate", moment(2027, 1, 19)),
    ]
    agreed = {"crisis.help_within_days": 0, "crisis.evaluate_within_days": 28}
    assert ("ask_help", moment(2026, 11, 24)) in ends(STRUCK, agreed)
    assert ("evaluate", moment(2026, 12, 22)) in ends(STRUCK, agreed)


@pytest.mark.parametrize(
    ("reported", "help_before"),
    [
        (moment(2026, 11, 27, 16), moment(2026, 11, 29)),  # a Friday: a weekend waits for nobody
        (moment(2026, 12, 24, 9), moment(2026, 12, 26)),  # over Christmas
        (moment(2027, 7, 20, 9), moment(2027, 7, 22)),  # in the summer holiday
        (moment(2028, 2, 28, 9), moment(2028, 3, 1)),  # over a leap day
        (moment(2026, 10, 24, 9), moment(2026, 10, 26)),  # over the change of the clock
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), moment(2026, 11, 26)),  # in Amsterdam the next day
    ],
)
def test_help_is_asked_within_a_day_whatever_day_that_is(reported, help_before):
    assert ("ask_help", help_before) in ends(replace(STRUCK, reported_at=reported))


def test_each_planned_day_of_aftercare_has_a_clock_of_its_own_until_it_was_given():
    days = (date(2026, 11, 30), date(2027, 3, 28), date(2027, 11, 20))
    planned = replace(SETTLED, aftercare=days)

    assert ends(planned) == [
        ("aftercare", moment(2026, 12, 1)),
        ("aftercare", moment(2027, 3, 29)),  # the night before it has an hour less
        ("aftercare", moment(2027, 11, 21)),
    ]
    assert ends(replace(planned, aftercare=days[1:])) == ends(planned)[1:]
    assert ends(SETTLED) == []


def test_aftercare_is_asked_for_until_there_is_a_day_or_it_was_given():
    assert "agree_aftercare" in dict(ends(replace(SETTLED, aftercare_given=False)))
    assert "agree_aftercare" not in dict(
        ends(replace(SETTLED, aftercare_given=False, aftercare=(date(2026, 12, 1),)))
    )


# The sources


@pytest.mark.parametrize(
    ("left_out", "by_the_plan"),
    [
        ({"help_asked": False}, True),
        ({"agreed": False}, True),
        ({"parents_spoken": frozenset()}, True),
        ({"told": frozenset({"team"})}, False),
        ({"aftercare": (date(2026, 12, 1),)}, False),
        ({"evaluated": False}, False),
    ],
)
def test_the_plan_par_3_2_1_asks_for_help_with_the_parents_and_steps_for_the_class(left_out, by_the_plan):
    """What the plan does not say is a proposal, and the screen says so."""
    assert not CRISES.obstacles("close", SETTLED, OPEN)

    (obstacle,) = CRISES.obstacles("close", replace(SETTLED, **left_out), OPEN)

    assert (obstacle.source == protocol.PLAN) == by_the_plan
    assert not obstacle.source.is_law


def test_no_act_is_cited_for_there_is_none():
    assert not any(source.is_law for source in cited() - {NO_MORE_THAN_NEEDED})


def test_the_stored_words_are_those_of_the_protocol():
    assert set(Told.Circle.values) > MUST_HEAR


def cited():
    of_steps = [step.source for step in CRISES.steps]
    of_needs = [need.source for step in CRISES.steps for need in step.needs]
    of_numbers = [each.source for each in CRISES.agreements]
    return {
        *of_steps,
        *of_needs,
        *of_numbers,
        *(clock.source for clock in CRISES.clocks),
        NO_MORE_THAN_NEEDED,
    }


@pytest.mark.parametrize(
    "source", sorted(cited(), key=lambda each: each.cite()), ids=lambda each: each.cite()
)
def test_every_source_is_told_in_law_md(source):
    assert source.cite() in re.findall(r"^#+ (.+)$", LAW, flags=re.MULTILINE)
