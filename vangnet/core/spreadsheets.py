"""Lines as a file for a spreadsheet: Excel, or text as Dutch Excel opens it.

A cell that begins like a formula is made harmless, because somebody may have typed one as a name (OWASP: CSV
injection).
"""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from django.http import HttpResponse

FORMS = ("csv", "xlsx")
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Cell = str | int
Line = Sequence[Cell]


def as_file(lines: Iterable[Line], form: str, *, name: str) -> HttpResponse:
    """A file to be saved, never shown by the browser or kept by a cache. `name` holds letters, digits and dashes."""
    content = _as_text(lines) if form == "csv" else _as_workbook(lines)
    response = HttpResponse(content, content_type=KINDS[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet shows as it stands, and does not work out. Numbers are ours and stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0").startswith(STARTS_A_FORMULA):
        return f"'{cell}"
    return cell


def _as_text(lines: Iterable[Line]) -> bytes:
    """Semicolons and a byte order mark: so Dutch Excel opens it with its accents and columns."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in line] for line in lines)
    return written.getvalue().encode("utf-8-sig")


def _as_workbook(lines: Iterable[Line]) -> bytes:
    made = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # only here: it is not needed to start

    with Workbook(made, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for place, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, str):
                    sheet.write_string(place, column, cell)
                else:
                    sheet.write_number(place, column, cell)
        sheet.autofit()
    return made.getvalue()
