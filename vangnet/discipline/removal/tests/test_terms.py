"""The weeks to object and to decide, held against days that are counted one by one."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.core.working_days import DAY, ends_a_statutory_term
from vangnet.discipline.removal.terms import (
    TO_DECIDE_AGAIN,
    Dispute,
    event_of_decision,
    may_object_until,
)


def counted(event, number, still=()):
    """Walk from day to day; a day that stands still does not count, and a free one does not end it."""
    day, left = event, number
    while left:
        day += DAY
        left -= day not in still
    while not ends_a_statutory_term(day):
        day += DAY
    return day


def decided_before(*, is_public, told_on, received_on, dispute=None):
    event = event_of_decision(is_public=is_public, told_on=told_on, received_on=received_on, dispute=dispute)
    return TO_DECIDE_AGAIN.ends(event)


DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@settings(max_examples=300)
@given(DAYS, st.integers(0, 60), st.integers(-30, 60), st.integers(0, 90), st.booleans())
def test_the_board_has_four_weeks_of_which_no_day_stands_still(told_on, arrived, asked, lasted, is_public):
    received_on = told_on + timedelta(days=arrived)
    event = counted(told_on, 42) if is_public else received_on
    asked_on = received_on + timedelta(days=asked)
    last = counted(event, 28)
    if event + timedelta(days=28) < asked_on <= last:
        return  # brought on the free days at the end: a test of its own
    ended_on = asked_on + timedelta(days=lasted)
    still = {asked_on + timedelta(days=index) for index in range(lasted)}

    found = decided_before(
        is_public=is_public, told_on=told_on, received_on=received_on, dispute=Dispute(asked_on, ended_on)
    )

    assert found == counted(event, 28, still)


@given(DAYS)
def test_the_parents_have_six_weeks_that_end_on_no_free_day(told_on):
    assert may_object_until(told_on) == counted(told_on, 42)


@pytest.mark.parametrize(
    ("told_on", "until"),
    [
        ("2026-11-12", "2026-12-24"),
        ("2026-11-13", "2026-12-28"),  # Christmas, its second day and a Sunday
        ("2027-03-16", "2027-04-28"),  # the King's birthday is on the 27th
        ("2028-01-18", "2028-02-29"),  # a leap day
        ("2026-10-24", "2026-12-07"),  # a Saturday, and the clock changed the night after
    ],
)
def test_the_last_day_to_object(told_on, until):
    assert may_object_until(date.fromisoformat(told_on)) == date.fromisoformat(until)


def test_a_dispute_that_was_brought_after_the_term_adds_nothing_and_one_on_its_last_days_does():
    told = {"is_public": False, "told_on": date(2026, 11, 12), "received_on": date(2026, 11, 28)}
    last = date(2026, 12, 28)  # four weeks end on Saturday the 26th, a holiday as well

    assert decided_before(**told) == last
    late = Dispute(date(2026, 12, 29), date(2027, 2, 1))
    assert decided_before(**told, dispute=late) == last
    in_time = Dispute(date(2026, 12, 28), date(2027, 2, 1))
    assert decided_before(**told, dispute=in_time) == date(2027, 2, 1)
