"""Reads the days off of a school from a file: a calendar (iCalendar) or a table (CSV).

All problems come at once, and a file with problems gives no days: nothing is half read.
"""

from vangnet.core.calendars import SchoolYear
from vangnet.core.people.calendar_csv import read_csv
from vangnet.core.people.calendar_findings import CalendarReading, Findings
from vangnet.core.people.problems import Problem
from vangnet.core.words import _


def read_calendar(content: bytes, *, school_year: SchoolYear | None = None) -> CalendarReading:
    """The days off in the file; with a school year given, days that lie outside it are problems."""
    try:
        text = _decoded(content)
    except UnicodeError:
        return CalendarReading(problems=(Problem(None, None, "", _NO_TEXT),))
    return _read(text).weighed(school_year)


def _read(text: str) -> Findings:
    if text.lstrip()[:15].upper() != "BEGIN:VCALENDAR":
        return read_csv(text)
    from vangnet.core.people.calendar_icalendar import read_icalendar  # only here: it is not needed to start

    return read_icalendar(text)


def _decoded(content: bytes) -> str:
    """UTF-8, or what Windows writes; "Unicode text" from a spreadsheet begins with the mark of UTF-16."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    if b"\0" in content:
        raise UnicodeError("not a text file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


_NO_TEXT = _(
    "This is not a calendar or CSV file. Save the table as CSV (UTF-8), or export the calendar as .ics."
)
