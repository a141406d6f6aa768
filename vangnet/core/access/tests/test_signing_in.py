"""Signing in takes two steps for everybody who has a second one; each proof counts once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from vangnet.conftest import PASSWORD, proven
from vangnet.core.access.models import SecondFactor
from vangnet.core.access.second_factor import totp
from vangnet.core.mail.models import OutgoingMail

from .keyring import Device
from .scenes import (
    ASKED,
    a_browser,
    at_the_door,
    code_now,
    give_app,
    give_codes,
    give_passkey,
    is_in,
)
from .test_demanded import agree

pytestmark = pytest.mark.django_db(databases="__all__")
QUESTION, OWN_QUESTION = "/account/second-factor/passkey/question/", "/account/second-factor/question/"
PASSKEY_ALONE = "/account/second-factor/passkey/sign-in/"


# RFC 6238, appendix B: the SHA-1 rows, of which an app shows the last six figures.
@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_the_code_is_the_one_of_the_standard(seconds, shown):
    assert totp.code(b"12345678901234567890", seconds // totp.SECONDS) == shown


def test_the_password_alone_signs_nobody_in(cast):
    give_app(cast.mina)

    browser = at_the_door(cast.mina)

    assert not is_in(browser)
    assert browser.get("/").status_code == 302
    assert browser.get(ASKED).status_code == 200


def test_the_code_of_the_app_is_the_second_step(cast):
    give_app(cast.mina)
    browser = at_the_door(cast.mina)

    answer = browser.post(ASKED, {"code": code_now()})

    assert (answer.status_code, answer.url) == (302, "/")
    assert browser.get("/").context["viewer_name"] == "Mina Test"


@pytest.mark.parametrize("code", ["000000", "", "geen code", "1" * 20, "０１２３４５"])
def test_another_code_is_refused_with_words(cast, code):
    give_app(cast.mina)
    browser = at_the_door(cast.mina)

    answer = browser.post(ASKED, {"code": code})

    assert answer.status_code == 422
    assert not is_in(browser)


def test_a_code_that_was_used_is_refused(cast):
    give_app(cast.mina)
    code = code_now()
    at_the_door(cast.mina).post(ASKED, {"code": code})
    second = at_the_door(cast.mina)

    answer = second.post(ASKED, {"code": code})

    assert answer.status_code == 422
    assert "used already" in answer.content.decode()
    assert not is_in(second)


def test_an_older_code_than_the_last_one_is_refused(cast):
    give_app(cast.mina)
    at_the_door(cast.mina).post(ASKED, {"code": code_now(later=timedelta(seconds=30))})

    assert at_the_door(cast.mina).post(ASKED, {"code": code_now()}).status_code == 422


def test_after_five_wrong_codes_the_right_one_is_refused_too_and_its_owner_hears_of_it(cast):
    give_app(cast.mina)
    browser = at_the_door(cast.mina)
    for _ in range(5):
        browser.post(ASKED, {"code": "000000"})

    answer = browser.post(ASKED, {"code": code_now()})

    assert answer.status_code == 422
    assert "too often" in answer.content.decode()
    assert not is_in(browser)
    assert OutgoingMail.objects.filter(to="mina@example.org", cause__startswith="wrong-codes").count() == 1


def test_wrong_codes_of_one_hold_up_nobody_else(cast):
    give_app(cast.mina)
    give_app(cast.otto)
    browser = at_the_door(cast.mina)
    for _ in range(30):
        browser.post(ASKED, {"code": "000000"})

    other = at_the_door(cast.otto)
    other.post(ASKED, {"code": code_now()})

    assert is_in(other)


def test_a_recovery_code_lets_in_once_and_its_owner_hears_of_it(cast):
    give_app(cast.mina)
    code = give_codes(cast.mina)[3]
    browser = at_the_door(cast.mina)

    browser.post(ASKED, {"code": code.lower().replace("-", " ")})

    assert is_in(browser)
    page = browser.get("/", follow=True).content.decode()
    assert "9 recovery codes left" in page
    mail = OutgoingMail.objects.get(cause__startswith="recovery-code")
    assert (mail.to, code in mail.body, "9" in mail.body) == ("mina@example.org", False, True)
    again = at_the_door(cast.mina)
    assert again.post(ASKED, {"code": code}).status_code == 422


def test_when_few_codes_are_left_it_says_so(cast):
    give_app(cast.mina)
    code = give_codes(cast.mina)[0]
    SecondFactor.objects.filter(pk__in=SecondFactor.objects.unused_codes()[1:7]).update(
        used_at=timezone.now()
    )
    browser = at_the_door(cast.mina)

    browser.post(ASKED, {"code": code})

    assert "Make new ones today" in browser.get("/").content.decode()


def test_somebody_elses_code_opens_nothing(cast):
    give_app(cast.mina)
    give_app(cast.otto)
    code = give_codes(cast.otto)[0]

    assert at_the_door(cast.mina).post(ASKED, {"code": code}).status_code == 422


# Passkeys


@pytest.fixture
def device(cast, as_) -> Device:
    """Mina's telephone, which knows a passkey of hers."""
    browser = as_(cast.mina)
    browser.defaults["HTTP_HOST"] = "localhost"
    return give_passkey(browser)


