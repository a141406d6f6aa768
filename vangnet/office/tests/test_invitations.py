"""The way in for a new colleague: invited, once, for a week; nobody in by it who has no role."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from vangnet.core.access.invitations import Invitation
from vangnet.core.access.models import Account
from vangnet.core.access.session_limits import limits_of
from vangnet.core.mail.models import OutgoingMail
from vangnet.core.people.models import Appointment, Group, Person, RosterLink, Teaching
from vangnet.core.people.roles import Role

from .test_staff import form

pytestmark = pytest.mark.django_db(databases="__all__")

PAGE, SANNE = "/office/staff/invitations/", "sanne@example.org"
CHOSEN = {"password1": "een lange zin van Sanne", "password2": "een lange zin van Sanne"}


def link_to(email):
    body = OutgoingMail.objects.filter(to=email).order_by("-pk").first().body
    return re.search(r"http://testserver(\S+/invitation/\S+)", body)[1]


@pytest.fixture
def sanne(as_, cast, linde):
    """Appointed by Hanna just now."""
    as_(cast.hanna).post("/office/staff/appointment/", form(linde))
    return Person.objects.get(email=SANNE)


def accept(browser, link):
    browser.get(link, follow=True)
    return browser.post("/account/invitation/", CHOSEN)


def test_who_is_appointed_gets_a_link_chooses_a_password_and_is_in(sanne):
    browser = Client()
    page = browser.get(link_to(SANNE), follow=True)
    assert page.request["PATH_INFO"] == "/account/invitation/", "the word is gone from the address"
    assert SANNE in page.content.decode()

    assert browser.post("/account/invitation/", CHOSEN).url == "/"

    assert browser.get("/").url == "/account/second-factor/", "the second step comes before anything else"
    assert browser.session["_auth_user_id"] == str(Account.objects.get(person=sanne).pk)
    again = Client()
    assert again.post("/account/login/", {"login": SANNE, "password": CHOSEN["password1"]}).status_code == 302


def test_the_mail_names_nobody(sanne):
    mail = OutgoingMail.objects.get(to=SANNE)

    assert "Sanne" not in mail.body + mail.subject
    assert "Linde" not in mail.body


def test_a_link_works_once(sanne):
    link = link_to(SANNE)
    second = Client()
    second.get(link, follow=True)
    accept(Client(), link)

    assert "no longer works" in Client().get(link).content.decode()
    assert second.post("/account/invitation/", CHOSEN).status_code == 404


def test_opening_it_uses_nothing_up(sanne):
    """Mail programs open links to look at them."""
    link = link_to(SANNE)
    for _ in range(3):
        Client().get(link)

    assert accept(Client(), link).url == "/"


def test_a_link_ends_after_a_week(sanne):
    link = link_to(SANNE)
    Invitation.objects.update(works_from=timezone.now() - timedelta(days=8))

    assert Client().get(link).status_code == 404


def test_a_link_is_useless_after_the_appointment_ended(sanne):
    link, browser = link_to(SANNE), Client()
    browser.get(link, follow=True)
    Appointment.objects.filter(person=sanne).update(last_on=timezone.localdate() - timedelta(days=1))

    assert browser.post("/account/invitation/", CHOSEN).status_code == 404
    assert not Account.objects.get(person=sanne).has_usable_password()


def test_a_weak_password_is_refused_and_the_link_stays(sanne):
    browser = Client()
    browser.get(link_to(SANNE), follow=True)

    weak = browser.post("/account/invitation/", {"password1": "kort", "password2": "kort"})

    assert weak.status_code == 422
    assert browser.post("/account/invitation/", CHOSEN).url == "/"


def test_who_begins_next_month_has_a_week_from_the_first_day(as_, cast, linde):
    begins = timezone.localdate() + timedelta(days=30)
    as_(cast.hanna).post("/office/staff/appointment/", form(linde, first_on=f"{begins}"))

    invitation = Invitation.objects.get()
    assert timezone.localdate(invitation.ends_at()) == begins + timedelta(days=7)
    assert Client().get(link_to(SANNE)).status_code == 404, "not before the first day"


def test_sending_it_again_makes_the_earlier_link_useless(sanne, as_, cast):
    earlier = link_to(SANNE)
    as_(cast.hanna).post(PAGE, {f"invite_{sanne.pk}": "on"})

    assert Client().get(earlier).status_code == 404
    assert accept(Client(), link_to(SANNE)).url == "/"


def test_who_signed_in_before_is_told_of_the_new_role_and_not_invited(as_, cast, linde):
    Client().post("/account/login/", {"login": "otto@example.org", "password": "een lang wachtwoord"})

    as_(cast.hanna).post(
        "/office/staff/appointment/", form(linde, email="otto@example.org", role="prevention_officer")
    )

    assert not Invitation.objects.exists()
    assert OutgoingMail.objects.filter(to="otto@example.org", subject="Vangnet: you have a new task").exists()


def test_the_page_says_who_was_invited_and_who_has_signed_in(sanne, as_, cast):
    browser = as_(cast.hanna)
    assert f"invited on {timezone.localdate():%d-%m-%Y}" in browser.get(PAGE).content.decode()

    accept(Client(), link_to(SANNE))

    page = browser.get(PAGE)
    states = {row["newcomer"].person: row["newcomer"].state for row in page.context["colleagues"]}
    assert states[sanne] == "signed_in"


@pytest.fixture
def in_the_roster(linde):
    """A teacher of group 7 and somebody without an address, whom an import brought in."""
    group = Group.objects.get(school=linde, name="Groep 7")
    joost = Person.objects.create(call_name="Joost", last_name="Maas", email="joost@example.org")
    tess = Person.objects.create(call_name="Tess", last_name="Kok")
    RosterLink.objects.create(person=joost, school=linde, group=group, code="LRK", key="1")
    RosterLink.objects.create(person=tess, school=linde, code="OOP", key="2")
    return joost, tess


def test_people_of_the_roster_are_appointed_and_invited_at_once(in_the_roster, as_, cast, linde):
    joost, tess = in_the_roster
    browser = as_(cast.hanna)
    proposed = {row["newcomer"].person: row for row in browser.get(PAGE).context["proposed"]}
    assert set(proposed) == {joost, tess}
    assert proposed[tess]["box"] is None, "who has no address can't be invited"

    answer = browser.post(PAGE, {f"invite_{joost.pk}": "on", f"role_{joost.pk}": "coach"})

    assert answer.status_code == 302
    appointment = Appointment.objects.get(person=joost)
    assert (appointment.role, appointment.school, appointment.appointed_by) == (Role.COACH, linde, cast.hanna)
    assert Teaching.objects.get(person=joost).group.name == "Groep 7"
    assert OutgoingMail.objects.filter(to="fenna@example.org").exists(), "the officer hears of the role"
    assert accept(Client(), link_to("joost@example.org")).url == "/"


def test_the_roster_alone_lets_nobody_in(in_the_roster):
    joost, _tess = in_the_roster
    Account.objects.create_account(joost, email=joost.email, password=CHOSEN["password1"])

    answer = Client().post("/account/login/", {"login": joost.email, "password": CHOSEN["password1"]})

    assert answer.status_code == 200


@pytest.mark.parametrize("role", ["head", "administrator", "executive_board", ""])
def test_a_head_gives_no_role_that_is_not_hers_to_give(in_the_roster, as_, cast, role):
    joost, _tess = in_the_roster

    answer = as_(cast.hanna).post(PAGE, {f"invite_{joost.pk}": "on", f"role_{joost.pk}": role})

    assert answer.status_code == 422
    assert not Appointment.objects.filter(person=joost).exists()


@pytest.fixture
def nobody_came_yet(cast):
    """The tests' own sessions count as a first sign-in; here they don't."""
    Account.objects.update(last_login=None)


def test_a_head_invites_nobody_of_another_school(as_, cast, nobody_came_yet):
    answer = as_(cast.hanna).post(PAGE, {f"invite_{cast.nadia.pk}": "on"})

    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_the_administrator_invites_the_people_of_the_board(as_, cast, nobody_came_yet):
    as_(cast.ada).post(PAGE, {f"invite_{cast.bas.pk}": "on", f"invite_{cast.carla.pk}": "on"})

    assert set(Invitation.objects.values_list("account__email", flat=True)) == {
        "bas@example.org",
        "carla@example.org",
    }


def test_the_page_asks_as_many_questions_for_many_as_for_few(as_, cast, linde, django_assert_max_num_queries):
    for number in range(40):
        person = Person.objects.create(
            call_name=f"P{number}", last_name="Test", email=f"p{number}@example.org"
        )
        Appointment.objects.create(person=person, role="coach", school=linde, first_on="2026-01-01")

    with django_assert_max_num_queries(15):
        as_(cast.hanna).get(PAGE)


def test_a_school_agrees_on_shorter_sessions_and_never_on_longer(as_, cast):
    browser, today = as_(cast.hanna), timezone.localdate()
    address = "/office/signing-in/sign_in.idle_minutes/"

    assert browser.post(address, {"value": 45, "since": today, "source": "plan"}).status_code == 422
    browser.post(address, {"value": 10, "since": today, "source": "plan"})

    assert limits_of(cast.otto, today).idle_minutes == 10
    assert limits_of(cast.nadia, today).idle_minutes == 30


def test_the_board_agrees_for_its_own_people(as_, cast):
    today = timezone.localdate()
    agreed = {"value": 8, "since": today, "source": "policy"}
    as_(cast.ada).post("/office/signing-in/sign_in.longest_hours/", agreed)

    assert limits_of(cast.bas, today).longest_hours == 8
