"""Reads a table as a school sends it: text from a pupil administration, or a spreadsheet.

What the file is follows from what is in it, never from its name. Each row keeps the line on which it began,
so that a message can point at it. A cell is text and nothing else: a formula in it is not worked out.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path

from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from . import spreadsheets
from .cells import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Row, clean, letters_of

# A tab is hardly ever part of a value, a comma often is ("Vries, Noor de"): so they stand in this order.
DELIMITERS = ("\t", ";", ",")
LINES_TO_GUESS_BY = 200
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Table:
    """The header, each name once, and the rows below it. With problems there is nothing else in it."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def read_table(path: Path) -> Table:
    """The table in a file, or all that keeps us from reading it."""
    if path.stat().st_size > MOST_BYTES:
        return _unreadable(_("This file is too large. Send one table, at most 20 MB."))
    content = path.read_bytes()
    if message := _other_kind(content):
        return _unreadable(message)
    try:
        if content.startswith(spreadsheets.SIGNATURES):
            return _table(spreadsheets.rows(content))
        return _table(_text_rows(_decoded(content)))
    except spreadsheets.Unreadable as error:
        return _unreadable(str(error))
    except csv.Error:
        return _unreadable(
            _("A quotation mark in this file is never closed. Save the table once more and try again.")
        )


def _unreadable(message: str) -> Table:
    return Table((), (), (Problem(None, None, "", message),))


# --- what kind of file it is

_NOT_A_TABLE: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (lambda start: not start, _("This file is empty.")),
    (
        lambda start: start.startswith(b"%PDF"),
        _("This is a PDF. Ask for the same list as a spreadsheet (xlsx, ods) or as CSV."),
    ),
    (
        lambda start: b"<edex" in start.lower(),
        _("This is a roster in EDEXML. Bring it in under pupils and groups."),
    ),
    (
        lambda start: start.startswith(b"<"),
        _("This is a web page or XML. Ask for the same list as a spreadsheet (xlsx, ods) or as CSV."),
    ),
    (
        lambda start: start.upper().startswith((b"BEGIN:VCALENDAR", b"BEGIN:VCARD", b"{\\RTF")),
        _("This is a calendar, an address card or a text document, not a table."),
    ),
    (
        lambda start: b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")),
        _("This file holds no table that we can read. Send a spreadsheet (xlsx, xls, ods) or CSV."),
    ),
)


def _other_kind(content: bytes) -> str:
    """Why this is no table at all; empty when it may be one."""
    if content.startswith(spreadsheets.SIGNATURES):
        return ""
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    return next((message for fits, message in _NOT_A_TABLE if fits(start)), "")


# --- text


def _decoded(content: bytes) -> str:
    """Excel writes "Unicode text" as UTF-16 and plain CSV in the code page of Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _text_rows(text: str) -> Iterator[Row]:
    first, _end_of_line, rest = text.partition("\n")
    named = first.strip().strip('"').lower()
    if named.startswith("sep=") and named[4:] in DELIMITERS:
        # Excel's own first line says how the table is written.
        return (Row(row.line + 1, row.cells) for row in _split(rest, named[4:]))
    return _split(text, _delimiter_of(text))


def _split(text: str, delimiter: str) -> Iterator[Row]:
    # Only the double quotation mark counts: 't Hooft begins with the single one.
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for cells in reader:
        yield Row(line, tuple(clean(cell) for cell in cells))
        line = reader.line_num + 1


def _delimiter_of(text: str) -> str:
    """The delimiter under which most rows are as wide as the header, and then the widest header."""

    def fit(delimiter: str) -> tuple[bool, float, int]:
        widths = list(_widths(text, delimiter))
        header = next((width for width in widths if width > 1), 1)
        return header > 1, sum(width == header for width in widths) / max(len(widths), 1), header

    return max(DELIMITERS, key=fit)


def _widths(text: str, delimiter: str) -> Iterator[int]:
    rows = _split(text, delimiter)
    try:
        for _index in range(LINES_TO_GUESS_BY):
            if any(cells := next(rows).cells):
                yield len(cells)
    except (StopIteration, csv.Error):
        return


# --- the header, and the rows below it


def _table(rows: Iterable[Row]) -> Table:
    filled = [row for row in islice(rows, MOST_ROWS + 2) if any(row.cells)]
    if not filled:
        return _unreadable(_("There is nothing in this file."))
    if len(filled) > MOST_ROWS + 1:
        return _unreadable(
            _("This table has more rows than a school has. Send only the rows that are needed.")
        )
    header, body = _header_and_body(filled)
    if len(header) > MOST_COLUMNS:
        return _unreadable(_("This table has too many columns. Send only the columns that are needed."))
    if problems := tuple(problem for row in body for problem in _problems_of(row, header)):
        return Table((), (), problems)
    return Table(header, tuple(_as_wide_as(header, row) for row in body))


def _header_and_body(rows: list[Row]) -> tuple[tuple[str, ...], list[Row]]:
    """Above the header some exports have a title, alone on its line."""
    at = next((index for index, row in enumerate(rows) if sum(map(bool, row.cells)) > 1), 0)
    return _named_once(rows[at].cells), rows[at + 1 :]


def _named_once(cells: tuple[str, ...]) -> tuple[str, ...]:
    """A column without a name gets its letter; the second "Telefoon" becomes "Telefoon (2)"."""
    width = max(index for index, cell in enumerate(cells, 1) if cell)
    names: list[str] = []
    for index, cell in enumerate(cells[:width], 1):
        name = first = " ".join(cell.split()) or letters_of(index)
        count = 1
        while name in names:
            count += 1
            name = f"{first} ({count})"
        names.append(name)
    return tuple(names)


def _problems_of(row: Row, header: tuple[str, ...]) -> Iterator[Problem]:
    if any(row.cells[len(header) :]):
        message = _("This line has more cells than the header. Put quotation marks around its longer texts.")
        yield Problem(row.line, None, "", message)
    for column, cell in zip(header, row.cells, strict=False):
        if len(cell) > LONGEST_CELL:
            message = _("This cell is very long; perhaps a quotation mark before it is never closed.")
            yield Problem(row.line, column, cell[:40] + "…", message)
        elif CONTROL.search(cell):
            yield Problem(
                row.line, column, CONTROL.sub("?", cell)[:40], _("This cell holds signs that are no text.")
            )


def _as_wide_as(header: tuple[str, ...], row: Row) -> Row:
    cells = row.cells[: len(header)]
    return Row(row.line, cells + ("",) * (len(header) - len(cells)))
