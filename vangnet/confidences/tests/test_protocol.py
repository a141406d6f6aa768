"""The steps of the confidential adviser, held against themselves and against the plan (par. 3.5.3)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.confidences.protocol import CONFIDENCES, CONSENT, KEEP_YEARS, ConfidenceCase

CASE = ConfidenceCase()
OPEN, CLOSED, REOPENED = (("first_talk",), ("first_talk", "close"), ("first_talk", "close", "reopen"))
STEPS = [step.key for step in CONFIDENCES.steps]


def may_be_taken(step, is_closed):
    """The adviser and the person decide what follows: once opened everything can be done, until it is closed."""
    if step == "first_talk":
        return False
    return is_closed if step == "reopen" else not is_closed


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("done", [OPEN, CLOSED, REOPENED])
def test_a_step_is_allowed_exactly_while_it_is_open_and_reopening_when_it_is_closed(step, done):
    assert (not CONFIDENCES.obstacles(step, CASE, done)) == may_be_taken(step, done is CLOSED)


@settings(max_examples=100)
@given(st.lists(st.sampled_from(STEPS), max_size=30))
def test_no_order_of_steps_makes_anything_due_and_none_gets_stuck(steps):
    done = ["first_talk"]
    for step in steps:
        if not CONFIDENCES.obstacles(step, CASE, done):
            done.append(step)
        assert CONFIDENCES.due(CASE, done, None, {}) == ()
        way_out = "reopen" if CONFIDENCES.is_closed(done) else "close"
        assert not CONFIDENCES.obstacles(way_out, CASE, done)


def test_the_plan_par_3_5_3_advice_mediation_and_support_each_have_a_step_of_the_adviser_alone():
    assert {"advise", "mediate", "support"} <= set(STEPS)
    assert {step.role for step in CONFIDENCES.steps} == {"adviser"}


def test_avg_art_6_handing_over_rests_on_consent():
    assert CONFIDENCES.step("hand_over").source is CONSENT
    assert CONSENT.is_law


def test_nothing_is_destroyed_within_the_year_of_which_figures_are_told():
    """A talk closed on the first day of a school year stands in its figures until two years later."""
    assert KEEP_YEARS.lowest >= 2
