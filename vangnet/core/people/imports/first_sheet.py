"""Reads the first filled sheet of the spreadsheet on standard input and writes it as JSON.

It runs as a process of its own and imports nothing of the program. A damaged spreadsheet can make the reader
ask for more memory than the machine has: then only this process falls, within limits that it sets.
"""

import json
import sys
from datetime import date, datetime, time
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

MOST_MEMORY = 1024**3
MOST_SECONDS = 30


def main(most_rows: int) -> None:
    _set_limits()
    try:
        sheet = _first_filled(CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read())))
        rows = _rows(sheet, most_rows) if sheet else []
        json.dump({"rows": rows}, sys.stdout)
    except PasswordError:
        json.dump({"refused": "password"}, sys.stdout)
    except (CalamineError, OSError, ValueError):
        json.dump({"refused": "damaged"}, sys.stdout)


def _set_limits() -> None:
    try:
        import resource
    except ImportError:  # Windows, where only a developer would run this
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def _first_filled(book: CalamineWorkbook) -> CalamineSheet | None:
    for sheet in book.sheets_metadata:
        if sheet.visible is SheetVisibleEnum.Visible:
            found = book.get_sheet_by_name(sheet.name)
            if found.height:
                return found
    return None


def _rows(sheet: CalamineSheet, most_rows: int) -> list[tuple[int, list[str]]]:
    """The filled rows with their number, and one more than is allowed when there are too many."""
    rows = []
    for line, cells in enumerate(sheet.iter_rows(), 1):
        texts = [_as_text(cell) for cell in cells]
        if any(texts):
            rows.append((line, texts))
            if len(rows) > most_rows:
                break
    return rows


def _as_text(value: object) -> str:
    """As somebody would type it: a whole number without ".0", a date as 2026-08-31."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)


if __name__ == "__main__":
    main(int(sys.argv[1]))
