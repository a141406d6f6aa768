"""A file that can't be read says why, and nothing of it is followed to elsewhere."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.plan.check.reading import Unreadable, archive, read, read_bytes
from vangnet.plan.check.reading.forms import LARGEST

from . import making

WHOLE = {
    "docx": making.word(making.paragraph("De school heeft zes BHV'ers.") * 20),
    "odt": making.open_document("<text:h>Kop</text:h><text:p>De school</text:p>" * 20),
    "pdf": making.pdf("= Kop\n\nDe school heeft zes BHV'ers. #lorem(80)"),
    "html": b"<html><body><h1>Kop</h1><p>Tekst <b>vet</b></p><table><tr><td>a<td>b</table></body></html>",
    "md": b"# Kop\n\n| a | b |\n|---|---|\n- x\n[a](b)",
}
ENTITY = '<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'


def bomb() -> bytes:
    return making.word(making.paragraph("a" * (archive.LARGEST_PART + 10)))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("plan.txt", b"", "is empty"),
        ("plan.txt", b" \n\0\n", "is empty"),
        ("plan.txt", b"--- 123 ---", "holds no text"),
        ("plan.txt", bytes(range(1, 9)) * 50, "no readable text"),
        ("plan.exe", b"MZ", "Choose a txt"),
        ("plan", b"tekst", "Choose a txt"),
        ("plan.pdf", b"gewone tekst", "damaged"),
        ("plan.docx", b"gewone tekst", "damaged"),
        ("plan.pdf", b"%PDF-1.7 afgebroken", "damaged"),
        ("plan.docx", b"PK\x03\x04 afgebroken", "damaged"),
        ("plan.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "old kind"),
        ("plan.txt", b"{\\rtf1 tekst}", "RTF"),
        ("plan.docx", making.archive({"ander.xml": "<a/>"}), "holds zip"),
        ("plan.odt", making.word(making.paragraph("tekst")), "holds docx"),
        ("plan.docx", making.open_document("<text:p>tekst</text:p>"), "holds odt"),
        ("plan.txt", making.pdf("tekst"), "holds pdf"),
        ("plan.pdf", making.pdf("#rect(width: 5cm, height: 5cm)"), "pictures of pages"),
        ("plan.docx", making.archive({"word/document.xml": "<w:document"}), "damaged"),
        ("plan.docx", making.archive({"word/document.xml": f"{ENTITY}<d>&secret;</d>"}), "definitions of its own"),
        ("plan.docx", bomb(), "unfolds"),
    ],
)  # fmt: skip
def test_it_says_why(name: str, content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read_bytes(name, content)


def test_a_pdf_with_a_password_says_so() -> None:
    """The smallest PDF that asks for a password: encrypted by hand, so that no library is needed to make it."""
    key = "<28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A>"
    parts = [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj",
        f"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O{key}/U{key}>>endobj",
    ]
    body, places = "%PDF-1.4\n", []
    for part in parts:
        places.append(len(body))
        body += part + "\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<01><02>]>>\nstartxref\n{len(body)}\n%%EOF"
    end = f"xref\n0 5\n0000000000 65535 f \n{table}{trailer}"
    with pytest.raises(Unreadable, match="password"):
        read_bytes("plan.pdf", (body + end).encode())


def test_a_file_that_is_not_there_or_too_large_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="can't be opened"):
        read(tmp_path / "plan.txt")
    with (tmp_path / "plan.txt").open("wb") as large:
        large.truncate(LARGEST + 1)
    with pytest.raises(Unreadable, match="larger than"):
        read(tmp_path / "plan.txt")


def test_an_entity_in_a_web_page_is_not_followed() -> None:
    document = read_bytes("plan.html", f"{ENTITY}<html><body><p>Tekst &secret;</p></body></html>".encode())
    assert "root" not in "".join(block.text for block in document.blocks)


def test_a_page_that_is_nested_without_end_is_read_or_refused() -> None:
    nested = "<div>" * 20_000 + "Tekst van de school." + "</div>" * 20_000
    assert _is_read_or_refused("plan.html", nested.encode())


@settings(max_examples=80)
@given(
    form=st.sampled_from(sorted(WHOLE)),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 60)), min_size=1, max_size=8
    ),
)
def test_any_damage_is_read_or_refused(form: str, cuts: list[tuple[float, bytes, int]]) -> None:
    """Never another exception, wherever a file is damaged: a few letters put in, some left out."""
    content = WHOLE[form]
    for where, put_in, left_out in cuts:
        start = int(where * len(content))
        content = content[:start] + put_in + content[start + left_out :]
    assert _is_read_or_refused(f"plan.{form}", content)


@given(
    cut=st.integers(0, 400), put_in=st.sampled_from(["", "<", "/>", '"', "&", "&#0;", "w:p", "]]>", "9" * 30])
)
def test_any_damage_inside_a_word_file_is_read_or_refused(cut: int, put_in: str) -> None:
    body = making.paragraph("De school", '<w:pStyle w:val="Kop1"/><w:outlineLvl w:val="1"/>') * 3
    assert _is_read_or_refused("plan.docx", making.word(body[:cut] + put_in + body[cut:]))


@given(level=st.text(max_size=5).filter(lambda text: not set(text) & set('<&"') and text.isprintable()))
def test_a_heading_of_any_level_is_read(level: str) -> None:
    content = making.open_document(f'<text:h text:outline-level="{level}">Kop</text:h>')
    assert _is_read_or_refused("plan.odt", content)


def _is_read_or_refused(name: str, content: bytes) -> bool:
    try:
        return read_bytes(name, content).has_text()
    except Unreadable as refused:
        return bool(str(refused))


@pytest.mark.parametrize("sign", ["[", "![", "<!--", " ", "| ", "*a ", "# ", "[a]("])
def test_nothing_but_opening_signs_is_read_as_fast_as_text(sign):
    """With a pattern that tries every pair of them this would take minutes."""
    document = read_bytes("plan.md", ("Wij oefenen elk jaar.\n\n" + sign * 50_000).encode())

    assert document.blocks[0].text == "Wij oefenen elk jaar."
