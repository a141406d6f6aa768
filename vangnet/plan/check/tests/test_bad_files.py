"""A file that can't be read says why, and nothing of it is followed to elsewhere."""

import re
from pathlib import Path

import pytest

from vangnet.plan.check.reading import Unreadable, archive, read, read_bytes
from vangnet.plan.check.reading.forms import LARGEST

from . import making

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
