"""A file is what its content says: what is asked for is taken, and whatever lies, hides or swells is not."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from vangnet.core.attachments import kinds, packed
from vangnet.core.attachments.examining import Examined, examine
from vangnet.core.attachments.kinds import EVERYTHING, PICTURES
from vangnet.core.attachments.names import LONGEST, cleaned
from vangnet.core.attachments.redrawn import redrawn
from vangnet.core.attachments.refusals import Refused

from . import made


def examined(content: bytes, name: str = "bestand") -> Examined:
    return examine(BytesIO(content), name, len(content), EVERYTHING)


def refusal(content: bytes, name: str = "rapport.pdf") -> str:
    with pytest.raises(Refused) as refused:
        examined(content, name)
    return refused.value.says


@pytest.mark.parametrize(
    ("content", "kind", "name"),
    [
        (made.pdf(), kinds.PDF, "bestand.pdf"),
        (made.docx(), kinds.DOCX, "bestand.docx"),
        (made.xlsx(), kinds.XLSX, "bestand.xlsx"),
        (made.open_document("text"), kinds.ODT, "bestand.odt"),
        (made.open_document("spreadsheet"), kinds.ODS, "bestand.ods"),
        (b"naam;groep\r\nNoor;6\r\n", kinds.TEXT, "bestand.txt"),
        ("één regel €".encode("cp1252"), kinds.TEXT, "bestand.txt"),
        (made.photo("PNG"), kinds.PNG, "bestand.png"),
    ],
)
def test_each_kind_is_seen_from_its_content_and_named_by_it(content: bytes, kind, name: str) -> None:
    found = examined(content)
    assert (found.kind, found.name) == (kind, name)


def test_a_name_that_lies_gets_the_ending_of_what_it_is() -> None:
    assert examined(made.pdf(), "rapport.exe").name == "rapport.exe.pdf"
    assert examined(made.photo(), "foto.JPEG").name == "foto.JPEG"
    assert examined(b"a;b\n1;2\n", "lijst.csv").name == "lijst.csv"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"MZ\x90\x00\x03" + bytes(200), "can't be seen"),
        (b"\x7fELF" + bytes(200), "can't be seen"),
        (b"#!/bin/sh\nrm -r /\n", "a program"),
        (b"<!DOCTYPE html><p>hello", "a web page"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "a web page"),
        (b"just words\n" * 200_000 + b"<ScRiPt>alert(1)</script>", "a web page"),
        (b"x" * (1024 * 1024 - 3) + b"<script>alert(1)</script>", "a web page"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(100), "HEIC"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old Office"),
        (b"{\\rtf1 words}", "RTF"),
        (b"GIF89a" + bytes(100), "JPEG or PNG"),
        (b"%PDF-1.7\n<html><script>alert(1)</script>", "damaged or breaks off"),
        (made.pdf() + b"<html>" + b" " * 4000, "damaged or breaks off"),
        (made.packed({"any.txt": b"words"}), "no document"),
        (made.packed({"mimetype": b"application/epub+zip", "content.xml": b""}), "no document"),
        (made.docx(**{"word/vbaProject.bin": b"macro"}), "macro"),
        (
            made.packed({"mimetype": kinds.ODT.media_type.encode(), "content.xml": b"", "Basic/a": b""}),
            "macro",
        ),
        (made.docx()[:-40], "damaged"),
        (made.docx() + b"<script>", "damaged"),
        (b"MZ" + made.docx(), "can't be seen"),
        (made.photo()[:600], "damaged"),
        (made.photo("PNG")[:200], "damaged"),
        (b"\xff\xd8\xff\xe0<html><script>alert(1)</script></html>", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + made.pdf(), "damaged"),
        (b"RIFF\x00\x01\x00\x00WEBP" + b"x" * 100, "damaged"),
    ],
)
def test_what_is_not_asked_for_is_refused_with_what_to_do(content: bytes, says: str) -> None:
    assert says in refusal(content)


def test_a_document_that_unpacks_to_far_more_is_refused_unread() -> None:
    content = made.bomb()
    assert len(content) < 1_000_000
    assert "far too large" in refusal(content)


def test_a_document_that_lies_about_its_size_is_refused() -> None:
    """The list says ten bytes, the content is a milliard: no more than ten are unpacked, and they don't add up."""
    content = made.packed({"[Content_Types].xml": made.WORD, "word/document.xml": bytes(50_000)})
    lying = content.replace((50_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != content
    assert "damaged" in refusal(lying)


def test_members_that_lie_over_each_other_are_refused() -> None:
    """One compressed content, named a hundred times: a few kilobytes that would unpack to a hundredfold."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", made.WORD)
        archive.writestr("word/document.xml", bytes(range(256)) * 40)
        one = archive.filelist[-1]
        archive.filelist += [one] * 100
    assert "damaged" in refusal(file.getvalue())


def test_a_document_with_a_password_is_refused_with_what_to_do() -> None:
    content = bytearray(made.docx())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(sign)
        while start >= 0:
            content[start + at] |= 1
            start = content.find(sign, start + 4)
    assert "password" in refusal(bytes(content))


def test_a_picture_of_more_dots_than_anybody_needs_is_refused_before_it_is_unfolded() -> None:
    assert "too many dots" in refusal(made.many_dots())
    assert "too many dots" in refusal(made.many_dots(9000, 9000))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_of_a_photo_only_what_can_be_seen_is_kept(form: str) -> None:
    photo = made.photo(form)
    assert b"SECRET-IN-EXIF" in photo
    assert b"SECRET-IN-XMP" in photo
    found = examined(photo + b"SECRET-BEHIND-IT")
    content = found.content.read()
    assert b"SECRET" not in content
    assert b"Fairphone" not in content
    with Image.open(BytesIO(content)) as drawn:
        assert drawn.format == form
        assert not dict(drawn.getexif())
        assert not {"xmp", "exif", "icc_profile", "comment", "XML:com.adobe.xmp"} & set(drawn.info)
        assert drawn.convert("RGB").getpixel((10, 10))[1] < 60  # the red corner is still there


@pytest.mark.parametrize(("turned", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1))])
def test_a_photo_stands_upright_without_the_mark_that_said_so(turned: int, corner: tuple[int, int]) -> None:
    with Image.open(BytesIO(redrawn(made.photo(size=(400, 300), turned=turned), "JPEG"))) as drawn:
        assert drawn.size == ((300, 400) if turned in {6, 8} else (400, 300))
        at = (corner[0] * (drawn.width - 21) + 10, corner[1] * (drawn.height - 21) + 10)
        red, green, _blue = drawn.getpixel(at)
        assert red > 200
        assert green < 60


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_is_made_as_large_as_a_screen_and_a_small_one_is_left(form: str) -> None:
    with Image.open(BytesIO(redrawn(made.photo(form, (4000, 2000)), form))) as drawn:
        assert drawn.size == (2560, 1280)
    with Image.open(BytesIO(redrawn(made.photo(form, (40, 20)), form))) as drawn:
        assert drawn.size == (40, 20)


def test_what_can_be_seen_through_stays_so_in_a_form_that_can() -> None:
    clear = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    file = BytesIO()
    clear.save(file, "PNG")
    with Image.open(BytesIO(redrawn(file.getvalue(), "PNG"))) as drawn:
        assert drawn.getpixel((3, 3))[3] == 0


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_photos_of_a_scanner_or_a_printer_are_drawn_as_well(mode: str) -> None:
    file = BytesIO()
    Image.new(mode, (30, 30)).save(file, "JPEG")
    with Image.open(BytesIO(redrawn(file.getvalue(), "JPEG"))) as drawn:
        assert (drawn.mode, drawn.size) == ("RGB", (30, 30))


def test_another_kind_than_was_asked_for_is_refused_by_name() -> None:
    with pytest.raises(Refused) as refused:
        examine(BytesIO(made.pdf()), "foto.jpg", 99, PICTURES)
    assert refused.value.values == {"found": "PDF", "wanted": ["JPEG", "PNG", "WebP"]}


# Names


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\juf\\foto.jpg", "foto.jpg"),
        ("rapport\u202egpj.exe", "rapportgpj.exe"),
        ("a\x00b\r\nSet-Cookie: x\t.pdf", "abSet-Cookie x.pdf"),
        ('<img src="x">.png', "img src=x.png"),
        (" .. ", "PDF"),
        ("", "PDF"),
        ("e\u0301e\u0301n.pdf", "één.pdf"),
        ("x" * 400 + ".pdf", "x" * 116 + ".pdf"),
        ("صورة.png", "صورة.png"),
    ],
)
def test_a_name_is_kept_without_what_leads_astray(given_name: str, name: str) -> None:
    assert cleaned(given_name, "PDF") == name


@given(st.text(max_size=400))
def test_no_name_leads_astray(given_name: str) -> None:
    name = cleaned(given_name, "PDF")
    assert 0 < len(name) <= LONGEST
    assert name.isprintable()
    assert not set(name) & set('/\\:"<>\u202e')
    assert not name.startswith(".")
    assert cleaned(name, "PDF") == name


@given(st.binary(max_size=3000), st.sampled_from([b"%PDF-1.7\n", packed.ZIP, b"", b"PK"]))
def test_whatever_comes_is_taken_or_refused_and_nothing_else_happens(content: bytes, start: bytes) -> None:
    with suppress(Refused):
        assert examined(start + content).kind in (kinds.PDF, kinds.TEXT)
