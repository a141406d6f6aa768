"""Appointing and ending: roles come from appointments alone, and nobody appoints himself."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from vangnet.conftest import PASSWORD
from vangnet.core.access.models import Account
from vangnet.core.mail.models import OutgoingMail
from vangnet.core.people.models import Appointment, Group, Person, Teaching
from vangnet.core.people.roles import Role

pytestmark = pytest.mark.django_db(databases="__all__")

TODAY = "2026-11-23"


def form(linde, **given):
    return {
        "name": "Sanne van den Heuvel",
        "email": "sanne@example.org",
        "role": "coach",
        "school": linde.pk,
        "first_on": "2020-01-01",
        **given,
    }


def test_a_head_appoints_a_teacher_with_a_group(as_, cast, linde):
    group = Group.objects.get(school=linde, name="Groep 7")

    answer = as_(cast.hanna).post("/office/staff/appointment/", form(linde, group=group.pk))

    assert answer.status_code == 302, answer.context["form"].errors
    sanne = Person.objects.get(email="sanne@example.org")
    assert (sanne.infix, sanne.last_name) == ("van den", "Heuvel")
    assert sanne.roles(date(2026, 11, 23)) == {Role.COACH}
    assert Teaching.objects.get(person=sanne).group == group
    assert not Account.objects.get(person=sanne).has_usable_password()
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {
        "sanne@example.org",
        "fenna@example.org",
    }


def test_a_head_cannot_make_a_head_or_appoint_at_another_school(as_, cast, linde, iep):
    assert as_(cast.hanna).post("/office/staff/appointment/", form(linde, role="head")).status_code == 422
    assert as_(cast.hanna).post("/office/staff/appointment/", form(iep)).status_code == 422
    assert not Person.objects.filter(email="sanne@example.org").exists()


def test_the_administrator_cannot_appoint_himself_and_so_reach_dossiers(as_, cast, linde):
    answer = as_(cast.ada).post(
        "/office/staff/appointment/", form(linde, email="ADA@example.org", role="head")
    )

    assert answer.status_code == 422
    assert cast.ada.roles(date(2026, 11, 23)) == {Role.ADMINISTRATOR}


def test_the_database_refuses_who_appoints_himself(cast, linde):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            person=cast.ada, role=Role.HEAD, school=linde, first_on=date(2026, 1, 1), appointed_by=cast.ada
        )


def test_a_role_is_held_where_it_belongs(linde, cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(person=cast.bas, role=Role.HEAD, first_on=date(2026, 1, 1))


def test_when_the_last_appointment_ends_nobody_comes_in_any_more(as_, cast):
    browser = as_(cast.kees)
    assert browser.get("/").status_code == 200
    kees = Appointment.objects.get(person=cast.kees)

    as_(cast.hanna).post(f"/office/staff/appointment/{kees.pk}/end/", {"last_on": "2025-01-01"})

    assert browser.get("/").url == "/account/login/?next=/", "the session is nobody's any more"
    signed_out = Client()
    answer = signed_out.post("/account/login/", {"login": "kees@example.org", "password": PASSWORD})
    assert answer.status_code == 200, "the sign-in page again"
    assert "_auth_user_id" not in signed_out.session


def test_a_last_day_before_the_first_is_refused_in_words(as_, cast):
    kees = Appointment.objects.get(person=cast.kees)

    answer = as_(cast.hanna).post(f"/office/staff/appointment/{kees.pk}/end/", {"last_on": "2001-01-01"})

    assert answer.status_code == 422
    assert Appointment.objects.get(pk=kees.pk).last_on is None


def test_signing_in_with_the_right_password_leads_to_setting_up_a_second_step(cast):
    browser = Client()

    answer = browser.post("/account/login/", {"login": "mina@example.org", "password": PASSWORD})

    assert (answer.status_code, answer.url) == (302, "/")
    assert browser.get("/").url == reverse("second-factor")
