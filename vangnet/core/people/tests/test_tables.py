"""Tables as schools send them: every delimiter, encoding and kind of spreadsheet, and what is no table."""

import re
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vangnet.core.people.imports import spreadsheets
from vangnet.core.people.imports.cells import MOST_COLUMNS, MOST_ROWS
from vangnet.core.people.imports.tables import Table, read_table
from vangnet.core.people.tests.table_files import archive, csv_bytes, ods, xls, xlsx

HEADER = ("Roepnaam", "Achternaam", "Straat", "Telefoon")


def read(tmp_path: Path, content: bytes, name: str = "file") -> Table:
    path = tmp_path / name
    path.write_bytes(content)
    return read_table(path)


def cells(table: Table) -> list[tuple[str, ...]]:
    assert not table.problems, [problem.text() for problem in table.problems]
    return [row.cells for row in table.rows]


def refusal(table: Table) -> str:
    assert not table.header
    assert not table.rows
    (problem,) = table.problems
    return problem.text()


# --- text

_PRINTABLE = st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="\n")
_DUTCH = st.sampled_from("abcxyzABC 0123456789;,\t\"'=+-@/.()\néëïöüáÉ€’")


def _as_read(cell: str) -> str:
    return cell.replace("\xa0", " ").strip()


@given(
    rows=st.lists(st.tuples(*[st.text(_PRINTABLE | _DUTCH, max_size=12)] * 4), min_size=1, max_size=8),
    delimiter=st.sampled_from(";,\t"),
    quote_all=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(max_examples=150)
def test_whatever_the_delimiter_and_the_quotes_the_same_cells_come_back(rows, delimiter, quote_all, encoding):
    assume(all(not cell.strip().startswith('="') for row in rows for cell in row))
    content = csv_bytes([HEADER, *rows], delimiter=delimiter, encoding=encoding, quote_all=quote_all)
    with TemporaryDirectory() as folder:
        table = read(Path(folder), content)
    assert table.header == HEADER
    expected = [tuple(map(_as_read, row)) for row in rows]
    assert cells(table) == [row for row in expected if any(row)]


@given(
    rows=st.lists(st.tuples(*[st.text(_DUTCH, min_size=1, max_size=12)] * 4), min_size=1, max_size=8),
    delimiter=st.sampled_from(";,\t"),
)
@settings(max_examples=100)
def test_what_windows_writes_in_its_own_code_page_keeps_its_letters(rows, delimiter):
    assume(all(not cell.strip().startswith('="') for row in rows for cell in row))
    content = csv_bytes([HEADER, *rows, ("Zoë", "x", "x", "x")], delimiter=delimiter, encoding="cp1252")
    assume(not re.search(rb"[\xc2-\xf4][\x80-\xbf]", content))  # by chance also UTF-8
    with TemporaryDirectory() as folder:
        table = read(Path(folder), content)
    expected = [tuple(map(_as_read, row)) for row in rows]
    assert cells(table) == [*(row for row in expected if any(row)), ("Zoë", "x", "x", "x")]


def test_a_line_number_is_that_of_the_line_on_which_the_row_begins(tmp_path):
    content = b'Naam;Straat\r\nAnna;"Dorpsstraat 1\r\n2e verdieping"\r\n\r\nBea;Laan 2\r\n'
    table = read(tmp_path, content)
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("Anna", "Dorpsstraat 1\n2e verdieping")),
        (5, ("Bea", "Laan 2")),
    ]


def test_a_title_above_the_header_is_passed_over(tmp_path):
    table = read(tmp_path, b"Lijst van contacten, 2026\n\nNaam;Plaats\nAnna;Almere\n")
    assert table.header == ("Naam", "Plaats")
    assert table.rows[0].line == 4


def test_commas_inside_every_value_do_not_pass_for_the_delimiter(tmp_path):
    table = read(tmp_path, b"Naam;Adres\nVries, de;Dorpsstraat 1, Almere\nBos, van;Laan 2, Almere\n")
    assert cells(table)[0] == ("Vries, de", "Dorpsstraat 1, Almere")


def test_the_line_with_which_excel_names_the_delimiter_is_followed(tmp_path):
    table = read(tmp_path, b"sep=;\r\nNaam;Plaats\r\nAnna;Almere\r\n")
    assert (table.header, table.rows[0].line) == (("Naam", "Plaats"), 3)


def test_a_cell_that_looks_like_a_formula_is_plain_text(tmp_path):
    rows = [("Naam", "Plaats"), ("=1+1", "+31"), ("@SUM(A1)", "-2"), ("=cmd|' /C calc'!A0", "x")]
    assert cells(read(tmp_path, csv_bytes(rows))) == rows[1:]
    assert cells(read(tmp_path, xlsx(rows))) == rows[1:]


def test_a_number_that_excel_was_told_to_keep_is_read_without_its_wrapping(tmp_path):
    table = read(tmp_path, b'Naam;Telefoon\nAnna;="0612345678"\n')
    assert cells(table) == [("Anna", "0612345678")]


def test_a_name_with_a_single_quotation_mark_is_no_quotation(tmp_path):
    assert cells(read(tmp_path, b"Naam;Plaats\n't Hooft;'s-Gravenhage\n"))[0] == ("'t Hooft", "'s-Gravenhage")


def test_columns_of_one_name_are_told_apart_and_one_without_a_name_gets_its_letter(tmp_path):
    table = read(tmp_path, b"Telefoon;;Telefoon\n1;2;3\n")
    assert table.header == ("Telefoon", "B", "Telefoon (2)")


