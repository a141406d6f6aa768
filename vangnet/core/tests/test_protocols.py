"""Clocks of a procedure: one term, none, or one for each day that was agreed."""

from datetime import date, datetime

import pytest

from vangnet.core.law import VANGNET_PROPOSES
from vangnet.core.protocols import Clock, Protocol, Step
from vangnet.core.terms import AMSTERDAM, calendar_days

LOOK = Step[object]("look", "Look", role="handler", source=VANGNET_PROPOSES)
END = Step[object]("end", "End", role="handler", source=VANGNET_PROPOSES, closes=True)


def due(since, term=None, done=()):
    clock = Clock[object]("look", "Look again", VANGNET_PROPOSES, since=lambda _case: since, term=term)
    return [each.ends for each in Protocol("any", (LOOK, END), (clock,)).due(None, done, None, {})]


@pytest.mark.parametrize("nothing", [None, ()])
def test_a_clock_that_does_not_run_asks_nothing(nothing):
    assert due(nothing) == []


def test_each_agreed_day_has_a_term_of_its_own_the_soonest_first():
    days = (date(2026, 12, 24), date(2026, 12, 1), date(2026, 12, 1))

    ends = [datetime(2026, 12, day, tzinfo=AMSTERDAM) for day in (2, 2, 25)]
    assert due(days) == ends
    assert due(days[0]) == ends[2:]
    assert due(days[:2], calendar_days(2)) == [datetime(2026, 12, day, tzinfo=AMSTERDAM) for day in (4, 27)]


def test_nothing_is_due_once_it_is_closed():
    assert due((date(2026, 12, 24),), done=("end",)) == []
