"""The choice of light or dark: a plain form, a cookie, and no way to be sent elsewhere."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from vangnet.ui.appearance import Theme, theme_of
from vangnet.ui.views import theme

COOKIE = settings.THEME_COOKIE_NAME


def choose(**fields):
    return theme(RequestFactory().post("/theme/", fields))


def test_the_choice_is_kept_and_leads_back_to_the_page():
    response = choose(theme="dark", next="/incidents/?page=2")

    assert response.cookies[COOKIE].value == "dark"
    assert response.cookies[COOKIE]["httponly"]
    assert response.url == "/incidents/?page=2"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_the_form_leads_to_no_other_site(elsewhere):
    assert choose(theme="dark", next=elsewhere).url == "/"


def test_an_unknown_theme_changes_nothing():
    assert COOKIE not in choose(theme="purple", next="/").cookies


def test_a_link_cannot_change_the_theme():
    assert theme(RequestFactory().get("/theme/")).status_code == 405


@pytest.mark.parametrize(
    ("cookie", "expected"), [("light", Theme.LIGHT), ("x", Theme.DEVICE), ("", Theme.DEVICE)]
)
def test_the_device_decides_unless_the_reader_did(cookie, expected):
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = cookie

    assert theme_of(request) is expected