def test_a_short_line_is_filled_up_and_a_long_one_is_a_problem(tmp_path):
    assert cells(read(tmp_path, b"a;b;c\n1;2\n")) == [("1", "2", "")]
    table = read(tmp_path, b"a;b\n1;2\n1;2;3\n1;2;\n4;5;6\n")
    assert [problem.line for problem in table.problems] == [3, 5]
    assert not table.rows


def test_a_quotation_mark_that_is_never_closed_is_pointed_at(tmp_path):
    content = b'Naam;Plaats\nAnna;"Almere\n' + b"Bea;Laren\n" * 1000
    (problem,) = read(tmp_path, content).problems
    assert (problem.line, problem.column) == (2, "Plaats")
    assert "never closed" in refusal(read(tmp_path, b'Naam;Plaats\nAnna;"Almere\n' + b"Bea;Laren\n" * 20_000))


# --- spreadsheets


def test_numbers_and_dates_come_as_somebody_would_type_them(tmp_path):
    rows = [
        ("Naam", "Telefoon", "Geboren", "Postcode", "Gezag"),
        ("Zoë", 612345678, date(2016, 5, 1), "1234 AB", True),
    ]
    table = read(tmp_path, xlsx(rows), "names.csv")
    assert cells(table) == [("Zoë", "612345678", "2016-05-01", "1234 AB", "1")]


def test_a_moment_keeps_its_time(tmp_path):
    table = read(tmp_path, xlsx([("Naam", "Op"), ("Anna", datetime(2026, 3, 2, 14, 30))]))
    assert cells(table) == [("Anna", "2026-03-02 14:30")]


def test_the_first_sheet_that_is_filled_and_not_hidden_is_read(tmp_path):
    content = xlsx([("Geheim", "Blad"), ("1", "2")], [], [("Naam", "Plaats"), ("Anna", "Almere")], hidden=1)
    assert cells(read(tmp_path, content)) == [("Anna", "Almere")]


def test_lines_of_a_spreadsheet_are_counted_from_its_first_row(tmp_path):
    table = read(tmp_path, xlsx([(), (), ("Naam", "Plaats"), (), ("Anna", "Almere")]))
    assert [row.line for row in table.rows] == [5]


def test_an_open_document_is_read_although_its_empty_part_is_endless(tmp_path):
    table = read(tmp_path, ods([("Naam", "Plaats"), ("Zoë", "=1+1")]))
    assert cells(table) == [("Zoë", "=1+1")]


def test_the_old_excel_format_is_read(tmp_path):
    table = read(tmp_path, xls([("Naam", "Telefoon"), ("Zoë", 612345678)]))
    assert cells(table) == [("Zoë", "612345678")]


# --- what is refused, whatever its name


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b'<?xml version="1.0"?><EDEX>', "EDEXML"),
        (b"<!DOCTYPE html><table>", "web page"),
        (b"BEGIN:VCALENDAR\r\n", "calendar"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "no table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        (b"PK\x03\x04 not really", "damaged"),
        (archive({"word/document.xml": "<w/>"}), "not a spreadsheet"),
        (archive({"notes.txt": "hello"}), "not a spreadsheet"),
        (
            archive({"content.xml": "<x/>", "mimetype": "application/vnd.oasis.opendocument.text"}),
            "not a spreadsheet",
        ),
    ],
)
def test_what_is_no_table_is_refused_by_what_is_in_it(tmp_path, content, message):
    assert message in refusal(read(tmp_path, content, "ouders.csv"))


def test_a_spreadsheet_with_a_password_says_so(tmp_path):
    content = xls([("a", "b")]) + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refusal(read(tmp_path, content))


def test_an_archive_that_unpacks_to_gigabytes_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheets, "first_sheet", None)
    bomb = archive(
        {"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": b"0" * (spreadsheets.MOST_UNPACKED + 1)}
    )
    assert len(bomb) < 1_000_000
    assert "far too large" in refusal(read(tmp_path, bomb))


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path):
    honest = archive({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": b"0" * 100_000})
    lying = honest.replace((100_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert "damaged" in refusal(read(tmp_path, lying))


def test_one_cell_in_the_last_corner_is_refused_before_it_is_read(tmp_path):
    rows = [("Naam", "Plaats"), ("Anna", "Almere")]
    content = xlsx(rows)
    with ZipFile(BytesIO(content)) as made:
        members = {name: made.read(name) for name in made.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    assert "far too large" in refusal(read(tmp_path, archive(members)))


def test_a_cell_repeated_a_million_times_is_refused_before_it_is_read(tmp_path):
    row = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
        'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    assert "far too large" in refusal(read(tmp_path, ods([], table=row)))


def test_a_damaged_spreadsheet_that_fells_its_reader_fells_nothing_else(tmp_path):
    """The old Excel format says where a sheet begins; this one begins far behind the end of the file."""
    content = xls([("Naam", "Plaats"), ("Anna", "Almere")])
    sheet = content.index(b"\x85\0\x0d\0") + 4
    assert "damaged" in refusal(read(tmp_path, content[:sheet] + b"\xff\xff\xff\x0f" + content[sheet + 4 :]))


def test_more_rows_or_columns_than_a_school_has_are_refused(tmp_path):
    assert "more rows" in refusal(read(tmp_path, b"a;b\n" + b"1;2\n" * (MOST_ROWS + 1)))
    assert "too many columns" in refusal(read(tmp_path, csv_bytes([range(MOST_COLUMNS + 1)])))


def test_an_archive_of_ten_thousand_parts_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "many.xlsx"
    with ZipFile(path, "w") as archive:
        for number in range(spreadsheets.MOST_PARTS + 1):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", "")

    assert "far too large" in read_table(path).problems[0].message
