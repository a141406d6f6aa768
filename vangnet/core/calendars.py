"""A school's own calendar: when it teaches, for how long, and in which weeks.

Holidays and study days are the school's data. The school year runs from 1 August up to and including 31 July
(WPO art. 1). Teaching hours are clock hours without the breaks, as the attendance rules for primary schools
count them (Leerplichtwet art. 21).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cached_property

from vangnet.core.words import _
from vangnet.core.working_days import DAY, days_between

NOTHING = timedelta()


class CalendarUnknown(LookupError):  # noqa: N818
    """The school has not said what it does on this day, so nothing may be counted by its calendar."""

    message = _("The school calendar does not cover %(day)s. Add the school hours and holidays for that day.")

    def __init__(self, day: date) -> None:
        self.day = day
        self.params = {"day": day.isoformat()}
        super().__init__(self.message % self.params)


@dataclass(frozen=True, order=True)
class SchoolYear:
    """1 August up to and including 31 July (WPO art. 1), not first to last lesson day."""

    starts: int

    @classmethod
    def named(cls, text: str) -> "SchoolYear":
        """Read "2026-2027", also with spaces or a slash."""
        found = re.fullmatch(r"\s*(\d{4})\s*[-/–]\s*(\d{4})\s*", text)
        if not found or int(found[2]) != int(found[1]) + 1:
            raise ValueError(f"{text!r} is not a school year such as 2026-2027")
        return cls(int(found[1]))

    @property
    def name(self) -> str:
        return f"{self.starts}-{self.starts + 1}"

    @property
    def first(self) -> date:
        return date(self.starts, 8, 1)

    @property
    def last(self) -> date:
        return date(self.starts + 1, 7, 31)

    def next(self) -> "SchoolYear":
        return SchoolYear(self.starts + 1)

    def previous(self) -> "SchoolYear":
        return SchoolYear(self.starts - 1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.name


def school_year_of(day: date) -> SchoolYear:
    return SchoolYear(day.year if day.month >= 8 else day.year - 1)


@dataclass(frozen=True)
class SchoolHours:
    """The hours of one school day."""

    starts: time
    ends: time
    break_minutes: int = 0

    def __post_init__(self) -> None:
        if self.break_minutes < 0 or self.lasting <= NOTHING:
            raise ValueError(f"no teaching time between {self.starts} and {self.ends}")

    @cached_property
    def lasting(self) -> timedelta:
        return _between(self.starts, self.ends) - timedelta(minutes=self.break_minutes)

    def lasting_until(self, ends: time) -> timedelta:
        """What is left of it on a half day: pupils leave before the long break, so none is taken off."""
        return max(min(_between(self.starts, ends), self.lasting), NOTHING)


def _between(earlier: time, later: time) -> timedelta:
    return datetime.combine(date.min, later) - datetime.combine(date.min, earlier)


@dataclass(frozen=True)
class NormalWeek:
    """The hours of Monday up to and including Sunday, from a date until the next normal week."""

    since: date
    hours: tuple[SchoolHours | None, ...]

    def __post_init__(self) -> None:
        if len(self.hours) != 7 or not any(self.hours):
            raise ValueError("a normal week has seven days, of which at least one is a school day")

    @classmethod
    def of(cls, since: date, hours: Mapping[int, SchoolHours | None]) -> "NormalWeek":
        """From weekdays (1 is Monday, 7 is Sunday); a weekday that is not named has no school."""
        return cls(since, tuple(hours.get(weekday) for weekday in range(1, 8)))


def normal_weeks(changes: Iterable[tuple[date, int, SchoolHours | None]]) -> tuple[NormalWeek, ...]:
    """Fold changes of single weekdays (since, weekday, hours) into whole weeks: what is not changed stays."""
    week: dict[int, SchoolHours | None] = {}
    weeks: dict[date, NormalWeek] = {}
    by_date = sorted(changes, key=lambda change: change[0])
    for since in dict.fromkeys(since for since, _weekday, _hours in by_date):
        week |= {weekday: hours for changed_on, weekday, hours in by_date if changed_on == since}
        weeks[since] = NormalWeek.of(since, week)
    return tuple(weeks.values())


class Kind(Enum):
    """Why a day differs from the normal week."""

    HOLIDAY = "holiday"  # pupils and staff are free
    STUDY_DAY = "study_day"  # staff works, pupils are free
    CLOSED = "closed"  # the school is shut, for example by a strike or a storm
    HALF_DAY = "half_day"  # pupils go home earlier than on other days


@dataclass(frozen=True)
class Exceptional:
    """One day, or a run of days, that differs from the normal week; on a half day school ends at `ends`."""

    kind: Kind
    first: date
    last: date
    title: str
    ends: time | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.title!r} ends before it begins")
        if (self.kind is Kind.HALF_DAY) != (self.ends is not None):
            raise ValueError(f"{self.title!r}: a half day, and nothing else, says when school ends")


@dataclass(frozen=True)
class SchoolCalendar:
    """When one school teaches.

    It knows the days from its first normal week on, and when `until` is given, no further than the last day
    for which the school has set its holidays: to count an unplanned summer as school days would be a guess.
    """

    weeks: tuple[NormalWeek, ...]
    exceptions: tuple[Exceptional, ...] = ()
    until: date | None = None

    def __post_init__(self) -> None:
        if len({week.since for week in self.weeks}) < len(self.weeks):
            raise ValueError("two normal weeks begin on the same day")

    def knows(self, day: date) -> bool:
        return bool(self._since) and self._since[0] <= day and (self.until is None or day <= self.until)

    def hours_on(self, day: date) -> timedelta:
        """The teaching time of a day, without breaks; nothing when there is no school."""
        normal = self._normal_hours(day)
        exception = self._by_day.get(day)
        if normal is None or exception is None:
            return normal.lasting if normal else NOTHING
        return normal.lasting_until(exception.ends) if exception.ends else NOTHING

    def is_school_day(self, day: date) -> bool:
        return self.hours_on(day) > NOTHING

    def is_half_day(self, day: date) -> bool:
        """Whether school ends earlier than on other days of that weekday."""
        normal = self._normal_hours(day)
        return normal is not None and NOTHING < self.hours_on(day) < normal.lasting

    def exception_on(self, day: date) -> Exceptional | None:
        return self._by_day.get(day)

    def school_days(self, first: date, last: date) -> Iterator[date]:
        """The school days from the first up to and including the last day."""
        return filter(self.is_school_day, days_between(first, last))

    def is_in_teaching_week(self, day: date) -> bool:
        """Whether there is school on any known day of the week (Monday to Sunday) of this day."""
        if not self.knows(day):
            raise CalendarUnknown(day)
        monday = day - day.weekday() * DAY
        if monday not in self._taught:
            week = days_between(monday, monday + 6 * DAY)
            self._taught[monday] = any(self.is_school_day(other) for other in week if self.knows(other))
        return self._taught[monday]

    def teaching_weeks(self, first: date, last: date) -> Iterator[date]:
        """The Mondays of the weeks that have a school day from the first up to and including the last day."""
        return iter(dict.fromkeys(day - day.weekday() * DAY for day in self.school_days(first, last)))

    def _normal_hours(self, day: date) -> SchoolHours | None:
        if not self.knows(day):
            raise CalendarUnknown(day)
        return self._in_order[bisect_right(self._since, day) - 1].hours[day.weekday()]

    @cached_property
    def _in_order(self) -> tuple[NormalWeek, ...]:
        return tuple(sorted(self.weeks, key=lambda week: week.since))

    @cached_property
    def _since(self) -> tuple[date, ...]:
        return tuple(week.since for week in self._in_order)

    @cached_property
    def _taught(self) -> dict[date, bool]:
        """Per Monday, what is found once for each week."""
        return {}

    @cached_property
    def _by_day(self) -> dict[date, Exceptional]:
        """The exception of each day; of two, a free day wins over a half day, else the later begun."""
        by_weight = sorted(
            self.exceptions, key=lambda one: (one.ends is None, one.first, one.last, one.title)
        )
        return {day: one for one in by_weight for day in days_between(one.first, one.last)}
