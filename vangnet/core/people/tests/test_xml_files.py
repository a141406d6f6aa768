"""XML from outside: nothing is expanded or fetched, and what is no roster says what it is."""

from pathlib import Path

import pytest

from vangnet.core.people.imports import xml_files
from vangnet.core.people.imports.xml_files import Unreadable, elements

PLACES = frozenset({"EDEX/school", "EDEX/leerlingen/leerling"})
LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE EDEX [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>
<EDEX><school>&c;</school></EDEX>"""


def read(folder: Path, content: bytes) -> list[str]:
    path = folder / "file.xml"
    path.write_bytes(content)
    return [place for place, _element in elements(path, PLACES)]


def refusal(folder: Path, content: bytes) -> tuple[int | None, str]:
    with pytest.raises(Unreadable) as refused:
        read(folder, content)
    return refused.value.problem.line, refused.value.problem.text()


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE EDEX SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE EDEX [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!-- first a remark -->\n<!DOCTYPE EDEX PUBLIC "x" "http://voorbeeld.invalid/x.dtd">',
        b'<?note here?><!DOCTYPE EDEX [<!ENTITY % y SYSTEM "http://voorbeeld.invalid/y"> %y;]>',
    ],
)
def test_a_document_type_is_refused_before_the_parser_sees_it(tmp_path, monkeypatch, declaration):
    monkeypatch.setattr(xml_files, "_events", None)
    _line, text = refusal(tmp_path, b'<?xml version="1.0"?>\n' + declaration + b"<EDEX/>")
    assert "DOCTYPE" in text


def test_an_entity_that_grows_is_refused(tmp_path):
    assert refusal(tmp_path, LAUGHS) == (
        2,
        "This file declares a document type (DOCTYPE). A roster has none: ask who made the file.",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"PK\x03\x04 and so on", "Unpack it"),
        (b"\xd0\xcf\x11\xe0 and so on", "Unpack it"),
        (b"%PDF-1.7", "PDF"),
        ("<EDEX/>".encode("utf-16"), "UTF-16"),
        ("<EDEX/>".encode("utf-16-le"), "UTF-16"),
        (b'<?xml version="1.0" encoding="UTF-7"?><EDEX/>', "UTF-7"),
        (b"Naam;Klas\nNoor;5\n", "no XML"),
        (b"<html><body>Log in</body></html>", "no EDEXML: it begins with <html>"),
        (b'<?xml version="1.0"?>\n<EDEX>\n<school></EDEX>', "broken"),
        (b'<?xml version="1.0"?>\n<EDEX>\n<school>', "breaks off"),
        (b"<EDEX></EDEX><EDEX></EDEX>", "goes on where it should end"),
        (b"<EDEX>\n<school>caf\xe9</school></EDEX>", "encoding"),
        (b"<EDEX>" + b"<a>" * 300 + b"</a>" * 300 + b"</EDEX>", "too long or too deep"),
        (b"<EDEX a='" + b"x" * 11_000_000 + b"'/>", "too long or too deep"),
        (b"<EDEX><school>" + b"<x/>" * 6_000 + b"</school></EDEX>", "far too large"),
    ],
)
def test_what_is_no_roster_says_what_to_do(tmp_path, content, said):
    assert said in refusal(tmp_path, content)[1]


def test_a_file_above_the_limit_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(xml_files, "MOST_BYTES", 20)
    assert "larger than 200 MB" in refusal(tmp_path, b"<EDEX><school/></EDEX>")[1]


def test_a_broken_line_is_named(tmp_path):
    assert refusal(tmp_path, b"<EDEX>\n<school>\n</scool>\n</EDEX>")[0] == 3


def test_other_encodings_and_a_byte_order_mark_are_read(tmp_path):
    path = tmp_path / "file.xml"
    path.write_bytes(
        '<?xml version="1.0" encoding="windows-1252"?><EDEX><school>Zoë</school></EDEX>'.encode("cp1252")
    )
    assert [element.text for _place, element in elements(path, PLACES)] == ["Zoë"]
    path.write_bytes("\ufeff<EDEX><school>Zoë</school></EDEX>".encode())
    assert [element.text for _place, element in elements(path, PLACES)] == ["Zoë"]


def test_what_was_read_is_forgotten(tmp_path):
    """Memory stays flat: nothing hangs in the tree but the piece of the file that is being read."""
    path = tmp_path / "file.xml"
    pupils = "<leerling><a/></leerling><!-- x --><?y?>" * 20_000
    path.write_text(f"<EDEX><others>{pupils}</others><leerlingen>{pupils}</leerlingen></EDEX>")
    sizes = {len(element.getparent()) for _place, element in elements(path, PLACES)}
    assert max(sizes) < 2_000


def test_far_down_in_a_file_the_line_is_still_right(tmp_path):
    path = tmp_path / "file.xml"
    pupil = "<leerling>\n<a>x</a>\n</leerling>\n"
    path.write_text("<EDEX>\n<leerlingen>\n" + pupil * 30_000 + "</leerlingen>\n</EDEX>")
    lines = [xml_files.line_of(element) for _place, element in elements(path, PLACES)]
    assert lines == [3 + 3 * at for at in range(30_000)]
