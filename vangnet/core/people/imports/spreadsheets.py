"""Reads the first filled sheet of a spreadsheet (xlsx, xls, ods), after a look at how large it is inside.

A spreadsheet is a compressed archive: a few kilobytes can hold gigabytes, and one forgotten cell in the
last row makes a sheet of millions. Both are refused before the sheet is read.
"""

import json
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from vangnet.core.words import _

from . import first_sheet
from .cells import MOST_COLUMNS, MOST_ROWS, Row, clean

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES = (ZIP, OLD_OFFICE)
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 1000
MOST_CELLS = MOST_ROWS * MOST_COLUMNS

_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"

_SIGNS_OF_DAMAGE = (
    *(BadZipFile, zlib.error, NotImplementedError, KeyError, ValueError, EOFError, OSError),
    etree.XMLSyntaxError,
)

_TOO_LARGE = _("This spreadsheet is far too large. Copy only the table to a new spreadsheet and send that.")
_PASSWORD = _("This spreadsheet has a password. Save it without one and try again.")
_DAMAGED = _("This spreadsheet is damaged or not a spreadsheet. Open it, save it as xlsx, and try again.")
_NO_SHEET = _("This is not a spreadsheet. Ask for the same list as a spreadsheet (xlsx, ods) or as CSV.")


class Unreadable(Exception):  # noqa: N818 - named as what it says to people
    """Says in one sentence, marked for translation, why the sheet cannot be read."""


def rows(content: bytes) -> Iterator[Row]:
    """The rows of the first sheet that has something in it and is not hidden."""
    if content.startswith(ZIP):
        _check_archive(content)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable(_PASSWORD)
    read = _read_apart(content)
    if "refused" in read:
        raise Unreadable(_PASSWORD if read["refused"] == "password" else _DAMAGED)
    for line, cells in read["rows"]:
        yield Row(line, tuple(clean(cell) for cell in cells))


def _read_apart(content: bytes) -> dict[str, Any]:
    """In a process of its own: the reader can fall over a damaged file, and must fall alone."""
    command = [sys.executable, "-P", str(Path(first_sheet.__file__)), str(MOST_ROWS + 1)]
    try:
        done = subprocess.run(  # noqa: S603 - our own file
            command,
            input=content,
            capture_output=True,
            timeout=2 * first_sheet.MOST_SECONDS,
            check=True,
        )
        return dict(json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError) as error:
        raise Unreadable(_DAMAGED) from error


# --- before it is unpacked


def _check_archive(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_PARTS or sum(member.file_size for member in members) > MOST_UNPACKED:
                raise Unreadable(_TOO_LARGE)
            if archive.testzip():  # a member that unpacks to another size than it says
                raise Unreadable(_DAMAGED)
            _check_sheets(archive, {member.filename: member for member in members})
    except _SIGNS_OF_DAMAGE as error:
        raise Unreadable(_DAMAGED) from error
    except RuntimeError as error:  # zipfile's way to say that a member is encrypted
        raise Unreadable(_PASSWORD) from error


def _check_sheets(archive: ZipFile, members: dict[str, ZipInfo]) -> None:
    if "content.xml" in members and b"spreadsheet" in archive.read("mimetype")[:100]:
        _check_open_document(archive)
    elif "xl/workbook.xml" in members or "xl/workbook.bin" in members:
        for name in members:
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                _check_excel_sheet(archive.read(name))
    else:
        raise Unreadable(_NO_SHEET)


def _check_excel_sheet(sheet: bytes) -> None:
    """The reader makes a full rectangle around the outermost cells, so a stray one costs as much as all."""
    height, width = 0, 0
    for letters, row in _CELL.findall(sheet):
        height = max(height, int(row))
        width = max(width, _number_of(letters))
    _check_size(height, width)


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _check_open_document(archive: ZipFile) -> None:
    """Here one element may stand for a million equal cells; those without a value do not count at the end."""
    height = width = 0
    with archive.open("content.xml") as content:
        lines = 0
        for _event, row in etree.iterparse(
            content, tag=_TABLE + "table-row", resolve_entities=False, no_network=True, load_dtd=False
        ):
            lines += int(row.get(_TABLE + "number-rows-repeated", "1"))
            if filled := _filled_width(row):
                height, width = lines, max(width, filled)
                _check_size(height, width)
            row.clear()


def _filled_width(row: etree._Element) -> int:
    width = filled = 0
    for cell in row:
        width += int(cell.get(_TABLE + "number-columns-repeated", "1"))
        if len(cell):
            filled = width
    return filled


def _check_size(height: int, width: int) -> None:
    if height * width > MOST_CELLS:
        raise Unreadable(_TOO_LARGE)
