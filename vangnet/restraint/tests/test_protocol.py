"""The procedure after a physical intervention, held against itself and against its sources."""

from dataclasses import replace
from datetime import datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.core.terms import AMSTERDAM
from vangnet.restraint.models import Restraint
from vangnet.restraint.protocol import RESTRAINTS, Ground, RestraintCase

MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=AMSTERDAM)
OPEN, CLOSED, REOPENED = (
    ("record_restraint",),
    ("record_restraint", "close"),
    ("record_restraint", "close", "reopen"),
)


def every_case():
    for told, evaluated in product((frozenset(), frozenset({1})), (True, False)):
        yield RestraintCase(MONDAY, children=frozenset({1}), children_told=told, evaluated=evaluated)


def may_be_taken(step, case, is_closed):
    """What the plan promises, said once more in other words than the protocol's."""
    if step == "reopen":
        return is_closed
    if is_closed or step == "record_restraint":
        return False
    return step != "close" or (case.evaluated and case.children <= case.children_told)


@pytest.mark.parametrize("step", [step.key for step in RESTRAINTS.steps])
@pytest.mark.parametrize("done", [OPEN, CLOSED, REOPENED])
def test_a_step_is_allowed_exactly_when_its_conditions_hold(step, done):
    for case in every_case():
        assert (not RESTRAINTS.obstacles(step, case, done)) == may_be_taken(step, case, done is CLOSED), case


@settings(max_examples=150)
@given(st.lists(st.sampled_from([step.key for step in RESTRAINTS.steps]), max_size=25))
def test_no_order_of_steps_closes_one_that_was_not_evaluated(steps):
    case, done = RestraintCase(MONDAY, children=frozenset({1})), ["record_restraint"]
    for step in steps:
        if RESTRAINTS.obstacles(step, case, done):
            continue
        done.append(step)
        if step == "tell_parents":
            case = replace(case, children_told=case.children)
        case = replace(case, evaluated=case.evaluated or step == "evaluate")
        if RESTRAINTS.is_closed(done):
            assert case.evaluated
            assert not case.untold
            assert RESTRAINTS.due(case, done, None, {}) == ()


def test_the_plan_par_3_1_2_punishment_is_no_ground_that_can_be_chosen():
    assert {ground.value for ground in Ground} == set(Restraint.Ground.values) == {"danger", "order"}


def test_the_plan_par_3_1_2_an_evaluation_is_always_due():
    for case in every_case():
        steps = [due.step for due in RESTRAINTS.due(case, OPEN, None, {})]
        assert ("evaluate" in steps) == (not case.evaluated)


def test_the_parents_are_told_on_the_same_day_unless_the_school_agreed_otherwise():
    case = RestraintCase(MONDAY, children=frozenset({1}), evaluated=True)

    assert [due.ends.date().isoformat() for due in RESTRAINTS.due(case, OPEN, None, {})] == ["2026-11-24"]
    agreed = {"restraint.parents_within_days": 1}
    assert [due.ends.date().isoformat() for due in RESTRAINTS.due(case, OPEN, None, agreed)] == ["2026-11-25"]
