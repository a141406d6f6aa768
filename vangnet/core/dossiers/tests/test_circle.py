"""Who is in a dossier, since when and why: it says exactly whom the address lets in."""

import pytest
from django.urls import reverse

from vangnet.config.tests.access import EVERYBODY
from vangnet.conftest import an_act
from vangnet.core.dossiers.circle import circle_of
from vangnet.core.dossiers.models import Party
from vangnet.core.dossiers.recording import record
from vangnet.core.people.models import Appointment
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
