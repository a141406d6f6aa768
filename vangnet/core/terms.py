"""How long the law and the school give, and when that time is over.

Days are counted in three ways: calendar days, working days, and the school's own days and teaching weeks.
A term begins on the day after the event (Awb art. 6:8). A statutory term does not end on a Saturday, a Sunday
or a public holiday (Algemene termijnenwet, Atw); what a school agrees with itself may.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from vangnet.core.calendars import CalendarUnknown, SchoolCalendar
from vangnet.core.words import Counted, ngettext
from vangnet.core.working_days import DAY, days_between, ends_a_statutory_term, is_working_day

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

Count = Callable[[date, int, SchoolCalendar | None], date]


@dataclass(frozen=True)
class DayTerm:
    """A number of days, weeks, months or years, over at the end of its last day."""

    number: int
    count: Count
    wording: Counted
    statutory: bool = False

    def ends(self, after: date, calendar: SchoolCalendar | None = None) -> date:
        """The last day of the term that the event on the day (or at the moment) `after` sets going."""
        event = _day_of(after)
        last = self.count(event, self.number, calendar)
        return _extended(event, last) if self.statutory else last

    def deadline(self, after: date, calendar: SchoolCalendar | None = None) -> datetime:
        """The moment at which the term is over: midnight after its last day."""
        return _begin_of(self.ends(after, calendar) + DAY)

    def words(self) -> Counted:
        return self.wording


@dataclass(frozen=True)
class HourTerm:
    """A number of hours, which run on by night, in weekends and through the change of the clock."""

    number: int
    wording: Counted

    def ends(self, after: date, calendar: SchoolCalendar | None = None) -> datetime:
        """The moment at which the term is over.

        When only the day of the event is known, the hours are counted from its first moment, so that nobody
        is told too late.
        """
        event = _moment_of(after).astimezone(UTC)
        return (event + timedelta(hours=self.number)).astimezone(AMSTERDAM)

    def deadline(self, after: date, calendar: SchoolCalendar | None = None) -> datetime:
        return self.ends(after, calendar)

    def words(self) -> Counted:
        return self.wording


Term = DayTerm | HourTerm


# How a protocol says it


def same_day() -> DayTerm:
    return DayTerm(0, _calendar_days, ngettext("on the same day", "on the same day", 1))


def days(number: int) -> DayTerm:
    """Calendar days, of which none is the day itself: for what a school agrees."""
    return calendar_days(number) if number else same_day()


def hours(number: int) -> HourTerm:
    """Never extended: Atw art. 4 leaves out what is set in hours."""
    return HourTerm(_positive(number), ngettext("within %(number)s hour", "within %(number)s hours", number))


def calendar_days(number: int, *, statutory: bool = False) -> DayTerm:
    wording = ngettext("within %(number)s day", "within %(number)s days", number)
    return DayTerm(_positive(number), _calendar_days, wording, statutory=_covered(statutory, number <= 90))


def weeks(number: int, *, statutory: bool = False) -> DayTerm:
    wording = ngettext("within %(number)s week", "within %(number)s weeks", number)
    return DayTerm(_positive(number), _weeks, wording, statutory=_covered(statutory, number <= 12))


@cache
def months(number: int, *, statutory: bool = False) -> DayTerm:
    wording = ngettext("within %(number)s month", "within %(number)s months", number)
    return DayTerm(_positive(number), _months, wording, statutory=_covered(statutory, number <= 3))


@cache
def years(number: int) -> DayTerm:
    """Never extended: Atw art. 4 leaves out what is set in years."""
    wording = ngettext("within %(number)s year", "within %(number)s years", number)
    return DayTerm(_positive(number), _years, wording)


def working_days(number: int) -> DayTerm:
    wording = ngettext("within %(number)s working day", "within %(number)s working days", number)
    return DayTerm(_positive(number), _working_days, wording)


def school_days(number: int) -> DayTerm:
    wording = ngettext("within %(number)s school day", "within %(number)s school days", number)
    return DayTerm(_positive(number), _school_days, wording)


def school_days_as_known(number: int) -> DayTerm:
    """School days, and every Monday to Friday that the calendar does not know: sooner over than it could be.

    For what must not wait until somebody fills in a calendar.
    """
    wording = ngettext("within %(number)s school day", "within %(number)s school days", number)
    return DayTerm(_positive(number), _school_days_as_known, wording)


def teaching_weeks(number: int) -> DayTerm:
    """Weeks that have a school day; holiday weeks are skipped as if they were not there."""
    wording = ngettext("within %(number)s teaching week", "within %(number)s teaching weeks", number)
    return DayTerm(_positive(number), _teaching_weeks, wording)


# What is asked of a school's calendar


def count_school_days(first: date, last: date, *, calendar: SchoolCalendar) -> int:
    """The school days from the first up to and including the last day."""
    return sum(1 for _day in calendar.school_days(first, last))


def consecutive_school_days(first: date, number: int, *, calendar: SchoolCalendar) -> tuple[date, ...]:
    """The given number of school days that follow each other, the first on or after `first`.

    A suspension counts so (WPO art. 40c): its first day is part of it, and a holiday in between is not.
    """
    found: list[date] = []
    day = first - DAY
    while len(found) < number:
        day = _next(day, calendar.is_school_day)
        found.append(day)
    return tuple(found)


def last_teaching_weeks(day: date, number: int, *, calendar: SchoolCalendar) -> tuple[date, date]:
    """The first and last day of the stretch up to and including `day` that holds this many teaching weeks.

    It moves on from day to day and is not bound to Mondays: every day of a teaching week counts, no day of a
    holiday week does (Leerplichtwet art. 21: sixteen hours in four consecutive teaching weeks).
    """
    first = day + DAY
    for _number in range(7 * number):
        first = _next(first, calendar.is_in_teaching_week, step=-DAY)
    return first, day


# What counts as a day


def _calendar_days(event: date, number: int, _calendar: SchoolCalendar | None) -> date:
    return event + number * DAY


def _weeks(event: date, number: int, _calendar: SchoolCalendar | None) -> date:
    return event + 7 * number * DAY


def _months(event: date, number: int, _calendar: SchoolCalendar | None) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    years_on, month_before = divmod(event.month - 1 + number, 12)
    year, month = event.year + years_on, month_before + 1
    last = 28 if event.day <= 28 else monthrange(year, month)[1]
    return date(year, month, min(event.day, last))


def _years(event: date, number: int, calendar: SchoolCalendar | None) -> date:
    return _months(event, 12 * number, calendar)


def _working_days(event: date, number: int, _calendar: SchoolCalendar | None) -> date:
    return _nth_after(event, number, is_working_day)


def _school_days(event: date, number: int, calendar: SchoolCalendar | None) -> date:
    return _nth_after(event, number, _known(calendar, event).is_school_day)


def _school_days_as_known(event: date, number: int, calendar: SchoolCalendar | None) -> date:
    def counts(day: date) -> bool:
        return calendar.is_school_day(day) if calendar and calendar.knows(day) else day.weekday() < 5

    return _nth_after(event, number, counts)


def _teaching_weeks(event: date, number: int, calendar: SchoolCalendar | None) -> date:
    return _nth_after(event, 7 * number, _known(calendar, event).is_in_teaching_week)


def _known(calendar: SchoolCalendar | None, day: date) -> SchoolCalendar:
    if calendar is None:
        raise CalendarUnknown(day)
    return calendar


def _nth_after(event: date, number: int, counts: Callable[[date], bool]) -> date:
    day = event
    for _number in range(number):
        day = _next(day, counts)
    return day


def _next(day: date, counts: Callable[[date], bool], *, step: timedelta = DAY) -> date:
    day += step
    while not counts(day):
        day += step
    return day


# What the law makes of a term


def _covered(statutory: bool, short_enough: bool) -> bool:
    """Atw art. 4 leaves out what is longer than ninety days, twelve weeks or three months."""
    if statutory and not short_enough:
        raise ValueError("the Algemene termijnenwet does not extend a term as long as this (art. 4)")
    return statutory


def _extended(event: date, last: date) -> date:
    """Atw art. 1: on to the next day on which a term may end; art. 2: two such days in a term of three."""
    needed = 2 if last - event >= 3 * DAY else 1
    found = sum(map(ends_a_statutory_term, days_between(event + DAY, last)))
    while found < needed or not ends_a_statutory_term(last):
        last += DAY
        found += ends_a_statutory_term(last)
    return last


def _positive(number: int) -> int:
    if number < 1:
        raise ValueError("a term is at least one long; what must happen at once is same_day()")
    return number


# Days and moments


def _day_of(event: date) -> date:
    return _moment_of(event).astimezone(AMSTERDAM).date() if isinstance(event, datetime) else event


def _moment_of(event: date) -> datetime:
    if not isinstance(event, datetime):
        return _begin_of(event)
    if event.tzinfo is None:
        raise ValueError("a moment without a time zone is ambiguous when the clock changes")
    return event


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=AMSTERDAM)
