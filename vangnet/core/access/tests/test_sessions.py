"""A session ends by idleness, after ten hours, by oneself from elsewhere, with a new password, with the last role."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from vangnet.conftest import PASSWORD, proven
from vangnet.core.access import forgetting, sessions
from vangnet.core.access.devices import Device
from vangnet.core.access.models import Account
from vangnet.core.access.session_limits import IDLE_MINUTES, SessionLimits, limits_of
from vangnet.core.access.sessions import Session, digest, ends_at
from vangnet.core.people.models import Appointment, SchoolRule

pytestmark = pytest.mark.django_db(databases="__all__")

LOGIN, WINDOWS = "/account/login/", "Mozilla/5.0 (Windows NT 10.0; Win64) Gecko/20100101 Firefox/140.0"


def signed_in(email="mina@example.org", **more):
    """A whole sign-in, the second step included."""
    browser = Client(**more)
    assert browser.post(LOGIN, {"login": email, "password": PASSWORD}).status_code == 302
    proven(browser, Account.objects.get(email=email), ago=timedelta(0))
    return browser


def row_of(browser):
    return Session.objects.get(pk=digest(browser.cookies[settings.SESSION_COOKIE_NAME].value))


def move(browser, **changes):
    """As if time had passed: what is in the session, and in the columns that come from it."""
    store = sessions.SessionStore(browser.cookies[settings.SESSION_COOKIE_NAME].value)
    for key, ago in changes.items():
        store[key] = (timezone.now() - ago).timestamp()
    store.save()


def is_out(answer):
    return answer.status_code == 302 and answer.url.startswith(LOGIN)


def test_half_an_hour_without_a_request_ends_it_and_the_person_is_told(cast):
    browser = signed_in()
    move(browser, seen_at=timedelta(minutes=29))
    assert browser.get("/").status_code == 200
    move(browser, seen_at=timedelta(minutes=31))

    answer = browser.get("/incidents/")

    assert is_out(answer)
    assert "you go on where you were" in browser.get(answer.url).content.decode()


def test_ten_hours_end_it_although_somebody_is_busy(cast):
    browser = signed_in()
    move(browser, began_at=timedelta(hours=10, minutes=1))

    assert is_out(browser.get("/"))


def test_the_table_is_written_once_a_minute_at_most(cast, django_assert_num_queries):
    browser = signed_in()
    browser.get("/")
    before = row_of(browser).seen_at

    browser.get("/")
    assert row_of(browser).seen_at == before

    move(browser, seen_at=timedelta(seconds=61))
    browser.get("/")
    assert row_of(browser).seen_at >= before


def test_a_school_may_shorten_it_and_not_lengthen_it(cast, linde):
    today = timezone.localdate()
    for value in (10, 45):
        SchoolRule.objects.create(
            school=linde, key=IDLE_MINUTES.key, value=value, since=today, source="plan", set_by=cast.hanna
        )
        assert limits_of(cast.mina, today).idle_minutes == min(value, 30)
    assert limits_of(cast.nadia, today) == SessionLimits(30, 10)


def test_what_the_own_school_agreed_holds_from_the_next_sign_in(cast, linde):
    SchoolRule.objects.create(
        school=linde,
        key=IDLE_MINUTES.key,
        value=5,
        since=timezone.localdate(),
        source="plan",
        set_by=cast.hanna,
    )
    browser = signed_in()
    move(browser, seen_at=timedelta(minutes=6))

    assert is_out(browser.get("/"))


def test_a_session_that_says_nothing_of_limits_gets_them_all_the_same(cast):
    browser = Client()
    browser.force_login(cast.mina.account, backend="vangnet.core.access.backend.ByAppointment")

    assert row_of(browser).expire_date <= timezone.now() + timedelta(minutes=30)


def test_the_end_is_the_earlier_of_both():
    now = timezone.now()
    data = {"began_at": now.timestamp(), "seen_at": now.timestamp(), "idle_minutes": 30, "longest_hours": 10}

    assert ends_at(data, now) - now == timedelta(minutes=30)
    late = data | {"began_at": (now - timedelta(hours=9, minutes=50)).timestamp()}
    assert abs(ends_at(late, now) - now - timedelta(minutes=10)) < timedelta(seconds=1)


def test_the_table_does_not_hold_what_opens_a_session(cast):
    browser = signed_in()

    assert not Session.objects.filter(pk=browser.cookies[settings.SESSION_COOKIE_NAME].value).exists()


def test_one_sees_where_one_is_signed_in_and_ends_one_of_them(cast):
    here, there = signed_in(HTTP_USER_AGENT=WINDOWS), signed_in()
    page = here.get("/account/sessions/")
    assert "Firefox, Windows" in page.content.decode()
    assert [each.is_here for each in page.context["sessions"]].count(True) == 1

    here.post(f"/account/sessions/{row_of(there).pk}/end/")

    assert is_out(there.get("/"))
    assert here.get("/").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(cast):
    mina, otto = signed_in(), signed_in("otto@example.org")

    assert otto.post(f"/account/sessions/{row_of(mina).pk}/end/").status_code == 404
    assert mina.get("/").status_code == 200


def test_signing_out_everywhere_is_everywhere(cast):
    browsers = [signed_in(), signed_in(), signed_in()]

    browsers[0].post("/account/sessions/end/")

    assert all(is_out(browser.get("/")) for browser in browsers)


def test_a_new_password_ends_all_other_sessions_at_once_and_is_told_by_mail(cast, mailed):
    here, there = signed_in(), signed_in()
    new = "een andere lange zin"

    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert here.get("/").status_code == 200
    assert is_out(there.get("/"))
    assert Session.objects.filter(account=cast.mina.account).exclude(device="").count() == 1
    assert "Vangnet: your password has changed" in mailed.subjects("mina@example.org")


def test_a_password_chosen_by_mail_ends_every_session_signs_nobody_in_and_is_told(cast, mailed):
    there, new = signed_in(), Client()
    new.post("/account/password/reset/", {"email": "mina@example.org"})
    page = new.get(mailed.link("mina@example.org", "/password/reset/key/"), follow=True)

    new.post(page.request["PATH_INFO"], {"password1": "een andere zin", "password2": "een andere zin"})

    assert is_out(there.get("/"))
    assert is_out(new.get("/"))
    assert "Vangnet: your password has changed" in mailed.subjects("mina@example.org")


def test_a_link_for_a_new_password_dies_with_the_last_appointment(cast, mailed):
    browser = Client()
    browser.post("/account/password/reset/", {"email": "mina@example.org"})
    link = mailed.link("mina@example.org", "/password/reset/key/")
    Appointment.objects.filter(person=cast.mina).update(last_on=timezone.localdate() - timedelta(days=1))

    assert "no longer works" in browser.get(link, follow=True).content.decode()


def test_who_has_no_appointment_gets_no_link_and_the_page_says_the_same(cast, mailed):
    known, unknown = Client(), Client()

    pages = [
        browser.post(
            "/account/password/reset/", {"email": f"{name}@example.org"}, follow=True
        ).content.decode()
        for browser, name in ((known, "mina"), (unknown, "wim"))
    ]

    without_tokens = [re.sub(r'value="\w{64}"', "", page) for page in pages]
    assert without_tokens[0] == without_tokens[1]
    assert mailed.subjects("wim@example.org") == []


def test_with_the_last_appointment_the_session_is_dead_on_every_page_and_leaves_the_table(cast):
    browser = signed_in("kees@example.org")
    Appointment.objects.filter(person=cast.kees).update(last_on=timezone.localdate() - timedelta(days=1))

    assert is_out(browser.get("/account/password/change/"))
    forgetting.forget(timezone.now())
    assert not Session.objects.filter(account=cast.kees.account).exists()

    Appointment.objects.filter(person=cast.kees).update(last_on=None)
    assert signed_in("kees@example.org").get("/").status_code == 200, "a new appointment revives the account"


def test_an_ended_session_is_remembered_for_half_a_day_and_then_forgotten(cast):
    browser = signed_in()
    move(browser, seen_at=timedelta(hours=2))
    forgetting.forget(timezone.now())
    assert row_of(browser)

    key = row_of(browser).pk
    forgetting.forget(timezone.now() + timedelta(hours=13))
    assert not Session.objects.filter(pk=key).exists()


def test_a_new_device_is_told_once_with_its_kind_and_the_time(cast, mailed):
    browser = signed_in(HTTP_USER_AGENT=WINDOWS)
    browser.post("/account/logout/")
    browser.post(LOGIN, {"login": "mina@example.org", "password": PASSWORD})

    assert mailed.subjects("mina@example.org") == ["Vangnet: you signed in on a new device"]
    assert Device.objects.get(account=cast.mina.account).description == "Firefox, Windows"


def test_this_was_not_me_ends_everything_after_a_press_and_not_by_opening_the_link(cast, mailed):
    thief = signed_in()
    link = mailed.link("mina@example.org", "/not-me/")
    hers = Client()

    hers.get(link)
    assert thief.get("/").status_code == 200, "a mail program that opens links ends nothing"
    hers.post(link)

    assert is_out(thief.get("/"))
    assert thief.post(LOGIN, {"login": "mina@example.org", "password": PASSWORD}).status_code == 200
    assert not Device.objects.filter(account=cast.mina.account).exists()
    assert mailed.link("mina@example.org", "/password/reset/key/")
    assert hers.get(link).status_code == 404, "used up"


def test_a_link_that_nobody_signed_does_nothing(cast):
    assert Client().post("/account/not-me/MTpub3Q/").status_code == 404