def test_a_passkey_is_the_second_step(cast, device):
    browser = at_the_door(cast.mina)
    options = browser.post(OWN_QUESTION).json()

    browser.post(ASKED, {"credential": device.prove(options)})

    assert is_in(browser)


def test_a_passkey_alone_signs_in_for_it_is_both_factors(cast, device):
    browser = a_browser()
    options = browser.post(QUESTION).json()

    answer = browser.post(PASSKEY_ALONE, {"credential": device.prove(options), "next": "/incidents/"})

    assert (answer.status_code, answer.url) == (302, "/incidents/")
    assert browser.get("/").context["viewer_name"] == "Mina Test"


def test_a_passkey_leads_to_no_page_of_somebody_else(cast, device):
    browser = a_browser()
    options = browser.post(QUESTION).json()

    answer = browser.post(
        PASSKEY_ALONE, {"credential": device.prove(options), "next": "https://example.com/"}
    )

    assert answer.url == "/"


def test_the_passkeys_own_question_is_asked_once(cast, device):
    browser = a_browser()
    proof = device.prove(browser.post(QUESTION).json())
    browser.post(PASSKEY_ALONE, {"credential": proof})
    browser.post("/account/logout/")

    answer = browser.post(PASSKEY_ALONE, {"credential": proof})

    assert answer.url == "/account/login/"
    assert not is_in(browser)


def test_the_question_of_another_browser_is_not_answered(cast, device):
    asked, other = a_browser(), a_browser()
    other.post(QUESTION)

    other.post(PASSKEY_ALONE, {"credential": device.prove(asked.post(QUESTION).json())})

    assert not is_in(other)


@pytest.mark.parametrize(
    "changed",
    [
        {"origin": "https://vangnet-inloggen.example"},
        {"origin": "http://kwaad.localhost"},
        {"party": "vangnet-inloggen.example"},
        {"verifies": False},
        {"owner": b"Mg"},
        {"owner": b"OTk5OTk"},
        {"credential": b"another credential"},
        {"key": Device().key},
    ],
    ids=lambda changed: "-".join(changed),
)
def test_an_answer_that_is_not_wholly_right_lets_nobody_in(cast, device, changed):
    """A false page, a device that asked its owner nothing, another account, another key."""
    for name, value in changed.items():
        setattr(device, name, value)
    browser = a_browser()

    answer = browser.post(PASSKEY_ALONE, {"credential": device.prove(browser.post(QUESTION).json())})

    assert answer.url == "/account/login/"
    assert not is_in(browser)


