"""Every address x every member of the cast: an expected status for each, and no address without a guard."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from importlib import import_module

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vangnet.building.tests.scene import registered
from vangnet.core.access.models import SecondFactor
from vangnet.core.access.sessions import digest
from vangnet.core.dossiers.destroying import propose
from vangnet.core.dossiers.models import DestructionProposal, Dossier
from vangnet.core.obligations.feed import new_address
from vangnet.core.obligations.tests.promises import carried_out, own_duty
from vangnet.core.people.imports import pending
from vangnet.core.people.imports.registry import KIND_OF_KEY
from vangnet.core.people.models import Appointment, CalendarDay, ContactOrder, Group, Guardianship
from vangnet.emergencies.tests import scene as emergencies
from vangnet.hazards.tests.scene import risks_of
from vangnet.improvement.tests import scene as improvement
from vangnet.office.tests.test_import_pages import roster
from vangnet.plan.tests.scene import things as things_of_the_plan
from vangnet.rollcall.tests.scene import opened, practised
from vangnet.staffing.tests.scene import things as things_of_staffing

from .access import EVERYBODY, Row
from .walk import TABLES, addresses, nothing_kept, table, url_of

pytestmark = pytest.mark.django_db(databases="__all__")


def test_every_address_stands_in_a_table_and_every_row_has_an_address():
    assert set(table()) == set(addresses())


def test_every_view_of_ours_says_who_may_use_it():
    from_elsewhere = set(import_module("vangnet.config.tests.access_table").TABLE)
    unguarded = [
        n for n, p in addresses().items() if not hasattr(p.callback, "guard") and n not in from_elsewhere
    ]

    assert unguarded == []


def a_session_of(person):
    """A session beside the one that the test itself uses."""
    elsewhere = Client()
    elsewhere.force_login(person.account, backend="vangnet.core.access.backend.ByAppointment")
    return digest(elsewhere.session.session_key)


@pytest.fixture
def things(fight, cast, linde, pupils, settings, tmp_path):
    """What the arguments of addresses may name."""
    Dossier.objects.filter(pk=fight.pk).update(closed_on=timezone.localdate())
    fight.refresh_from_db()
    propose(fight, cast.hanna, "Gesloten en lang geleden", timezone.now())
    settings.DATA = tmp_path
    upload, upload_dropped = (
        pending.keep([roster().read()], "roster.xml", kind=KIND_OF_KEY["edexml"], by=cast.hanna, school=linde)
        for _once in range(2)
    )
    coming = timezone.localdate() + timedelta(days=30)
    study_day = CalendarDay.objects.create(
        school=linde, kind="study_day", first_on=coming, last_on=coming, title="Studiedag"
    )
    parent = Guardianship.objects.get(pupil=pupils.aya)
    order = ContactOrder.objects.create(
        pupil=pupils.aya, guardian=parent.guardian, kind="supervised", ordered_by="Rechtbank", first_on=coming
    )
    app = SecondFactor(account=cast.mina.account, kind="app", made_at=timezone.now())
    app.content = b"a secret of twenty b"
    app.save()
    evening, of_all = own_duty(cast, school=linde), own_duty(cast)
    return {
        **registered(linde, cast.hanna),
        **risks_of(linde, cast.hanna),
        "evening": evening.pk,
        "duty_of_all": f"own-{of_all.pk}",
        "evening_held": carried_out(of_all, linde, timezone.localdate()).pk,
        "feed_of_mina": new_address(cast.mina, timezone.now()),
        "app_of_mina": app.pk,
        "account_of_mina": cast.mina.account.pk,
        "linde": linde.pk,
        "cluster": linde.cluster_id,
        "study_day": study_day.pk,
        "group_6": Group.objects.get(school=linde, name="Groep 6").pk,
        "aya": pupils.aya.pk,
        "guardianship": parent.pk,
        "contact_order": order.pk,
        "upload": upload.token,
        "upload_dropped": upload_dropped.token,
        "fight": fight.reference,
        "first_entry": 1,
        "proposal": DestructionProposal.objects.get().pk,
        "session": a_session_of(cast.mina),
        "practised": practised(linde, cast.hanna, pupils).key,
        "running": opened(linde, cast.mina).key,
        "appointment": Appointment.objects.get(person=cast.kees).pk,
        **things_of_staffing(cast, linde),
        **emergencies.things(cast, linde),
        **improvement.things(linde, cast.hanna),
        **things_of_the_plan(linde, cast.hanna),
    }


@pytest.fixture(params=TABLES, ids=lambda place: place.split(".")[1 if "core" not in place else 2])
def rows(request, things):
    """The addresses of one table, each in its turn, as if nothing had been asked before: name, address, row."""
    with closing(_in_turn(import_module(request.param).TABLE, things)) as walk:
        yield walk


def _in_turn(rows: dict[str, Row], things) -> Iterator[tuple[str, str, Row]]:
    for name, row in sorted(rows.items()):
        with nothing_kept():
            yield name, url_of(name, things), row


def test_each_member_of_the_cast_gets_the_expected_answer(rows, cast, as_):
    for name, url, row in rows:
        answers = {who: _answer(as_(getattr(cast, who)), url, row) for who in EVERYBODY}
        let_in = {who for who, status in answers.items() if status == row.found}

        assert let_in == row.lets - {"everybody"}, (name, answers)
        assert {answers[who] for who in EVERYBODY - row.lets} <= {row.refused}, (name, answers)


def test_who_has_no_appointment_any_more_gets_what_a_stranger_gets(rows, cast, as_):
    for name, url, row in rows:
        assert _answer(as_(cast.wim), url, row) == _answer(Client(), url, row), name


def test_who_has_not_signed_in_is_sent_to_the_sign_in_page_or_sees_an_open_one(rows):
    for name, url, row in rows:
        answer = getattr(Client(), row.method)(url, row.post or {})

        if "everybody" in row.lets:
            assert answer.status_code == row.found, name
        elif name not in ENTRANCES:
            assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login")), name


# What the sign-in library shows to who comes in; who is in already is sent on.
ENTRANCES = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_set_password",
    "account_confirm_login_code",
    "second-factor-asked",
    "second-factor-question",
}


def _answer(browser: Client, url: str, row: Row) -> int:
    return getattr(browser, row.method)(url, row.post or {}).status_code
