"""Who is in a dossier, since when and why: it says exactly whom the address lets in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vangnet.config.tests.access import EVERYBODY
from vangnet.config.tests.test_every_kind import scene_of
from vangnet.conftest import an_act
from vangnet.core.dossiers.circle import circle_of
from vangnet.core.dossiers.kinds import kinds
from vangnet.core.dossiers.models import Party
from vangnet.core.dossiers.recording import record
from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import Role
from vangnet.core.protocols import BROUGHT_IN, WITHDRAWN

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def today(fight):
    return fight.opened_on


def names_in(fight, today):
    return {member.name.split()[0].lower() for member in circle_of(fight, today, handles=True)}


def lets_in(fight, cast, as_):
    return {n for n in EVERYBODY if as_(getattr(cast, n)).get(fight.page_url).status_code == 200}


def test_the_circle_is_whom_the_address_lets_in(fight, cast, today, as_):
    assert names_in(fight, today) == lets_in(fight, cast, as_) == {"mina", "otto", "iris", "hanna", "sam"}


def test_who_is_brought_in_stands_in_it_with_the_way_out_and_leaves_it_again(fight, cast, today, as_):
    entry = record(
        fight, an_act(BROUGHT_IN, cast.hanna, text="Kent het gezin.", facts=[Party(person=cast.vera)])
    )
    (vera,) = [m for m in circle_of(fight, today, handles=True) if m.name == cast.vera.full_name]
    assert vera.why == ("You were brought into this dossier.",)
    assert vera.take_out_url == reverse("dossier-correction", args=[fight.reference, entry.number])
    assert vera.since

    record(fight, an_act(WITHDRAWN, cast.hanna, text="Toch niet nodig.", corrects=entry))

    assert "vera" not in names_in(fight, today)
    assert names_in(fight, today) == lets_in(fight, cast, as_)


def test_only_who_handles_it_is_offered_to_take_somebody_out(fight, cast, today, as_):
    record(fight, an_act(BROUGHT_IN, cast.hanna, text="X", facts=[Party(person=cast.vera)]))
    address = reverse("dossier-readers", args=[fight.reference])

    assert "Take Vera Test out" in as_(cast.hanna).get(address).content.decode()
    assert "Take Vera Test out" not in as_(cast.mina).get(address).content.decode()


def test_whose_appointment_ended_is_no_longer_in_it(fight, cast, today):
    Appointment.objects.filter(person=cast.sam).update(last_on=today.replace(year=today.year - 1))

    assert "sam" not in names_in(fight, today)


@pytest.mark.parametrize("key", sorted(kinds()))
def test_the_rules_asked_of_all_at_once_answer_as_they_do_of_one(key, fight, cast, linde, pupils, today):
    """For everybody of the cast, some with two roles, and for each ground of the kind."""
    dossier = fight if key == "incident" else scene_of(key).opened(cast, linde, pupils)
    Appointment.objects.create(person=cast.vera, role=Role.COACH, school=linde, first_on=today)
    Appointment.objects.create(
        person=cast.bas, role=Role.CLUSTER_DIRECTOR, cluster=linde.cluster, first_on=today
    )
    know, people = dossier.declared.know, list(Person.objects.all())

    asked_alone = {each.pk: know.reasons(Person.objects.get(pk=each.pk), dossier, today) for each in people}
    assert know.reasons_of(people, dossier, today) == {key: why for key, why in asked_alone.items() if why}
    assert any(asked_alone.values())


def test_a_larger_team_takes_no_more_questions_to_the_database(fight, linde, today):
    circle_of(fight, today, handles=True)
    with CaptureQueriesContext(connection) as few:
        before = circle_of(fight, today, handles=True)
    for number in range(20):
        somebody = Person.objects.create(call_name=f"Nieuw{number}", last_name="Test")
        role = Role.SAFETY_COORDINATOR if number % 2 else Role.SUPPORT_STAFF
        Appointment.objects.create(person=somebody, role=role, school=linde, first_on=today)
    with CaptureQueriesContext(connection) as many:
        after = circle_of(fight, today, handles=True)

    assert len(after) == len(before) + 10
    assert len(many) == len(few) <= 10
