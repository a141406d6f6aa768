"""A file through a form and out again: refused at the field, in words, and sent so that it runs nowhere."""

import logging
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import translation

from vangnet.config.tests.canary_places import files_with, tables_with
from vangnet.core.attachments import forms
from vangnet.core.attachments.forms import MEGABYTE, MOST_BYTES, AttachmentField
from vangnet.core.attachments.kinds import PAPERS, PICTURES
from vangnet.core.attachments.models import Attachment
from vangnet.core.attachments.storing import place_of

from . import made

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.urls("vangnet.core.attachments.tests.example"),
]


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    return tmp_path


def brought(browser, content: bytes, name: str = "rapport.pdf", kind: str = "application/pdf"):
    file = SimpleUploadedFile(name, content, kind)
    return browser.post("/example/", {"words": "typed words", "report": file})


def kept(answer) -> Attachment:
    assert answer.content.isdigit(), answer.content[:900]
    return Attachment.objects.get(pk=int(answer.content))


def error(answer) -> str:
    assert not Attachment.objects.exists()
    return re.search(r'class="errorlist".*?<li>(.*?)</li>', answer.content.decode(), re.DOTALL)[1]


def test_what_was_brought_can_be_fetched_by_whom_the_rule_lets_in_and_by_nobody_else(cast, as_) -> None:
    mina = as_(cast.mina)
    number = kept(brought(mina, made.pdf(b"words" * 300_000))).pk
    fetched = mina.get(f"/example/{number}/")
    assert b"".join(fetched.streaming_content) == made.pdf(b"words" * 300_000)
    assert as_(cast.otto).get(f"/example/{number}/").status_code == 404
    assert as_(cast.ada).get(f"/example/{number}/").status_code == 404


def test_the_answer_says_save_me_and_run_nothing(cast, as_) -> None:
    mina = as_(cast.mina)
    number = kept(brought(mina, made.pdf(), "één «rapport».html", "text/html")).pk
    answer = mina.get(f"/example/{number}/?shown")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%C3%A9%C3%A9n")
    assert answer["Content-Disposition"].endswith(".html.pdf")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; sandbox, default-src 'none'; ")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    assert int(answer["Content-Length"]) == len(b"".join(answer.streaming_content))


def test_a_picture_may_be_shown_and_nothing_else(cast, as_) -> None:
    mina = as_(cast.mina)
    number = kept(brought(mina, made.photo(), "foto.jpg", "image/jpeg")).pk
    assert mina.get(f"/example/{number}/?shown")["Content-Disposition"] == 'inline; filename="foto.jpg"'
    assert mina.get(f"/example/{number}/")["Content-Disposition"] == 'attachment; filename="foto.jpg"'
    assert b"SECRET" not in b"".join(mina.get(f"/example/{number}/").streaming_content)


@pytest.mark.parametrize("harm", ["missing", "altered", "cut off"])
def test_a_missing_or_damaged_file_gives_a_page_and_a_line_without_names(
    cast, as_, caplog, harm: str
) -> None:
    mina = as_(cast.mina)
    attachment = kept(brought(mina, made.pdf(), "Secretname.pdf"))
    path = place_of(attachment).path
    content = path.read_bytes()
    path.unlink()
    if harm != "missing":
        path.write_bytes(content[:-1] + (b"?" if harm == "altered" else b""))
    with caplog.at_level(logging.INFO):
        answer = mina.get(f"/example/{attachment.pk}/")
    assert answer.status_code == 410
    assert "bring it back from a backup" in answer.content.decode()
    assert str(attachment.token) in answer.content.decode()
    lines = [record for record in caplog.records if record.name.startswith("vangnet.core.attachments")]
    assert [str(attachment.token) in record.getMessage() for record in lines] == [True]
    assert "Secretname" not in caplog.text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The submitted file is empty."),
        (b"<svg onload=alert(1)>", "This is a web page"),
        (b"a;b\r\n1;2\r\n", "This is plain text or CSV. Send JPEG, PNG, WebP, PDF, DOCX or ODT."),
        (made.photo()[:500], "This picture is damaged"),
        (made.many_dots(), "too many dots"),
        (made.pdf() + b"x" * 26 * MEGABYTE, "This file is larger than 25 MB. Send a smaller one."),
    ],
)
def test_what_is_refused_says_so_at_the_field_and_keeps_nothing(cast, as_, data, content, says: str) -> None:
    answer = brought(as_(cast.mina), content)
    assert says in error(answer)
    assert 'value="typed words"' in answer.content.decode()
    assert not [each for each in (data / "attachments").glob("*") if each.name != ".lock"]
    assert not [each for each in data.iterdir() if each.is_file()]