def test_a_copied_device_is_noticed_by_its_numbers(cast, as_):
    browser = as_(cast.mina)
    browser.defaults["HTTP_HOST"] = "localhost"
    device = give_passkey(browser, Device(counts=True, counter=6))
    for counter, comes_in in ((8, True), (8, False), (3, False), (9, True)):
        device.counter = counter - 1
        door = a_browser()
        door.post(PASSKEY_ALONE, {"credential": device.prove(door.post(QUESTION).json())})
        assert is_in(door) is comes_in, counter


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{}",
        "[]",
        "3",
        "null",
        "geen json",
        '{"response": {}}',
        '{"response": {"userHandle": 3}}',
        '{"response": {"userHandle": "MQ", "clientDataJSON": "", "authenticatorData": "AA", "signature": ""}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "MQ", "clientDataJSON": "e30",'
        ' "authenticatorData": "AAAA", "signature": "AAAA"}}',
    ],
)
def test_nonsense_instead_of_a_passkey_is_refused_calmly(cast, device, sent):
    alone, after_password = a_browser(), at_the_door(cast.mina)
    alone.post(QUESTION)
    after_password.post(OWN_QUESTION)

    assert alone.post(PASSKEY_ALONE, {"credential": sent}).status_code == 302
    assert after_password.post(ASKED, {"credential": sent}).status_code == 422
    assert not is_in(alone)
    assert not is_in(after_password)


@pytest.mark.parametrize("credential", ["{}", "[]", "null", "0", '""', " ", "false", None])
@pytest.mark.parametrize("code", ["", " ", "0", None])
def test_who_proves_nothing_is_not_let_in_however_it_is_sent(cast, device, credential, code):
    browser = at_the_door(cast.mina)
    sent = {"credential": credential, "code": code, "next": "/"}

    answer = browser.post(ASKED, {name: value for name, value in sent.items() if value is not None})

    assert answer.status_code == 422
    assert not is_in(browser)


def test_who_has_no_appointment_any_more_does_not_come_in_with_a_passkey(cast, device):
    cast.mina.appointments.update(last_on=timezone.localdate() - timedelta(days=1))
    browser = a_browser()

    browser.post(PASSKEY_ALONE, {"credential": device.prove(browser.post(QUESTION).json())})

    assert not is_in(browser)


def test_a_passkey_that_was_taken_away_opens_nothing(cast, device):
    SecondFactor.objects.filter(kind="passkey").delete()
    browser = a_browser()

    browser.post(PASSKEY_ALONE, {"credential": device.prove(browser.post(QUESTION).json())})

    assert not is_in(browser)


def test_the_sign_in_page_starts_anew_for_the_next_person_on_a_shared_computer(cast):
    give_app(cast.mina)
    browser = at_the_door(cast.mina)

    assert browser.get("/account/login/").status_code == 200
    browser.post("/account/login/", {"login": "marit@example.org", "password": PASSWORD})

    assert browser.get("/").context["viewer_name"] == "Marit Test"


# Through the school's own sign-in


@pytest.fixture
def at_provider(monkeypatch):
    """As if the school's own sign-in asked for a second factor, and that counts (`oidc/second_factor.py`)."""
    monkeypatch.setattr("vangnet.core.access.second_factor.stage.proved_at_provider", lambda *_who: True)


def test_where_the_school_asked_for_a_second_factor_ours_is_not_asked_or_demanded(cast, at_provider):
    give_app(cast.otto)

    assert at_the_door(cast.mina).get("/").status_code == 200
    assert at_the_door(cast.otto).get("/").status_code == 200


def test_where_only_passkeys_count_the_school_does_not_do(cast, at_provider):
    agree(cast, "passkeys_only", 1)

    assert at_the_door(cast.mina).get("/").url == "/account/second-factor/"


def test_after_a_while_the_school_is_asked_again(cast, fight, at_provider):
    browser = at_the_door(cast.hanna)
    proven(browser, cast.hanna.account, ago=timedelta(minutes=16), by="provider")

    page = browser.get(fight.page_url, follow=True)

    assert page.redirect_chain[-1][0] == f"/account/login/?next={fight.page_url}"
    assert not is_in(browser)


def test_a_question_for_nobody_is_not_answered():
    assert Client().post(OWN_QUESTION).status_code == 404
