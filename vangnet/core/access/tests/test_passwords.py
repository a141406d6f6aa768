"""Passwords: long, of any signs, not of our own words, taken as typed."""

import pytest
from django.contrib.auth.password_validation import ValidationError, validate_password

from vangnet.config.tests.walk import page_of
from vangnet.core.access.models import Account

pytestmark = pytest.mark.django_db(databases="__all__")

LONG = "kwartel zeilt naar zee"


@pytest.mark.parametrize(
    "password", [LONG, "aaab cccd eeef", "ééééñññüüüß§§", "x1" * 40, "🌊" * 20 + "kwartel"]
)
def test_a_password_is_twelve_characters_or_more_of_any_kind(password):
    validate_password(password)
    with pytest.raises(ValidationError):
        validate_password(password[:11])


@pytest.mark.parametrize(
    "password",
    ["VangnetVangnet", "De Linde Wierden 1", "boomgaard2026", "Welkom Wierden 12", "basisschool-iep-01"],
)
def test_a_password_of_our_own_words_is_refused(password, linde):
    with pytest.raises(ValidationError, match="more of your own"):
        validate_password(password)


def test_our_own_words_among_others_are_no_matter(linde):
    validate_password("in Wierden zeilt de kwartel")


@pytest.mark.parametrize("typed", [f" {LONG}", f"{LONG} ", LONG.upper(), LONG[:-1]])
def test_it_is_taken_exactly_as_typed(cast, typed):
    account = Account.objects.get(person=cast.mina)
    account.set_password(LONG)

    assert account.check_password(LONG)
    assert not account.check_password(typed)


def test_changing_asks_for_the_old_one(cast, as_):
    browser = as_(cast.mina)
    browser.post("/account/password/change/", {"oldpassword": "x", "password1": LONG, "password2": LONG})

    assert not Account.objects.get(person=cast.mina).check_password(LONG)


def test_the_field_hides_it_and_lets_it_be_pasted(client):
    fields = [
        given
        for tag, given in page_of(client.get("/account/login/")).elements
        if given.get("name") == "password"
    ]

    assert [given["type"] for given in fields] == ["password"]
    assert fields[0]["autocomplete"] == "current-password"
    assert "onpaste" not in fields[0]
