"""The list: only what somebody may know, newest first, narrowed, found by pupil or by words, at a constant price."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Reading, Subject
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Assessment, Incident, ParentsTold, Report
from vangnet.incidents.narrowing import Narrowing
from vangnet.incidents.pages import PAGE, Cursor, Known, known_to, page_of

pytestmark = pytest.mark.django_db(databases="__all__")
LIST = reverse("incidents")


def report(by, school, *subjects, text="", days=1, category="accident", place="gym"):
    facts = [Report(category_id=category, place=place), *subjects]
    return open_dossier(
        INCIDENT, school, an_act("report", by, text=text, facts=facts, ago=timedelta(days=days))
    )


def body(response):
    return response.content.decode()


def test_the_list_shows_what_somebody_may_know_and_nothing_else(as_, cast, fight, linde):
    other = report(cast.kees, linde)

    page = body(as_(cast.mina).get(LIST))

    assert fight.reference in page
    assert other.reference not in page
    assert "Aya (" in page
    assert "Bos" not in page


def test_a_row_of_the_list_leads_to_the_dossier(as_, cast, fight):
    browser = as_(cast.hanna)
    (row,) = browser.get(reverse("incidents")).context["rows"]

    assert row.url == fight.page_url
    assert browser.get(row.url).status_code == 200


def test_somebody_without_any_incident_reads_a_kind_word(as_, cast, fight):
    response = as_(cast.nadia).get(LIST)

    assert response.status_code == 200
    assert fight.reference not in body(response)
    assert "empty.svg" in body(response)


def test_the_handler_does_not_find_an_incident_about_himself(as_, cast, linde):
    """design: the head sees incidents, not a dossier about himself or herself."""
    about = report(cast.kees, linde, Subject(role="perpetrator", person=cast.hanna))

    assert about.reference not in body(as_(cast.hanna).get(LIST))
    assert about.reference in body(as_(cast.iris).get(LIST))


def test_the_newest_comes_first_and_pages_go_on_where_the_last_one_ended(cast, linde):
    for days in range(PAGE + 10):
        report(cast.kees, linde, days=days + 1)
    known = Known(cast.hanna, timezone.localdate(), Narrowing(), timezone.now())
    rows = known_to(cast.hanna, timezone.localdate())
    everything = list(rows.order_by("-happened_at", "-dossier").values_list("pk", flat=True))

    first = page_of(known, None)
    second = page_of(known, Cursor.read(first.older))
    back = page_of(known, Cursor.read(second.newer, is_newer=True))

    assert [*first.keys, *second.keys] == everything
    assert back.keys == first.keys
    assert (first.newer, second.older) == ("", "")


def test_incidents_of_the_same_moment_are_neither_lost_nor_shown_twice(cast, linde):
    for _ in range(PAGE + 3):
        report(cast.kees, linde)
    Incident.objects.update(happened_at=timezone.now() - timedelta(days=3))
    known = Known(cast.hanna, timezone.localdate(), Narrowing(), timezone.now())

    first = page_of(known, None)
    second = page_of(known, Cursor.read(first.older))

    assert len({*first.keys, *second.keys}) == PAGE + 3


@pytest.mark.parametrize("place", ["", "x", "1", "1.", ".1", "9" * 40 + ".1", "9" * 30 + ".1", "-1.2", "١.١"])
def test_an_altered_place_in_the_list_leads_to_its_beginning(place):
    assert Cursor.read(place) is None


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        ({}, True),
        ({"category": "physical_violence"}, True),
        ({"category": "theft"}, False),
        ({"place": "playground"}, True),
        ({"place": "gym"}, False),
        ({"severity": "minor"}, True),
        ({"severity": "not_assessed"}, False),
        ({"state": "open"}, True),
        ({"state": "closed"}, False),
        ({"since": "2099-01-01"}, False),
        ({"until": "2001-01-01"}, False),
        ({"since": "not a day", "category": "' OR 1=1", "pupil": "x", "school": "9999"}, True),
    ],
)
def test_a_filter_leaves_what_it_says(as_, cast, fight, asked, finds):
    record(fight, an_act("assess", cast.hanna, facts=[Assessment(severity="minor", injury="none")]))

    assert (fight.reference in body(as_(cast.hanna).get(LIST, asked))) is finds


def test_overdue_is_open_with_a_term_in_the_past(cast, fight, linde):
    later = timezone.now() + timedelta(days=30)
    rows = known_to(cast.hanna, timezone.localdate())

    assert not Narrowing(state="overdue").of(rows, timezone.now() - timedelta(days=1)).exists()
    assert Narrowing(state="overdue").of(rows, later).exists()


def test_a_pupil_is_found_by_name_without_accents_and_opened_by_number(as_, cast, linde, pupils):
    found = report(cast.kees, linde, Subject(role="victim", pupil=pupils.zoe))
    other = report(cast.kees, linde, Subject(role="victim", pupil=pupils.bram))

    answer = as_(cast.hanna).post(LIST, {"words": "zoe yil", "in": "pupils"})

    assert answer.status_code == 302
    assert answer["Location"] == f"{LIST}?pupil={pupils.zoe.pk}"
    page = body(as_(cast.hanna).get(answer["Location"]))
    assert found.reference in page
    assert other.reference not in page


def test_a_pupil_outside_what_one_may_read_is_not_found_by_name_or_number(as_, cast, fight, pupils):
    """Refusal is "not found": that something exists may be a secret too."""
    answer = as_(cast.nadia).post(LIST, {"words": "Aya", "in": "pupils"})

    assert answer.status_code == 200
    assert f"pupil={pupils.aya.pk}" not in body(answer)
    assert as_(cast.nadia).get(LIST, {"pupil": pupils.aya.pk}).status_code == 404


def test_names_and_words_that_were_searched_stand_in_no_address(as_, cast, linde, fight):
    report(cast.kees, linde, text="Een schommel brak.")

    for where in ("pupils", "texts"):
        answer = as_(cast.hanna).post(LIST, {"words": "schommel", "in": where})
        assert "schommel" not in answer.get("Location", "")
        addresses = [part.split('"')[0] for part in body(answer).split('href="')[1:]]
        assert not [address for address in addresses if "schommel" in address]


def test_words_are_found_in_sealed_text_whatever_their_accents(as_, cast, linde, fight):
    found = report(cast.kees, linde, text="Een ZOËKTOCHT naar de fiets, met succès.")

    page = body(as_(cast.hanna).post(LIST, {"words": "zoektocht succes", "in": "texts"}))

    assert found.reference in page
    assert fight.reference not in page
    assert "fiets" not in page


def test_every_word_must_occur(as_, cast, fight):
    page = body(as_(cast.hanna).post(LIST, {"words": "schommel olifant", "in": "texts"}))

    assert fight.reference not in page


def test_texts_that_somebody_may_not_read_are_not_searched(as_, cast, fight, pupils):
    """The reporter knows the incident, not what the parents of another teacher's pupil were told."""
    told = ParentsTold(pupil=pupils.cas, told_by=cast.otto, how="phone")
    record(fight, an_act("tell_parents", cast.otto, text="Vader schrok van het nieuws.", facts=[told]))

    assert fight.reference in body(as_(cast.hanna).post(LIST, {"words": "schrok", "in": "texts"}))
    assert fight.reference not in body(as_(cast.mina).post(LIST, {"words": "schrok", "in": "texts"}))


def test_searching_is_not_reading(as_, cast, fight):
    as_(cast.hanna).post(LIST, {"words": "schommel", "in": "texts"})

    assert not Reading.objects.exists()


def test_one_letter_is_not_searched(as_, cast, fight):
    assert fight.reference not in body(as_(cast.hanna).post(LIST, {"words": "a", "in": "texts"}))


def queries(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    return len(asked)


def test_the_list_asks_as_many_questions_for_forty_incidents_as_for_one(as_, cast, linde, pupils, fight):
    browser = as_(cast.hanna)
    for_one = queries(browser, LIST)
    for _ in range(40):
        report(cast.kees, linde, Subject(role="victim", pupil=pupils.bram))

    assert queries(browser, LIST) == for_one
