"""What no request may bring, tried at every address: no token, another method, too much, signs that are no text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from vangnet.config.tests.walk import NAMES, addresses, browser_let_in, somebody_let_in, table, url_of, writes
from vangnet.core.access import bounds

pytestmark = pytest.mark.django_db(databases="__all__")

# A page that only shows something; everything else changes something and asks for a token.
ONLY_SHOWS = 405
HARMLESS = [(403, []), (ONLY_SHOWS, [])]
# Hiding the screen works with a token that is old; who forges it covers a page and changes nothing else.
HIDES = {"blank"}


@pytest.fixture
def strict_as(cast, as_):
    """A browser that checks the token against forged forms, as a real one does."""

    def browser(name: str) -> Client:
        known = as_(getattr(cast, somebody_let_in(name) or "mina"))
        client = Client(enforce_csrf_checks=True)
        client.cookies = known.cookies
        return client

    return browser


def test_a_form_without_our_token_does_nothing_at_any_address(things, strict_as):
    found = {}
    for name in NAMES:
        with writes() as written:
            answer = strict_as(name).post(url_of(name, things), {"confirmed": "yes", "text": "x"})
        found[name] = (answer.status_code, written.of_people_and_dossiers())

    assert {name: what for name, what in found.items() if what not in HARMLESS and name not in HIDES} == {}
    assert sum(status == 403 for status, _written in found.values()) > 30


def test_a_form_from_another_site_does_nothing_at_any_address(things, strict_as):
    """Even with a token that fits its cookie: the browser says where the form stood."""
    found = {}
    for name in NAMES:
        browser = strict_as(name)
        browser.get("/account/password/change/")
        token = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
        with writes() as written:
            answer = browser.post(url_of(name, things), token, headers={"origin": "https://evil.example"})
        found[name] = (answer.status_code, written.of_people_and_dossiers())

    assert {name: what for name, what in found.items() if what not in HARMLESS and name not in HIDES} == {}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "PROPFIND"])
def test_no_address_knows_another_method(method, things, cast, as_):
    answers = {
        name: browser_let_in(name, cast, as_).generic(method, url_of(name, things)).status_code
        for name in NAMES
    }

    assert set(answers.values()) == {405}


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_header_does_not_turn_a_look_into_a_change(header, things, cast, as_):
    url = url_of("import-cancel", things)

    assert as_(cast.hanna).get(url, headers={header: "POST"}).status_code == 405


def test_looking_changes_nothing_but_the_reading_log(things, cast, as_):
    """A link or a picture on another site can make a browser look, and never more than that."""
    changed: dict[str, list[str]] = {}
    for name in (name for name in NAMES if table()[name].method == "get"):
        with writes() as written:
            browser_let_in(name, cast, as_).get(url_of(name, things))
        for sql, _values in written.of_people_and_dossiers():
            changed.setdefault(sql.split('"')[1], []).append(name)

    assert set(changed) <= {"dossiers_reading", "dossiers_ledger", "dossiers_dossier", *ON_LOOKING}
    assert {table: set(names) for table, names in changed.items() if table in ON_LOOKING} == ON_LOOKING


# What a look keeps: which plan was shown, and on which day a calendar address was last used (it carries no cookie).
ON_LOOKING = {"people_pendingimport": {"import-preview"}, "obligations_feed": {"duties-feed"}}


# Too much


def test_no_form_may_be_larger_than_a_megabyte_and_no_file_larger_than_its_page_takes(things, cast, as_):
    """Asked before anything is read, with the length that the browser says."""
    answers = {}
    for name in NAMES:
        takes = getattr(addresses()[name].callback, "takes_bytes", 0)
        answer = browser_let_in(name, cast, as_).generic(
            "POST",
            url_of(name, things),
            b"",
            content_type="application/x-www-form-urlencoded",
            CONTENT_LENGTH=str(takes + 1024 * 1024 + 1),
        )
        answers[name] = answer.status_code

    assert set(answers.values()) == {413}


def test_only_the_pages_that_bring_in_files_take_them():
    taking = {name for name, pattern in addresses().items() if hasattr(pattern.callback, "takes_bytes")}

    assert taking == {
        "import-upload",
        "certificate-add",
        "certificates-import",
        "emergencies-plan-file-add",
        "building-equipment-add",
        "building-equipment-change",
        "building-inspect",
        "building-whole-inspect",
        "building-report-defect",
        "building-contract",
        "building-contract-add",
        "building-contract-add-board",
        "hazards-assessment-add",
        "hazards-review-add",
        "hazards-import",
        "plan-annex",
        "plan-annex-add",
        "plan-annex-add-board",
        "plan-check",
    }


def test_who_has_not_signed_in_cannot_fill_the_disk():
    answer = Client().generic(
        "POST",
        "/office/imports/edexml/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="2000000",
    )

    assert answer.status_code == 413


def test_two_files_or_a_thousand_fields_are_refused(cast, as_):
    browser = as_(cast.hanna)
    two = {name: SimpleUploadedFile("a.xml", b"<EDEX/>") for name in ("file", "another")}
    many = {f"field{number}": "x" for number in range(1001)}

    assert browser.post("/office/imports/edexml/", two).status_code == 400
    assert browser.post("/incidents/report/", many).status_code == 400


@pytest.mark.parametrize("said", ["-1", "1e9", "x", "٣"])
def test_a_length_that_is_no_number_is_refused(said):
    request = RequestFactory().post("/")
    request.META["CONTENT_LENGTH"] = said

    with pytest.raises(bounds.SuspiciousOperation):
        bounds._length(request)


# Signs that no keyboard makes


def test_a_nul_is_refused_in_every_form_and_address(things, cast, as_):
    answers = {}
    for name in NAMES:
        browser, url = browser_let_in(name, cast, as_), url_of(name, things)
        tried = (
            browser.get(f"{url}?school=%00"),
            browser.post(url, {"text": "a\0b"}),
            browser.post(url, {"a\0b": "text"}),
            browser.post(url + "%00"),
        )
        answers[name] = {answer.status_code for answer in tried}

    assert {name: found for name, found in answers.items() if found != {400}} == {}


@pytest.mark.parametrize("charset", ["rot13", "utf-7", "utf-16", "idna"])
def test_another_encoding_than_utf_8_is_refused(charset, cast, as_):
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"):
        answer = as_(cast.mina).generic(
            "POST", "/incidents/", b"words=aya", content_type=f"{kind}; charset={charset}"
        )
        assert answer.status_code == 400


def test_bytes_that_are_no_text_are_shown_as_such_and_break_nothing(cast, as_):
    answer = as_(cast.mina).generic(
        "POST", "/incidents/", b"words=\xff\xfe\xed\xa0\x80", content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 200
