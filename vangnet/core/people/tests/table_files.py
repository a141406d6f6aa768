"""Makes tables for tests, as text and as spreadsheets of three kinds; the names in them are invented."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path
from struct import pack
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

Rows = Sequence[Sequence[object]]


def csv_bytes(rows: Rows, *, delimiter: str = ";", encoding: str = "utf-8", quote_all: bool = False) -> bytes:
    text = StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def lines(path: Path, *text: str, encoding: str = "utf-8") -> Path:
    """A file of these lines."""
    path.write_bytes("\r\n".join(text).encode(encoding))
    return path


def xlsx(*sheets: Rows, hidden: int = 0) -> bytes:
    """The first `hidden` sheets cannot be seen in Excel."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        as_date = book.add_format({"num_format": "dd-mm-yyyy"})
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet()
            if number < hidden:
                sheet.hide()
            elif number == hidden:
                sheet.activate()
                sheet.set_first_sheet()
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if hasattr(value, "year"):
                        sheet.write_datetime(at, column, value, as_date)
                    else:
                        sheet.write(at, column, value)
    return content.getvalue()


def ods(rows: Rows, *, table: str = "") -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in (escape(str(cell)) for cell in row)
        )
        + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for row in rows
    )
    empty = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}>'
        "<office:body><office:spreadsheet>"
        f'<table:table table:name="Blad1">{table or cells + empty}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": content,
        }
    )


def archive(members: dict[str, str | bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as made:
        for name, text in members.items():
            made.writestr(name, text)
    return content.getvalue()


def xls(rows: Rows) -> bytes:
    """The old format of Excel: a stream of records (BIFF8) in a compound file with one stream."""
    globals_length = len(_record(0x809, b"\0" * 16)) + len(_record(0x85, b"\0" * 8 + b"Blad1")) + 4
    book = _record(0x809, pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
    book += _record(0x85, pack("<IBBBB", globals_length, 0, 0, 5, 0) + b"Blad1") + _record(0x0A, b"")
    book += _record(0x809, pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, int | float):
                book += _record(0x203, pack("<HHHd", at, column, 0, value))
            else:
                text = str(value)
                book += _record(0x204, pack("<HHHHB", at, column, 0, len(text), 1) + text.encode("utf-16-le"))
    return _compound_file(book + _record(0x0A, b""))


def _record(kind: int, content: bytes) -> bytes:
    return pack("<HH", kind, len(content)) + content


def _compound_file(stream: bytes) -> bytes:
    stream = stream.ljust(-(-max(len(stream), 4096) // 512) * 512, b"\0")
    sectors = len(stream) // 512
    end, free, table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    )
    header += pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += pack("<109I", 0, *[free] * 108)
    chain = [table, end, *range(3, sectors + 2), end]
    allocation = pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    root = _entry("Root Entry", 5, child=1, start=end, size=0)
    folder = (root + _entry("Workbook", 2, child=free, start=2, size=len(stream))).ljust(512, b"\0")
    return header + allocation + folder + stream


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    entry = written.ljust(64, b"\0") + pack(
        "<HBBIII", len(written) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child
    )
    return entry + b"\0" * 36 + pack("<IQ", start, size)
