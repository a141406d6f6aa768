"""A stranger who guesses is slowed; the teacher whose address he types signs in from her own device at once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from vangnet.conftest import PASSWORD
from vangnet.core.access import limits
from vangnet.core.access.devices import COOKIE, Device
from vangnet.core.access.limits import FailedSignIn, Try, network

pytestmark = pytest.mark.django_db(databases="__all__")

MINA, LOGIN = "mina@example.org", "/account/login/"


def sign_in(browser, password=PASSWORD, email=MINA, **more):
    return browser.post(LOGIN, {"login": email, "password": password}, **more)


def is_in(answer):
    return answer.status_code == 302


@pytest.fixture
def her_device(cast):
    """A browser in which Mina has signed in before, and is signed out now."""
    browser = Client()
    assert is_in(sign_in(browser))
    browser.post("/account/logout/")
    return browser


def a_stranger_hammers(times, email=MINA):
    for number in range(times):
        address = f"198.51.{number // 250}.{number % 250}"
        sign_in(Client(REMOTE_ADDR=address), "geraden wachtwoord", email=email)


def test_after_a_thousand_guesses_from_everywhere_the_teacher_signs_in_from_her_device_at_once(her_device):
    a_stranger_hammers(50)
    for number in range(950):  # the same, without the page around it
        Try.of(f"192.0.{number // 250}.{number % 250}", MINA, "").admit(timezone.now())

    stranger = sign_in(Client(REMOTE_ADDR="203.0.113.9"))

    assert not is_in(stranger), "even with the right password, found by guessing"
    assert "went wrong too often" in stranger.content.decode()
    assert is_in(sign_in(her_device))


def test_refused_guesses_do_not_fill_the_table(cast):
    a_stranger_hammers(60)

    assert FailedSignIn.objects.count() == 20


def test_who_guesses_at_many_accounts_from_one_address_is_stopped_there_and_nowhere_else(her_device):
    for number in range(40):
        sign_in(Client(REMOTE_ADDR="203.0.113.9"), "mis", email=f"iemand{number}@example.org")

    assert not is_in(sign_in(Client(REMOTE_ADDR="203.0.113.9")))
    assert is_in(sign_in(Client(REMOTE_ADDR="203.0.113.10")))
    her_device.defaults["REMOTE_ADDR"] = "203.0.113.9"
    assert is_in(sign_in(her_device)), "a pupil on the school's own network can't keep the teachers out"


def test_five_guesses_at_one_account_from_one_address_are_enough_for_five_minutes(cast):
    for _ in range(5):
        sign_in(Client(), "mis")

    assert not is_in(sign_in(Client()))
    FailedSignIn.objects.update(at=timezone.now() - timedelta(minutes=6))
    assert is_in(sign_in(Client()))


def test_a_stolen_device_can_guess_as_little(her_device, cast):
    for _ in range(10):
        assert not is_in(sign_in(her_device, "mis"))

    assert not is_in(sign_in(her_device))


def test_a_device_is_known_for_the_account_that_signed_in_there_and_for_no_other(her_device):
    a_stranger_hammers(30, email="otto@example.org")

    assert not is_in(sign_in(her_device, email="otto@example.org"))


def test_who_signs_in_well_leaves_no_failure_behind(cast):
    for _ in range(30):
        assert is_in(sign_in(Client()))

    assert not FailedSignIn.objects.exists()


def test_the_cookie_of_a_device_is_out_of_reach_and_is_not_what_the_table_holds(her_device, cast):
    cookie = her_device.cookies[COOKIE]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert Device.objects.get(account=cast.mina.account).token != cookie.value


def test_a_word_that_a_colleague_put_into_her_browser_is_worth_nothing_after_she_signs_in(cast):
    otto, mina = Client(), Client()
    sign_in(otto, email="otto@example.org")
    planted = otto.cookies[COOKIE].value
    mina.cookies[COOKIE] = planted

    sign_in(mina)

    assert mina.cookies[COOKIE].value != planted
    a_stranger_hammers(30)
    stranger = Client()
    stranger.cookies[COOKIE] = planted
    assert not is_in(sign_in(stranger))


def test_a_link_from_the_mail_makes_a_way_in_on_a_new_device_while_strangers_hammer(cast, mailed):
    a_stranger_hammers(30)
    new = Client()
    new.post("/account/password/reset/", {"email": MINA})
    link = mailed.link("mina@example.org", "/password/reset/key/")
    form = new.get(link, follow=True)
    chosen = new.post(
        form.request["PATH_INFO"], {"password1": "nieuwe lange zin", "password2": "nieuwe lange zin"}
    )

    assert chosen.status_code == 302
    assert "_auth_user_id" not in new.session, "the mail alone signs nobody in"
    assert is_in(sign_in(new, "nieuwe lange zin"))


@pytest.mark.parametrize(("count", "refused"), [(0, False), (1, True)])
def test_an_address_that_somebody_writes_himself_counts_only_when_a_proxy_vouches(
    cast, settings, count, refused
):
    """Without a proxy the header says nothing; behind one only the last address, which the proxy adds, does."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = count
    for number in range(6):
        forged = f"192.0.2.{number}, 203.0.113.9"
        sign_in(Client(REMOTE_ADDR=f"10.0.0.{number}"), "mis", HTTP_X_FORWARDED_FOR=forged)

    answer = sign_in(Client(REMOTE_ADDR="10.0.0.99"), HTTP_X_FORWARDED_FOR="192.0.2.200, 203.0.113.9")

    assert is_in(answer) is not refused


def test_one_household_has_one_network():
    assert network("2001:db8:1:2:3:4:5:6") == network("2001:db8:1:2::1") != network("2001:db8:1:3::1")
    assert network("::ffff:192.0.2.1") == network("192.0.2.1")


def test_no_address_and_no_name_stands_in_the_table(cast):
    sign_in(Client(REMOTE_ADDR="203.0.113.9"), "mis")

    row = FailedSignIn.objects.values().get()
    assert "203.0.113" not in str(row)
    assert "mina" not in str(row)


def test_failures_are_forgotten_after_a_day(db):
    now = timezone.now()
    Try.of("192.0.2.1", MINA, "").admit(now - timedelta(days=2))
    Try.of("192.0.2.1", MINA, "").admit(now)

    limits.forget(now)

    assert FailedSignIn.objects.count() == 1
