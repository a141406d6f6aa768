"""What an attacker types where a name, a choice or a number is asked: nothing breaks, and nothing more is found.

Tried at every parameter that a page reads from its address and at every field of every form.
"""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vangnet.config.tests.walk import NAMES, browser_let_in, forms_of, nothing_kept, table, url_of
from vangnet.core.dossiers.models import Dossier
from vangnet.core.people.models import Person, Pupil
from vangnet.core.people.names import matching
from vangnet.incidents.forms.filters import NAMES as FILTERS

pytestmark = pytest.mark.django_db(databases="__all__")

ROOT = Path(__file__).resolve().parents[2]
PROBES = (
    "' OR '1'='1",
    '"; DROP TABLE people_pupil; --',
    "1) UNION SELECT password FROM access_account --",
    "%' ESCAPE '!",
    "\\",
    "%",
    "_",
    "²",  # a digit to Python, and no number
    "١٢",
    "-1",
    "1e309",
    "9" * 400,
    "2026-02-30",
    "0000-00-00",
    "99999-01-01",
    "{{ 7*7 }}{% debug %}",
    "%(name)s %s %n {0.__class__}",
    "../../../../etc/passwd",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "a\r\nSet-Cookie: x=1\r\nBcc: evil@example.org",
    "\u202egnp.exe\u2066",
    "\ud7ff\ue000\uffff\U0010ffff",
    "a" * 100_000,
    "a\u0301" * 5_000,
    "[]",
    '{"a": 1}',
)

WORST = (
    "' OR '1'='1",
    "²",
    "9" * 400,
    "a\r\nSet-Cookie: x=1",
    "<script>alert(1)</script>",
    "\u202e" + "a" * 20_000,
)


def parameters() -> list[str]:
    """Every name that our code reads from an address."""
    sources = [path.read_text() for path in ROOT.rglob("*.py") if "tests" not in path.parts]
    read = {
        name
        for source in sources
        for name in re.findall(r"GET\.get\(\s*\"(\w+)\"|asked\.get\(\"(\w+)\"", source)
    }
    return sorted({name for pair in read for name in pair if name} | set(FILTERS) | {"next", "of", "year"})


def assert_calm(response):
    """An answer as to anybody else: a page, a refusal, and never an error; and not our words as code."""
    assert response.status_code < 500
    assert "Set-Cookie: x" not in str(response.headers)
    if response.headers.get("Content-Type", "").startswith("text/html"):
        page = response.content.decode()
        assert "<script>alert(1)" not in page
        assert 'href="javascript:' not in page
        assert "49{" not in page


def test_what_is_read_from_addresses_is_known():
    assert {"school", "year", "before", "guardian", "reference", "newer", "older", "next"} <= set(
        parameters()
    )


def test_no_parameter_of_any_address_breaks_a_page(things, cast, as_):
    for name in NAMES:
        if table()[name].method != "get":
            continue
        browser, url = browser_let_in(name, cast, as_), url_of(name, things)
        for probe in WORST:
            with nothing_kept():
                assert_calm(browser.get(url, dict.fromkeys(parameters(), probe)))


def test_each_parameter_alone_breaks_no_page_that_reads_it(cast, as_):
    """Together one may hide another."""
    readers = {
        "incidents": "hanna",
        "incidents-year": "bas",
        "readings": "fenna",
        "staff": "ada",
        "glass": "iris",
    }
    for name, who in readers.items():
        browser = as_(getattr(cast, who))
        for parameter in parameters():
            for probe in WORST[:4]:
                with nothing_kept():
                    assert_calm(browser.get(url_of(name, {}), {parameter: probe}))


def test_no_field_of_any_form_breaks_a_page(things, cast, as_):
    """Every field at once with each probe, and each field alone with a digit that is no number."""
    for name in NAMES:
        browser, url = browser_let_in(name, cast, as_), url_of(name, things)
        for form in forms_of(name, browser, url):
            fields = [field for field in form if field != "csrfmiddlewaretoken"]
            tries = [form | dict.fromkeys(fields, probe) for probe in PROBES]
            tries += [
                form | {field: probe} for field in fields for probe in (PROBES[0], PROBES[7], PROBES[-5])
            ]
            for tried in tries:
                with nothing_kept():
                    assert_calm(browser.post(url, tried))


# Searches


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=60)
)
def test_a_search_finds_by_the_beginnings_of_words_whatever_is_typed(words, pupils):
    """The database and a plain reading of the same sentence agree: what is typed is never a pattern or a query."""
    from vangnet.core.people.names import searchable

    typed = searchable(words).split()
    expected = {
        pupil.pk
        for pupil in Pupil.objects.all()
        if all(
            any(f" {pupil.search_key}"[i:].startswith(f" {word}") for i in range(len(pupil.search_key)))
            for word in typed
        )
    }

    assert set(Pupil.objects.filter(matching(words)).values_list("pk", flat=True)) == expected


@pytest.mark.parametrize("words", [probe for probe in PROBES if len(probe) < 1000])
@pytest.mark.parametrize("where", ["pupils", "texts"])
def test_no_search_finds_more_for_what_is_typed(words, where, fight, cast, as_):
    """Nadia works at the other school: no trick gives her the fight, and no trick gives Mina more than hers."""
    answer = as_(cast.nadia).post("/incidents/", {"words": words, "in": where})

    assert answer.status_code == 200
    assert fight.reference not in answer.content.decode()


def test_the_tables_are_all_there_afterwards(fight):
    assert Dossier.objects.exists()
    assert Person.objects.count() > 10


# The same name twice


def test_of_a_name_that_is_given_twice_the_last_counts_for_the_check_and_for_the_deed(cast, as_, linde, iep):
    """A proxy that reads the first and a page that reads the last can't be played against each other here."""
    browser = as_(cast.hanna)
    answer = browser.get(f"/office/staff/?school={linde.pk}&school={iep.pk}")

    assert answer.context["chosen"] == linde  # De Iep is not hers, so the own school is shown
    assert (
        browser.post("/incidents/?words=x&in=texts", {"words": ["bb", "aya"], "in": "pupils"}).status_code
        == 200
    )


def test_what_belongs_in_a_form_is_not_taken_from_the_address(cast, as_, things):
    url = url_of("calendar-day-remove", things)

    assert as_(cast.hanna).get(f"{url}?confirmed=yes").status_code == 200


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u202a", "\x07", "\x1b"])
def test_a_name_cannot_turn_around_what_is_written_behind_it(sign, cast, as_, linde):
    """From whichever form it came; a sign between letters that people do use stays."""
    fields = {"name": f"Ja{sign}n Jan\u200dsen", "email": "jan@example.org", "role": "support_staff"}
    as_(cast.ada).post("/office/staff/appointment/", fields | {"school": linde.pk, "first_on": "2026-11-01"})
    Pupil.objects.filter(call_name="Aya").update(last_name=f"{sign}Bos")

    assert Person.objects.get(email="jan@example.org").full_name == "Jan Jan\u200dsen"
    assert Pupil.objects.get(call_name="Aya").last_name == "Bos"
