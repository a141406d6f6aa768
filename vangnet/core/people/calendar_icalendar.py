"""Days off as they stand in a school's digital calendar (iCalendar, RFC 5545).

What an event is called says what kind of day it is: first its categories, then its title. All-day events
count, and of the events with a clock time only those that are called a half day. Everything that speaks of no
day off (a parents' evening, the school photographer) is passed over, and listed for a person to look at.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.error import BrokenCalendarProperty, IncompleteComponent, InvalidCalendar

from vangnet.core.calendars import Exceptional, Kind
from vangnet.core.people.calendar_findings import Findings, Found
from vangnet.core.people.calendar_words import end_of_school, kind_of
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
REPEATING = ("RRULE", "RDATE", "RECURRENCE-ID")
DAY = timedelta(days=1)


class Unusable(ValueError):  # noqa: N818
    """Why an event that speaks of a day off cannot be taken over."""

    def __init__(self, message: str, column: str) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


def read_icalendar(text: str) -> Findings:
    findings = Findings()
    lines = _lines(text)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except ValueError:
        calendars = []
    parts = [part for calendar in calendars for part in calendar.walk("VEVENT")]
    events = [part for part in parts if isinstance(part, Event)]
    is_whole = text.rstrip().upper().endswith("END:VCALENDAR")
    if not is_whole or len(events) != len(lines):  # the library silently leaves out what is not closed
        findings.problems.append(Problem(None, None, "", _BROKEN_FILE))
        return findings
    for line, event in zip(lines, events, strict=True):
        _read_event(line, event, findings)
    return findings


def _lines(text: str) -> list[int]:
    """The line on which each event begins; the library does not tell."""
    lines = enumerate(text.split("\n"), 1)
    return [number for number, line in lines if line.rstrip().upper() == "BEGIN:VEVENT"]


def _read_event(line: int, event: Event, findings: Findings) -> None:
    title = str(event.get("SUMMARY", "")).strip()
    kind = _kind_of(event, title)
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    if kind is None:
        findings.passed_over.append(Problem(line, "SUMMARY", title, _NO_DAY_OFF))
        return
    try:
        findings.found.append(Found(line, _exceptional(event, kind=kind, title=title)))
    except Unusable as refusal:
        findings.problems.append(Problem(line, refusal.column, title, refusal.message))


def _kind_of(event: Event, title: str) -> Kind | None:
    by_category = (kind_of(str(category)) for category in event.categories)
    return next((kind for kind in by_category if kind), None) or kind_of(title)


def _exceptional(event: Event, *, kind: Kind, title: str) -> Exceptional:
    if repeating := next((name for name in REPEATING if name in event), None):
        raise Unusable(_REPEATS, repeating)
    begins, ends = _span(event)
    if ends < begins:
        raise Unusable(_BACKWARDS, "DTEND")
    if begins.time() == ends.time() == time.min:
        last = max(
            begins, ends - DAY
        ).date()  # the end is the day after the last; some programs repeat the first
        at = end_of_school(title) if kind is Kind.HALF_DAY else None
        if kind is Kind.HALF_DAY and at is None:
            raise Unusable(_UNTIL_WHEN, "SUMMARY")
        return Exceptional(kind, begins.date(), last, title, at)
    if kind is not Kind.HALF_DAY or begins.date() != ends.date():
        raise Unusable(_CLOCK_TIME, "DTSTART")
    return Exceptional(kind, begins.date(), begins.date(), title, end_of_school(title) or ends.time())


def _span(event: Event) -> tuple[datetime, datetime]:
    """From when until when, by the clock in school; an all-day event runs from midnight to midnight."""
    try:
        return _by_school_clock(event.start), _by_school_clock(event.end)
    except (BrokenCalendarProperty, IncompleteComponent, InvalidCalendar) as broken:
        raise Unusable(_NO_DATES, "DTSTART") from broken


def _by_school_clock(moment: date) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.min)
    return (moment.astimezone(AMSTERDAM) if moment.tzinfo else moment).replace(tzinfo=None, second=0)


_BROKEN_FILE = _("This calendar file is damaged. Export it once more from your calendar, and try again.")
_NO_DAY_OFF = _("“%(value)s” was not taken for a day off: its title names no holiday, study day or half day.")
_REPEATS = _("“%(value)s” repeats itself. Enter each of its days as an event of its own.")
_BACKWARDS = _("“%(value)s” ends before it begins. Check both days.")
_UNTIL_WHEN = _(
    "“%(value)s” does not say until when there is school. Call it, for example: half day until 12:00."
)
_CLOCK_TIME = _("“%(value)s” has a clock time. Make it an all-day event, or call it: half day until 12:00.")
_NO_DATES = _("The first or last day of “%(value)s” cannot be read. Correct it in your calendar.")
