"""How a duty stood and will stand, month by month, as one small drawing: last school year, this one and the next.

The drawing repeats what stands beside it in words: until when it is kept, and on which days it was done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from vangnet.core.calendars import school_year_of
from vangnet.core.working_days import DAY

from .duties import State
from .history import History

MONTH, HEIGHT, MONTHS = 12, 24, 36
WIDTH = MONTH * MONTHS


@dataclass(frozen=True)
class Stretch:
    """Months in a row in which a duty stands alike."""

    x: int
    width: int
    state: State
    is_to_come: bool


@dataclass(frozen=True)
class Strip:
    stretches: tuple[Stretch, ...]
    facts: tuple[int, ...]
    today: int
    width: int = WIDTH
    height: int = HEIGHT
    year_lines: tuple[int, ...] = (WIDTH // 3, WIDTH // 3 * 2)


def months_around(today: date) -> list[date]:
    """The first days of the months of three school years."""
    starts = school_year_of(today).starts - 1
    return [date(starts + (7 + month) // 12, (7 + month) % 12 + 1, 1) for month in range(MONTHS)]


def strip_of(history: History, today: date) -> Strip:
    firsts = months_around(today)
    states = [history.standing(_last_day(first, today)).state for first in firsts]
    return Strip(
        tuple(_stretches(states, firsts.index(today.replace(day=1)) + 1)),
        tuple(_place(day, firsts) for day in history.facts() if firsts[0] <= day < _next(firsts[-1])),
        _place(today, firsts),
    )


def _stretches(states: list[State], to_come: int) -> Iterator[Stretch]:
    place = 0
    for (state, is_to_come), alike in groupby(
        (state, month >= to_come) for month, state in enumerate(states)
    ):
        number = sum(1 for _each in alike)
        yield Stretch(place * MONTH, number * MONTH, state, is_to_come)
        place += number


def _last_day(first: date, today: date) -> date:
    """Of this month today, of any other its last day."""
    is_now = (first.year, first.month) == (today.year, today.month)
    return today if is_now else _next(first) - DAY


def _next(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _place(day: date, firsts: list[date]) -> int:
    month = (day.year - firsts[0].year) * 12 + day.month - firsts[0].month
    return month * MONTH + day.day * MONTH // 32