def test_of_300_mb_nothing_stays_on_the_disk_while_it_comes_in(cast, as_, data, monkeypatch) -> None:
    """Its size is told, its content was let go of as soon as it was too much."""
    seen = []
    clean = AttachmentField.clean

    def watched(field, file, initial=None):
        seen.append((file.size, sum(each.stat().st_size for each in data.iterdir() if each.is_file())))
        return clean(field, file, initial)

    monkeypatch.setattr(AttachmentField, "clean", watched)
    answer = as_(cast.mina).generic(
        "POST", "/example/", Sent(300 * MEGABYTE), content_type="multipart/form-data; boundary=x"
    )
    assert "larger than 25 MB" in error(answer)
    assert seen == [(300 * MEGABYTE, 0)]


def test_what_is_larger_still_is_not_read_at_all(cast, as_) -> None:
    answer = as_(cast.mina).generic(
        "POST",
        "/example/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(forms.MOST_SENT + 2 * MEGABYTE),
    )
    assert answer.status_code == 413


def test_the_field_is_translated_and_tells_a_telephone_what_to_offer() -> None:
    field = AttachmentField(kinds=PICTURES)
    assert str(field.help_text) == "JPEG, PNG or WebP, at most 25 MB."
    assert field.widget.attrs["accept"] == "image/jpeg,.jpg,.jpeg,image/png,.png,image/webp,.webp"
    with translation.override("nl"):
        assert str(field.help_text)  # asked for when it is shown, and not when it is declared


def test_no_file_is_needed_where_none_is_asked_for() -> None:
    assert AttachmentField(required=False, kinds=PAPERS).clean(None) is None


def test_a_file_between_the_limit_of_its_field_and_that_of_the_page_is_refused_at_the_field() -> None:
    field = AttachmentField(kinds=PAPERS, most_bytes=MEGABYTE)
    file = SimpleUploadedFile("a.pdf", made.pdf(bytes(MEGABYTE)))
    with pytest.raises(Exception, match="larger than 1 MB"):
        field.clean(file)
    assert MOST_BYTES > MEGABYTE


def test_content_and_name_stand_where_they_belong_and_nowhere_else(cast, as_, data, caplog) -> None:
    """A word like no other in the file and in its name: the name stands in its row, the content nowhere in plain."""
    word, name = "kwartelkoning", "roerdomp"
    mina = as_(cast.mina)
    with caplog.at_level(logging.DEBUG):
        number = kept(brought(mina, made.pdf(word.encode()), f"{name}.pdf")).pk
        b"".join(mina.get(f"/example/{number}/").streaming_content)
        brought(mina, b"<html>" + word.encode(), f"{name}.html")
    for alias in connections:
        assert tables_with(alias, word) == set()
        assert tables_with(alias, name) == ({"attachments_attachment"} if alias == "default" else set())
    assert files_with(data, {"word": word, "name": name}) == {"word": [], "name": []}
    assert word not in caplog.text
    assert name not in caplog.text


class Sent(bytes):
    """So many bytes of a file in a form, without holding them: the test client asks for its length and reads on."""

    def __new__(cls, size: int):
        return super().__new__(cls, _start() + bytes(size) + b"\r\n--x--\r\n")


def _start() -> bytes:
    lines = [
        '--x\r\nContent-Disposition: form-data; name="words"\r\n\r\ntyped words\r\n',
        '--x\r\nContent-Disposition: form-data; name="report"; filename="foto.jpg"\r\n',
        "Content-Type: image/jpeg\r\n\r\n",
    ]
    return "".join(lines).encode()


def test_the_example_reads_what_it_was_sent(cast, as_) -> None:
    """The form of the test before last, with a file that is good: the same road, so the refusal is of the size."""
    content = _start() + BytesIO(made.photo()).read() + b"\r\n--x--\r\n"
    answer = as_(cast.mina).generic(
        "POST", "/example/", content, content_type="multipart/form-data; boundary=x"
    )
    assert kept(answer).kind.media_type == "image/jpeg"
