"""Dutch is the language of the product: every text has its Dutch, in the words of the glossary, and pages speak it."""

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

import vangnet
from vangnet.config.tests.test_every_address import things  # noqa: F401 - a fixture
from vangnet.config.tests.walk import table
from vangnet.ui import drawn

PACKAGE = Path(vangnet.__file__).parent
CATALOGUE = PACKAGE / "locale" / "nl" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|<[^<>]+>")

# Words that the glossary refuses: a child is no "dader", a colleague no "gebruiker", and staff is "je".
REFUSED = re.compile(
    r"\b(daders?|gebruikers?|gebruikersnaam|docent(en)?|schoolhoofd|manager|dashboard|succesvol)\b",
    re.IGNORECASE,
)
FORMAL = re.compile(r"\b(u|uw)\b", re.IGNORECASE)


def messages():
    with CATALOGUE.open("rb") as file:
        return [message for message in read_po(file, locale="nl", domain="django") if message.id]


def sources(message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def translations(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_every_text_has_its_dutch():
    missing = [message.id for message in messages() if message.fuzzy or not all(translations(message))]

    assert missing == []


def test_no_placeholder_is_lost_or_invented():
    """One form of a plural may spell its number out, so each placeholder is looked for in both source forms."""
    wrong = []
    for message in messages():
        allowed = {frozenset(PLACEHOLDER.findall(source)) for source in sources(message)}
        wrong += [
            text for text in translations(message) if frozenset(PLACEHOLDER.findall(text)) not in allowed
        ]

    assert wrong == []


def test_the_dutch_uses_the_words_of_the_glossary():
    refused = [text for message in messages() for text in translations(message) if REFUSED.search(text)]

    assert refused == []


def test_staff_is_called_je_and_parents_and_firms_are_written_to_with_u():
    formal = {
        place
        for message in messages()
        if any(FORMAL.search(text) for text in translations(message))
        for place, _line in message.locations
    }

    assert formal
    assert {Path(place).name for place in formal} == {"letters.py", "telling.py"}


def test_a_text_begins_and_ends_in_dutch_as_in_english():
    """A sentence stays a sentence: a lost full stop shows beside the ones that have theirs."""
    differs = [
        (source, text)
        for message in messages()
        for source, text in zip(sources(message), translations(message), strict=False)
        if source.endswith((".", "?", ":")) != text.endswith((".", "?", ":"))
    ]

    assert differs == []


@pytest.mark.skipif(not shutil.which("xgettext"), reason="GNU gettext is not on this machine")
def test_the_catalogue_holds_every_text_of_the_sources(tmp_path, monkeypatch):
    copy = tmp_path / "vangnet"
    shutil.copytree(
        PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "tests", "static", "*.mo", "*.sqlite3")
    )
    monkeypatch.chdir(copy)
    call_command("makemessages", locale=["nl"], no_obsolete=True, verbosity=0)

    with (copy / CATALOGUE.relative_to(PACKAGE)).open("rb") as file:
        collected = {(message.context, message.id) for message in read_po(file, locale="nl") if message.id}
    assert collected - {(message.context, message.id) for message in messages()} == set(), (
        "run `make messages`"
    )


@pytest.fixture
def in_dutch(tmp_path, settings):
    """Pages in Dutch, from a catalogue compiled now; what was drawn in another language is forgotten."""
    compiled = tmp_path / "nl" / "LC_MESSAGES"
    compiled.mkdir(parents=True)
    babel = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "compile"]
    subprocess.run([*babel, "-i", str(CATALOGUE), "-o", str(compiled / "django.mo"), "-l", "nl"], check=True)
    settings.LOCALE_PATHS = [tmp_path]
    drawn._kept.cache_clear()
    with translation.override("nl"):
        yield
    drawn._kept.cache_clear()


@pytest.mark.django_db(databases=["default", "keys"])
def test_no_english_is_left_in_a_dutch_page(in_dutch, things, cast, as_):  # noqa: F811 - the fixture
    """Texts of declarations are marked where they stand and translated where they are shown; here one sees it."""
    english = {source for message in messages() for source in telling(message)}
    browser = as_(cast.hanna)
    browser.cookies["django_language"] = "nl"

    found = {}
    for name, row in table().items():
        if "hanna" not in row.lets or row.found != 200 or row.method != "get":
            continue
        page = browser.get(reverse(name, args=[things.get(argument, argument) for argument in row.args]))
        words = text_of(page)
        if left := [source for source in english if source in words]:
            found[name] = left

    assert found == {}


def telling(message) -> list[str]:
    """Source texts that are no placeholder and no abbreviation, and that differ in Dutch."""
    pairs = zip(sources(message), translations(message), strict=False)
    return [source for source, text in pairs if len(source) > 12 and source != text and "%(" not in source]


def text_of(page) -> str:
    if getattr(page, "streaming", False) or "html" not in page.headers["Content-Type"]:
        return ""
    return " ".join(
        unescape(
            re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", page.content.decode(), flags=re.DOTALL)
        ).split()
    )
