"""One school year of a school at a glance: what every day is, month by month, and what it all adds up to.

Counting is done by the school's calendar; a day outside it is shown as unknown, never guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

from vangnet.core.calendars import Kind, SchoolCalendar, SchoolYear
from vangnet.core.words import _
from vangnet.core.working_days import DAY, days_between

SATURDAY = 5


class DayState(Enum):
    """What a day is for pupils: the word, and the sign that stands for it where there is room for one letter."""

    SCHOOL = "school"
    HALF_DAY = "half_day"
    HOLIDAY = "holiday"
    STUDY_DAY = "study_day"
    CLOSED = "closed"
    FREE = "free"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        return _WORDS[self][0]

    @property
    def sign(self) -> str:
        return _WORDS[self][1]


_WORDS = {
    DayState.SCHOOL: (_("school day"), ""),
    DayState.HALF_DAY: (_("half day"), "½"),
    DayState.HOLIDAY: (_("holiday"), _("H")),
    DayState.STUDY_DAY: (_("study day"), _("S")),
    DayState.CLOSED: (_("closed"), "×"),
    DayState.FREE: (_("no school on this weekday"), "–"),
    DayState.UNKNOWN: (_("not known"), "?"),
}
_OF_KIND = {
    Kind.HOLIDAY: DayState.HOLIDAY,
    Kind.STUDY_DAY: DayState.STUDY_DAY,
    Kind.CLOSED: DayState.CLOSED,
    Kind.HALF_DAY: DayState.HALF_DAY,
}


@dataclass(frozen=True)
class Day:
    on: date
    state: DayState
    title: str = ""


@dataclass(frozen=True)
class Week:
    """Monday up to and including Sunday; a day of another month is None."""

    number: int
    days: tuple[Day | None, ...]


@dataclass(frozen=True)
class Month:
    first: date
    weeks: tuple[Week, ...]


@dataclass(frozen=True)
class Totals:
    """What the known part of the year adds up to."""

    school_days: int
    half_days: int
    teaching_weeks: int
    lasting: timedelta

    @property
    def hours(self) -> int:
        return round(self.lasting / timedelta(hours=1))


@dataclass(frozen=True)
class YearOverview:
    calendar: SchoolCalendar
    school_year: SchoolYear

    @cached_property
    def known(self) -> list[date]:
        return [day for day in self._days() if self.calendar.knows(day)]

    @property
    def is_partly_unknown(self) -> bool:
        return len(self.known) < sum(1 for _day in self._days())

    @property
    def has_holidays(self) -> bool:
        """Whether a holiday of this year itself was entered, and not merely the end of last summer."""
        first, last = self.school_year.first, self.school_year.last
        return any(
            each.kind is Kind.HOLIDAY and first < each.first <= last for each in self.calendar.exceptions
        )

    def totals(self) -> Totals:
        calendar = self.calendar
        taught = [day for day in self.known if calendar.is_school_day(day)]
        return Totals(
            school_days=len(taught),
            half_days=sum(map(calendar.is_half_day, taught)),
            teaching_weeks=len({day - day.weekday() * DAY for day in taught}),
            lasting=sum(map(calendar.hours_on, taught), timedelta()),
        )

    def months(self) -> tuple[Month, ...]:
        starts = self.school_year.starts
        firsts = [date(starts + (month > 12), (month - 1) % 12 + 1, 1) for month in range(8, 20)]
        return tuple(Month(first, tuple(self._weeks(first))) for first in firsts)

    def day(self, on: date) -> Day:
        if not self.calendar.knows(on):
            return Day(on, DayState.UNKNOWN)
        exception = self.calendar.exception_on(on)
        if (
            exception
            and on.weekday() < SATURDAY
            and (exception.ends is None or self.calendar.is_school_day(on))
        ):
            return Day(on, _OF_KIND[exception.kind], exception.title)
        return Day(on, DayState.SCHOOL if self.calendar.is_school_day(on) else DayState.FREE)

    def _days(self) -> Iterator[date]:
        return iter(days_between(self.school_year.first, self.school_year.last))

    def _weeks(self, first: date) -> Iterator[Week]:
        monday = first - first.weekday() * DAY
        while (monday.year, monday.month) <= (first.year, first.month):
            days = [monday + number * DAY for number in range(7)]
            yield Week(
                monday.isocalendar().week,
                tuple(self.day(day) if day.month == first.month else None for day in days),
            )
            monday += 7 * DAY
