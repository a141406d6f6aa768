"""A lost telephone: the second step is taken away, everybody concerned hears of it, and nobody gets in by it."""

from argparse import Namespace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from vangnet.config.commands import reset_second_factor
from vangnet.core.access.models import SecondFactor, SecondFactorReset
from vangnet.core.mail.models import OutgoingMail

from .scenes import ASKED, at_the_door, code_now, give_app, give_codes, give_passkey, is_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def lost(cast):
    """Mina signed in on the telephone that she lost; it is still signed in."""
    browser = at_the_door(cast.mina)
    give_passkey(browser)
    assert browser.get("/").status_code == 200
    return browser


def take_away(browser, person, reason="Telefoon kwijt"):
    return browser.post(f"/account/second-factor/resets/{person.account.pk}/", {"reason": reason})


def test_the_administrator_takes_it_away_and_everything_that_it_opened_closes(cast, as_, lost):
    code = give_codes(cast.mina)[0]

    answer = take_away(as_(cast.ada), cast.mina)

    assert answer.url == "/account/second-factor/resets/"
    assert not SecondFactor.objects.of(cast.mina.account.pk).exists()
    assert lost.get("/").url.startswith("/account/login/")
    assert not is_in(lost)
    browser = at_the_door(cast.mina)
    assert browser.get("/").url == "/account/second-factor/", (
        "the password is still asked, and then it is set up anew"
    )
    assert browser.post(ASKED, {"code": code}).status_code == 302
    assert browser.get("/").url == "/account/second-factor/"


def test_it_is_kept_and_told_to_the_colleague_and_the_data_protection_officer(cast, as_, lost):
    take_away(as_(cast.ada), cast.mina)

    kept = SecondFactorReset.objects.get()
    assert (kept.person, kept.by, kept.reason) == (cast.mina, cast.ada, "Telefoon kwijt")
    told = OutgoingMail.objects.filter(cause__startswith="second-factor-reset")
    assert set(told.values_list("to", flat=True)) == {"mina@example.org", "fenna@example.org"}
    assert not any("Mina" in mail.body or "Telefoon" in mail.body for mail in told)
    page = as_(cast.fenna).get("/account/second-factor/resets/").content.decode()
    assert all(word in page for word in ("Mina Test", "Ada Test", "Telefoon kwijt"))


def test_the_administrator_does_not_come_in_by_it(cast, as_, lost):
    """Without the password there is no sign-in, and the page shows no code."""
    page = take_away(as_(cast.ada), cast.mina)
    shown = as_(cast.ada).get(page.url).content.decode()

    assert "otpauth" not in shown
    assert not is_in(at_the_door(cast.mina, "geraden wachtwoord"))


def test_a_reason_is_needed(cast, as_, lost):
    assert take_away(as_(cast.ada), cast.mina, reason="").status_code == 422
    assert SecondFactor.objects.of(cast.mina.account.pk).exists()


@pytest.mark.parametrize("who", ["hanna", "mina", "otto", "carla", "bas", "fenna"])
def test_nobody_else_can(cast, as_, who):
    give_app(cast.kees)

    assert take_away(as_(getattr(cast, who)), cast.kees).status_code == 404
    assert SecondFactor.objects.of(cast.kees.account.pk).exists()


def test_nobody_can_for_himself(cast, as_):
    give_app(cast.ada)

    assert take_away(as_(cast.ada), cast.ada).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondFactorReset.objects.create(person=cast.ada, by=cast.ada, reason="x", at=timezone.now())


def test_the_administrator_finds_it_beside_each_person_and_a_head_does_not(cast, as_):
    mine = f"/account/second-factor/resets/{cast.kees.account.pk}/"

    assert (
        mine
        in as_(cast.ada)
        .get(f"/office/staff/?school={cast.kees.appointments.get().school_id}")
        .content.decode()
    )
    assert mine not in as_(cast.hanna).get("/office/staff/").content.decode()


def test_a_session_that_begins_after_it_goes_on(cast, as_, lost):
    take_away(as_(cast.ada), cast.mina)
    browser = at_the_door(cast.mina)
    give_passkey(browser)

    assert browser.get("/").status_code == 200


def test_the_only_administrator_is_let_in_again_from_the_server(cast, capsys):
    give_app(cast.ada)

    assert reset_second_factor.run(Namespace(email="ADA@example.org", reason="telefoon kwijt")) == 0

    assert at_the_door(cast.ada).get("/").url == "/account/second-factor/"
    kept = SecondFactorReset.objects.get()
    assert (kept.person, kept.by) == (cast.ada, None)
    assert OutgoingMail.objects.filter(to="fenna@example.org").exists()


def test_the_server_says_that_it_knows_nobody_by_that_name(db, capsys):
    assert reset_second_factor.run(Namespace(email="niemand@example.org", reason="x")) == 2


def test_a_code_of_the_app_that_was_taken_away_is_worth_nothing(cast, as_):
    give_app(cast.mina)
    take_away(as_(cast.ada), cast.mina)

    browser = at_the_door(cast.mina)
    browser.post(ASKED, {"code": code_now()})

    assert browser.get("/").url == "/account/second-factor/"
