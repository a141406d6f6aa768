"""Somebody at the sign-in page, with or without a second step."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from vangnet.conftest import PASSWORD
from vangnet.core.access.models import SecondFactor
from vangnet.core.access.second_factor import recovery, totp
from vangnet.core.people.models import Person

from .keyring import Device

HERE = "localhost"
SECRET = b"a secret of twenty b"
SIGN_IN, ASKED, AGAIN = (
    "/account/login/",
    "/account/second-factor/asked/",
    "/account/second-factor/again/",
)


def give_app(person: Person) -> SecondFactor:
    row = SecondFactor(account=person.account, kind="app", made_at=timezone.now())
    row.content = SECRET
    row.save()
    return row


def give_codes(person: Person) -> list[str]:
    return recovery.new_codes(person.account.pk, timezone.now())


def code_now(*, later: timedelta = timedelta(0)) -> str:
    return totp.code(SECRET, totp.step_of(timezone.now() + later))


def at_the_door(person: Person, password: str = PASSWORD, **more: str) -> Client:
    """A browser in which somebody has given the password."""
    browser = a_browser()
    browser.post(SIGN_IN, {"login": person.email, "password": password, **more})
    return browser


def a_browser() -> Client:
    browser = Client(headers={"host": HERE})
    browser.cookies["django_language"] = "en"
    return browser


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def give_passkey(browser: Client, device: Device | None = None, name: str = "My telephone") -> Device:
    """Let somebody who is signed in set up a passkey."""
    device = device or Device()
    options = browser.post("/account/second-factor/passkey/options/").json()
    answer = browser.post(
        "/account/second-factor/passkey/", {"credential": device.make(options), "name": name}
    )
    assert answer.status_code == 302, answer.content.decode()
    return device
