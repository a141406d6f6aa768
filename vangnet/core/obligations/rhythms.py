"""How often a promise returns, and until which day the facts have kept it.

A rhythm knows nothing of databases or of what is promised. It is given what the facts say of one subject (a school, a
person, an installation) up to a day, and answers with the day before or on which something must happen again. Years are
school years where the promise is yearly (WPO art. 1), and anniversaries where it says "every so many years".
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar, NamedTuple, Protocol, Self

from vangnet.core.calendars import SchoolCalendar, school_year_of
from vangnet.core.terms import months, years
from vangnet.core.words import Counted, _, ngettext
from vangnet.core.working_days import DAY

FOREVER = date.max


class Record(NamedTuple):
    """What the facts up to and including a day say of one subject.

    `last_on` is the day of the latest fact, or the last day that was covered before a gap; `this_year` and `last_year`
    count the facts of a yearly rhythm; `changed_on` is the latest change that asks for a fact; `until` is the last day
    that is covered without a gap (`FOREVER`: until further notice).
    """

    last_on: date | None = None
    this_year: int = 0
    last_year: int = 0
    changed_on: date | None = None
    until: date | None = None


class Rhythm(Protocol):
    """`number` is what a board may make stricter."""

    @property
    def number(self) -> int: ...

    @property
    def unit(self) -> str: ...

    def due_on(self, record: Record, since: date, on: date, calendar: SchoolCalendar | None) -> date | None:
        """The last day on which all is well as it stands; nothing when nothing is asked."""

    def with_number(self, number: int) -> Self: ...

    def is_laxer_than(self, other: Self) -> bool: ...

    def words(self) -> Counted: ...


class _Numbered:
    """What rhythms with one number have in common; `unit` is what the number counts."""

    number: int
    unit: ClassVar[str]

    def with_number(self, number: int) -> Self:
        return replace(self, number=number)  # type: ignore[type-var]


@dataclass(frozen=True)
class EveryYears(_Numbered):
    """Again before the anniversary; what never happened is due from the first day."""

    number: int = 1
    unit = _("years")

    def due_on(self, record: Record, since: date, on: date, calendar: SchoolCalendar | None) -> date | None:
        return years(self.number).ends(record.last_on) if record.last_on else since - DAY

    def is_laxer_than(self, other: Self) -> bool:
        return self.number > other.number

    def words(self) -> Counted:
        return ngettext("every year", "every %(number)s years", self.number)


@dataclass(frozen=True)
class EveryMonths(_Numbered):
    """Again within so many months; the first time within `first` months, or else from the first day."""

    number: int
    first: int = 0
    unit = _("months")

    def due_on(self, record: Record, since: date, on: date, calendar: SchoolCalendar | None) -> date | None:
        if record.last_on:
            return months(self.number).ends(record.last_on)
        return months(min(self.first, self.number)).ends(since) if self.first else since - DAY

    def is_laxer_than(self, other: Self) -> bool:
        return self.number > other.number

    def words(self) -> Counted:
        return ngettext("every month", "every %(number)s months", self.number)


@dataclass(frozen=True)
class TimesAYear(_Numbered):
    """So many times in each school year, before a day in it (the last one, unless said otherwise)."""

    number: int = 1
    month: int = 7
    day: int = 31
    unit = _("times a school year")

    def due_on(self, record: Record, since: date, on: date, calendar: SchoolCalendar | None) -> date | None:
        now = school_year_of(on)
        if record.this_year >= self.number:
            return self.last_day(now.starts + 1)
        before = self.last_day(now.starts - 1)
        is_missed = record.last_year < self.number and since <= before
        first = self.last_day(now.starts)
        return before if is_missed else first if since <= first else self.last_day(now.starts + 1)

    def last_day(self, starts: int) -> date:
        """In the school year that starts in this year; 29 February is the 28th where there is none."""
        return date(starts + (self.month < 8), self.month, self.day)

    def is_laxer_than(self, other: Self) -> bool:
        return self.number < other.number

    def words(self) -> Counted:
        return ngettext("every school year", "%(number)s times a school year", self.number)


@dataclass(frozen=True)
class EveryTeachingWeek(_Numbered):
    """In every week in which there is school; holidays ask for nothing."""

    number: int = 1
    unit = _("weeks")

    def due_on(self, record: Record, since: date, on: date, calendar: SchoolCalendar | None) -> date | None:
        start = record.last_on + (7 - record.last_on.weekday()) * DAY if record.last_on else since
        if calendar is None or not calendar.knows(on):
            return None
        monday = start - start.weekday() * DAY
        weeks = (week for week in _mondays(monday, on + 60 * DAY) if calendar.knows(week))
        for week in weeks:
            if calendar.is_in_teaching_week(week):
                return week + 6 * DAY
        return None

    def is_laxer_than(self, other: Self) -> bool:
        return False

    def words(self) -> Counted:
        return ngettext("every week of school", "every week of school", self.number)


@dataclass(frozen=True)
class AfterAChange(_Numbered):
    """Within so many days after each change, or after somebody came; without a change nothing is asked."""

    number: int
    unit = _("days")

    def due_on(self, record: Record, since: date, on: date, calendar: SchoolCalendar | None) -> date | None:
        if record.changed_on is None or (record.last_on and record.last_on >= record.changed_on):
            return None
        return max(record.changed_on, since) + timedelta(days=self.number)

    def is_laxer_than(self, other: Self) -> bool:
        return self.number > other.number

    def words(self) -> Counted:
        return ngettext(
            "within %(number)s day after each change", "within %(number)s days after each change", self.number
        )


@dataclass(frozen=True)
class Always(_Numbered):
    """At every moment at least so many, without a gap: a task that is held, a certificate that is valid."""

    number: int = 1
    unit = _("at the same time")

    def due_on(self, record: Record, since: date, on: date, calendar: SchoolCalendar | None) -> date | None:
        if record.until is not None:
            return None if record.until == FOREVER else record.until
        return record.last_on or since - DAY

    def is_laxer_than(self, other: Self) -> bool:
        return self.number < other.number

    def words(self) -> Counted:
        return ngettext("at all times", "at all times at least %(number)s", self.number)


def covered_until(periods: Iterable[tuple[date, date]], number: int, on: date) -> date | None:
    """The last day from `on` until which at least so many periods hold without a gap; nothing if they do not now."""
    every = list(periods)
    for day in sorted({on, *(last + DAY for _first, last in every if on <= last < FOREVER)}):
        if sum(first <= day <= last for first, last in every) < number:
            return day - DAY if day > on else None
    return FOREVER


def _mondays(first: date, last: date) -> "list[date]":
    return [first + weeks * 7 * DAY for weeks in range(max((last - first).days // 7 + 1, 0))]
