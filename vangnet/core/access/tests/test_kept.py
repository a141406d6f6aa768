"""A form that was sent after the session had ended comes back to its writer, and to nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from vangnet.conftest import PASSWORD, proven
from vangnet.core.access import kept
from vangnet.core.access.kept import KeptForm
from vangnet.core.access.models import Account
from vangnet.core.access.sessions import Session
from vangnet.core.dossiers.models import Dossier, Entry
from vangnet.incidents.tests.test_report import filled_in

from .test_sessions import LOGIN, move, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")

TOLD = "Bram trok de muts van Aya weg en zij huilde."
REPORT = "/incidents/report/"


@pytest.fixture
def too_late(cast):
    """Mina's browser after she sent a report half an hour too late, and the answer."""
    browser = signed_in()
    told = filled_in(text=TOLD)
    move(browser, seen_at=timedelta(minutes=31))
    return browser, browser.post(REPORT, told)


def come_back(browser, email="mina@example.org", address="/account/login/?next=/account/kept/"):
    """The sign-in with its second step, and on to the page that was asked for."""
    answer = browser.post(address, {"login": email, "password": PASSWORD, "next": "/account/kept/"})
    assert answer.url == "/account/kept/"
    proven(browser, Account.objects.get(email=email), ago=timedelta(0))
    browser.cookies["django_language"] = "en"
    return browser.get(answer.url)


def send_now(browser, page):
    return browser.post(page.context["posted"].address, dict(_lists(page.context["posted"].fields)))


def _lists(fields):
    names = dict.fromkeys(name for name, _value in fields)
    return {name: [value for each, value in fields if each == name] for name in names}.items()


def test_the_person_is_told_and_after_signing_in_the_text_is_there_and_is_sent_once(too_late):
    browser, answer = too_late
    assert answer.url.startswith(LOGIN)
    assert "is kept: sign in" in browser.get(answer.url).content.decode()

    page = come_back(browser, address=answer.url)

    assert TOLD in page.content.decode()
    assert not Dossier.objects.exists(), "nothing is recorded before she says so"
    assert send_now(browser, page).status_code == 303
    assert send_now(browser, page).status_code == 303
    assert Entry.objects.get().text == TOLD


def test_the_table_holds_nothing_that_can_be_read(too_late):
    row = KeptForm.objects.get()

    assert b"muts" not in bytes(row.sealed)
    assert b"report" not in bytes(row.sealed)
    assert "muts" not in str(list(Session.objects.values_list("session_data", flat=True)))


def test_a_colleague_who_signs_in_at_that_screen_does_not_get_it(too_late):
    browser, _answer = too_late

    page = come_back(browser, "otto@example.org")

    assert TOLD not in page.content.decode()
    assert "belongs to somebody else" in page.content.decode()


def test_on_another_device_it_is_not_there(too_late):
    assert TOLD not in come_back(Client()).content.decode()


def test_after_half_a_day_it_is_gone(too_late):
    browser, _answer = too_late
    later = timezone.now() + timedelta(hours=13)
    kept.forget(later)

    assert not KeptForm.objects.exists()
    assert TOLD not in come_back(browser).content.decode()


def test_who_throws_it_away_has_thrown_it_away(too_late):
    browser, _answer = too_late
    come_back(browser)

    browser.post("/account/kept/")

    assert not KeptForm.objects.exists()


def test_a_changed_cookie_opens_nothing(too_late):
    browser, _answer = too_late
    number = browser.cookies[kept.COOKIE].value.split(".")[0]
    for word in ("", "x", "A" * 44, "é"):
        browser.cookies[kept.COOKIE] = f"{number}.{word}"
        assert TOLD not in come_back(browser).content.decode()


def test_where_nobody_knows_whose_it_is_the_words_stay_on_the_page_alone(cast):
    answer = Client().post(REPORT, filled_in(text=TOLD))

    assert answer.status_code == 401
    assert TOLD in answer.content.decode()
    assert not KeptForm.objects.exists()


def test_a_search_inside_a_form_by_who_is_signed_out_leaves_the_form_alone(cast):
    """The script on the page says why (`in_passing.js`); an answer with a page would take the form's place."""
    answer = Client().post(REPORT, {"search": "aya"}, HTTP_HX_REQUEST="true")

    assert answer.status_code == 401
    assert answer.content == b""


def test_no_more_than_five_wait_for_one_person(cast):
    for _ in range(7):
        browser = signed_in()
        move(browser, seen_at=timedelta(minutes=31))
        browser.post(REPORT, filled_in(text=TOLD))

    assert KeptForm.objects.count() == 5
