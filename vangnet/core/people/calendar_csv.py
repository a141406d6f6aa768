"""Days off as a school writes them in a table: from, to (that day included), kind, description, end time."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from io import StringIO

from vangnet.core.calendars import Exceptional, Kind
from vangnet.core.people.calendar_findings import Findings, Found
from vangnet.core.people.calendar_words import clock_time, kind_of
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "first": ("van", "vanaf", "eerste dag", "begin", "from", "first day", "start"),
    "last": ("tot", "t/m", "tot en met", "laatste dag", "einde", "to", "until", "last day", "end"),
    "kind": ("soort", "kind", "type"),
    "title": ("omschrijving", "naam", "description", "title", "name"),
    "ends": ("eindtijd", "end time"),
}
NEEDED = ("first", "kind")


@dataclass(frozen=True)
class Header:
    """Which column stands where, and how the school calls it."""

    places: Mapping[str, int]
    names: Mapping[str, str]
    width: int

    def cell(self, column: str, row: list[str]) -> str:
        place = self.places.get(column)
        return "" if place is None or place >= len(row) else row[place].strip()


def read_csv(text: str) -> Findings:
    findings = Findings()
    line = 0
    try:
        rows = _rows(text)
        line, names = next(rows, (1, []))
        if header := _header(line, names, findings):
            for line, row in rows:
                _read_row(line, row, header=header, findings=findings)
    except csv.Error:
        findings.problems.append(Problem(line + 1, None, "", _BROKEN_ROW))
    return findings


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each begins: a description may run over several lines."""
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield line, row
        line = reader.line_num + 1


def _header(line: int, row: list[str], findings: Findings) -> Header | None:
    names = [" ".join(name.casefold().split()) for name in row]
    places: dict[str, int] = {}
    for column, aliases in COLUMNS.items():
        at = [place for place, name in enumerate(names) if name in aliases]
        if len(at) > 1:
            findings.problems.append(Problem(line, row[at[1]], row[at[1]], _TWICE, {"other": row[at[0]]}))
        if at:
            places[column] = at[0]
        elif column in NEEDED:
            params = {"column": " / ".join(aliases)}
            findings.problems.append(Problem(line, None, ", ".join(row), _MISSING, params))
    if findings.problems:
        return None
    return Header(places, {column: row[place].strip() for column, place in places.items()}, len(row))


def _read_row(line: int, row: list[str], *, header: Header, findings: Findings) -> None:
    cells = {column: header.cell(column, row) for column in COLUMNS}
    first, last = _date(cells["first"]), _date(cells["last"] or cells["first"])
    kind, ends = kind_of(cells["kind"]), clock_time(cells["ends"])
    complaints = {
        "first": _NO_DATE if first is None else "",
        "last": _wrong_last_day(cells["last"], first, last),
        "kind": _NO_KIND if kind is None else "",
        "ends": _wrong_end_time(cells["ends"], kind, ends),
        "title": _TOO_WIDE if any(cell.strip() for cell in row[header.width :]) else "",
    }
    wrong = [
        Problem(line, header.names.get(column), cells[column], message)
        for column, message in complaints.items()
        if message
    ]
    findings.problems += wrong
    if first and last and kind and not wrong:
        findings.found.append(
            Found(line, Exceptional(kind, first, last, cells["title"] or cells["kind"], ends))
        )


def _wrong_last_day(cell: str, first: date | None, last: date | None) -> str:
    if cell and last is None:
        return _NO_DATE
    return _BACKWARDS if first and last and last < first else ""


def _wrong_end_time(cell: str, kind: Kind | None, ends: time | None) -> str:
    if cell and ends is None:
        return _NO_TIME
    if kind is Kind.HALF_DAY and ends is None:
        return _END_TIME_MISSING
    return _END_TIME_ALONE if kind and kind is not Kind.HALF_DAY and ends else ""


def _date(text: str) -> date | None:
    """Read 17-10-2026 or 2026-10-17; a year of two digits is refused, as it may be a day."""
    dutch = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    try:
        if dutch:
            return date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
        return date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None


_BROKEN_ROW = _("This line has a quotation mark that is never closed. Correct it, and save the file again.")
_MISSING = _("There is no column for this: %(column)s. Give one column that name in the first line.")
_TWICE = _("Columns “%(value)s” and “%(other)s” mean the same. Keep one of them.")
_NO_DATE = _("“%(value)s” is not a date. Write it as 17-10-2026.")
_BACKWARDS = _("The last day, %(value)s, lies before the first day. Check both days.")
_NO_KIND = _("“%(value)s” is not a kind of day. Write holiday, study day, closed or half day.")
_NO_TIME = _("“%(value)s” is not a time. Write it as 12:00.")
_END_TIME_MISSING = _("A half day needs the time at which pupils go home. Write it as 12:00.")
_END_TIME_ALONE = _("Only a half day has an end time. Take it away, or call this a half day.")
_TOO_WIDE = _("This line has more cells than the first line. Put text with a separator in quotation marks.")
