"""Who did nothing for a while proves again before sealed text is shown, and loses nothing of what was being written."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vangnet.config.tests.test_every_address import rows, things  # noqa: F401 - fixtures
from vangnet.conftest import SESSIONS, proven
from vangnet.core.access.second_factor.proof import KEY
from vangnet.core.dossiers.models import Dossier, Entry
from vangnet.core.people.models import Person
from vangnet.incidents.tests.test_report import filled_in
from vangnet.incidents.tests.test_steps import filled

from .scenes import AGAIN, HERE, code_now, give_app, give_codes

pytestmark = pytest.mark.django_db(databases="__all__")
TOLD = "duwde Aya bij de schommel"


def away(person: Person, minutes: float) -> Client:
    """Somebody's browser, with nothing done in it for so many minutes."""
    browser = Client(headers={"host": HERE})
    browser.cookies[settings.SESSION_COOKIE_NAME] = SESSIONS[person.email]
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    proven(browser, person.account, ago=timedelta(minutes=minutes), by="app")
    return browser


def test_after_fifteen_minutes_a_dossier_asks_and_not_sooner(cast, fight):
    assert away(cast.hanna, 14.9).get(fight.page_url).status_code == 200

    answer = away(cast.hanna, 15.1).get(fight.page_url)

    assert answer.url == f"{AGAIN}?next=%2Fdossiers%2F{fight.reference}%2F"


def test_proving_leads_back_to_the_page_that_was_asked_for(cast, fight):
    give_app(cast.hanna)
    browser = away(cast.hanna, 20)
    page = browser.get(fight.page_url, follow=True)
    assert TOLD not in page.content.decode()

    answer = browser.post(AGAIN, {"code": code_now(), "next": fight.page_url})

    assert (answer.status_code, answer.url) == (302, fight.page_url)
    assert TOLD in browser.get(fight.page_url).content.decode()


def test_a_wrong_code_leads_nowhere_and_the_way_back_is_kept(cast, fight):
    give_app(cast.hanna)
    browser = away(cast.hanna, 20)

    answer = browser.post(AGAIN, {"code": "000000", "next": fight.page_url})

    assert answer.status_code == 422
    assert f'name="next" value="{fight.page_url}"' in answer.content.decode()
    assert browser.get(fight.page_url).status_code == 302


def test_a_recovery_code_proves_as_well(cast, fight):
    give_app(cast.hanna)
    code = give_codes(cast.hanna)[0]
    browser = away(cast.hanna, 20)

    browser.post(AGAIN, {"code": code, "next": fight.page_url})

    assert browser.get(fight.page_url).status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)", ""])
def test_the_way_back_is_never_to_another_site(cast, elsewhere):
    give_app(cast.hanna)

    answer = away(cast.hanna, 20).post(AGAIN, {"code": code_now(), "next": elsewhere})

    assert answer.url == "/"


# What is asked for, and what is not


def test_no_page_shows_what_was_told_to_who_was_away(rows, cast):  # noqa: F811
    """Every address there is, for everybody who handles the dossier or reads the reasons."""
    for name, url, _row in rows:
        for who in (cast.hanna, cast.mina, cast.fenna):
            told = b"".join(away(who, 20).get(url)).decode(errors="replace")
            assert TOLD not in told, (name, who)
            assert "Gesloten en lang" not in told or name.startswith(("dest", "dossier-dest")), (name, who)


def test_an_export_asks(cast, fight):
    assert away(cast.hanna, 20).get("/incidents/export.csv").url.startswith(AGAIN)


def test_the_reasons_for_breaking_the_glass_ask(cast):
    assert away(cast.fenna, 20).get("/dossiers/glass/broken/").url.startswith(AGAIN)


@pytest.mark.parametrize("page", ["/", "/incidents/", "/incidents/report/", "/incidents/year/"])
def test_pages_that_reveal_nothing_told_do_not_ask(cast, page):
    assert away(cast.hanna, 25).get(page).status_code == 200


def test_a_report_that_took_long_is_recorded(cast):
    answer = away(cast.mina, 25).post("/incidents/report/", filled_in())

    assert (answer.status_code, Dossier.objects.count()) == (303, 1)
    assert away(cast.mina, 25).get(answer.url).status_code == 200, "nor does its receipt ask"


def test_a_step_that_took_long_to_write_is_recorded(cast, fight):
    browser = away(cast.hanna, 25)

    answer = browser.post(f"{fight.page_url}steps/note/", filled(fight, text="Lang over nagedacht."))

    assert (answer.status_code, answer.url) == (303, fight.page_url)
    assert Entry.objects.get(dossier=fight, step="note").text == "Lang over nagedacht."
    assert browser.get(fight.page_url).url.startswith(AGAIN), "and then it asks"


def test_a_search_is_sent_on_with_its_words_in_no_address_and_no_session(cast, fight):
    give_app(cast.hanna)
    browser = away(cast.hanna, 20)
    words = {"words": "schommel", "in": "texts", "older": ""}

    asked = browser.post("/incidents/?state=open", words)

    page = asked.content.decode()
    assert 'name="words" value="schommel"' in page
    assert f'<form method="post" action="{AGAIN}">' in page
    assert fight.reference not in page
    assert "schommel" not in str(dict(browser.session.items()))
    answer = browser.post(AGAIN, {**words, "code": code_now(), "next": "/incidents/?state=open"})
    assert (answer.status_code, answer.url) == (307, "/incidents/?state=open")
    assert fight.reference in browser.post(answer.url, words).content.decode()


def test_a_search_by_the_name_of_a_pupil_does_not_ask(cast, fight):
    answer = away(cast.hanna, 20).post("/incidents/", {"words": "Aya", "in": "pupils"})

    assert not answer.get("Location", "").startswith(AGAIN)


# What it costs, and how long it lasts


def test_work_counts_as_being_there_and_is_written_once_a_minute(cast, fight):
    browser = away(cast.hanna, 14)
    browser.get("/")
    first = browser.session[KEY]["seen_at"]
    browser.get("/incidents/")

    assert browser.session[KEY]["seen_at"] == first
    assert timezone.now().timestamp() - first < 60
    assert browser.session[KEY]["proved_at"] < first - 800, "being there is no proof"


def test_who_was_away_too_long_is_not_there_again_by_opening_a_page_that_does_not_ask(cast, fight):
    browser = away(cast.hanna, 20)
    browser.get("/")

    assert browser.get(fight.page_url).url.startswith(AGAIN)


def test_a_school_asks_sooner(cast, fight, linde):
    browser = away(cast.hanna, 6)
    session = browser.session
    session[KEY] = session[KEY] | {"again_after": 5}
    session.save()

    assert browser.get(fight.page_url).url.startswith(AGAIN)


def test_being_there_costs_one_write_when_a_minute_has_gone_by_and_otherwise_none(cast):
    assert not [sql for sql in asked(away(cast.hanna, 0)) if not sql.startswith("SELECT")]
    assert len([sql for sql in asked(away(cast.hanna, 2)) if sql.startswith("UPDATE")]) == 1


def asked(browser: Client) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        browser.get("/ui/components/")
    return [query["sql"] for query in queries]
