"""A blanked screen shows a date and nothing else, on every page, until the person proves to be the same."""

from datetime import timedelta

import pytest
from django.test import Client

from vangnet.conftest import PASSWORD, proven

from .test_sessions import signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def blanked(cast):
    browser = signed_in()
    browser.post("/blank/")
    return browser


@pytest.mark.parametrize(
    "address", ["/", "/incidents/", "/account/sessions/", "/account/password/change/", "/nowhere/"]
)
def test_every_page_behind_the_back_button_is_the_neutral_one(blanked, address):
    assert blanked.get(address).url == "/blank/"


def test_what_is_sent_from_a_blanked_screen_is_not_recorded(blanked):
    assert blanked.post("/account/sessions/end/").url == "/blank/"


def test_the_screen_says_nothing_of_vangnet(blanked):
    page = blanked.get("/blank/").content.decode()

    assert "Vangnet" not in page
    assert "Mina" not in page


def test_the_way_back_asks_for_the_second_step_and_the_password_alone_is_not_enough(blanked, cast):
    assert blanked.post("/blank/back/").url == "/account/second-factor/again/?next=%2F"

    blanked.post("/account/reauthenticate/", {"password": PASSWORD})
    assert blanked.get("/").url == "/blank/"

    proven(blanked, cast.mina.account, ago=timedelta(seconds=-2))
    assert blanked.get("/").status_code == 200


def test_who_has_no_second_step_gives_the_password(cast):
    browser = Client()
    browser.post("/account/login/", {"login": "marit@example.org", "password": PASSWORD})
    browser.post("/blank/")
    answer = browser.post("/blank/back/")
    assert answer.url.startswith("/account/reauthenticate/")

    browser.post(answer.url, {"password": "mis"})
    assert browser.get("/").url == "/blank/"

    browser.post(answer.url, {"password": PASSWORD})
    assert browser.get("/").status_code == 200


def test_who_signs_out_and_in_again_is_back_too(blanked, cast):
    blanked.post("/account/logout/")
    blanked.post("/account/login/", {"login": "mina@example.org", "password": PASSWORD})
    proven(blanked, cast.mina.account, ago=timedelta(0))

    assert blanked.get("/").status_code == 200


def test_who_has_nothing_to_prove_it_with_is_signed_out(blanked, cast):
    account = cast.mina.account
    account.set_unusable_password()
    account.save()
    browser = Client()
    browser.force_login(account, backend="vangnet.core.access.backend.ByAppointment")
    browser.post("/blank/")

    assert browser.post("/blank/back/").url == "/account/login/"
    assert "_auth_user_id" not in browser.session


def test_it_works_with_a_stale_token_and_without_a_session(cast):
    browser = Client(enforce_csrf_checks=True)

    assert browser.post("/blank/").url == "/blank/"
    assert browser.get("/blank/").status_code == 200


def test_every_signed_in_page_has_the_button_and_the_key_can_be_turned_off(cast):
    browser = signed_in()
    assert "<blank-screen" in browser.get("/").content.decode()

    browser.post("/account/blank-key/", {"key": "off"})
    page = browser.get("/").content.decode()

    assert 'data-key="off"' in page
    assert 'action="/blank/"' in page
