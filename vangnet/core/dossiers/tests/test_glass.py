"""Whom a mail of a broken glass reaches, and what it says: that it happened, and a page which its reader can open."""

import re
from uuid import uuid4

import pytest
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.glass import break_glass
from vangnet.core.dossiers.kinds import kinds
from vangnet.core.dossiers.models import Party
from vangnet.core.dossiers.recording import record
from vangnet.core.mail.models import OutgoingMail
from vangnet.core.people.models import Appointment

pytestmark = pytest.mark.django_db(databases="__all__")
HOUSE = "https://vangnet.example.org"


@pytest.fixture
def mails(fight, cast, settings):
    """Carla broke the glass of the fight, which Mina reported and to which Iris and Nadia added something."""
    settings.ADDRESS = HOUSE
    record(fight, an_act("note", cast.iris, text="Gesproken."))
    record(fight, an_act("brought_in", cast.hanna, text="Zij helpt.", facts=[Party(person=cast.nadia)]))

    def broken():
        break_glass(fight, cast.carla, reason="Niemand is er.", token=uuid4(), now=timezone.now())
        return {mail.to.partition("@")[0]: mail for mail in OutgoingMail.objects.all()}

    return broken


def test_each_is_mailed_a_full_address_that_he_or_she_can_open(mails, fight, cast, as_):
    found = mails()

    assert set(found) == {"fenna", "mina", "iris", "hanna"}
    for name, mail in found.items():
        (link,) = re.findall(r"\S+/\S+", mail.body)
        assert link.startswith(f"{HOUSE}/"), link
        page = as_(getattr(cast, name)).get(link.removeprefix(HOUSE))
        assert page.status_code == 200, name
    assert "Carla Test" in as_(cast.fenna).get(_path(found["fenna"])).content.decode()
    as_(cast.carla).get(fight.page_url)
    assert "Carla Test" in as_(cast.mina).get(_path(found["mina"])).content.decode()


def _path(mail):
    return mail.body.partition(HOUSE)[2].strip()


def test_a_subject_holds_no_name_no_kind_and_no_reference(mails, fight, cast):
    for mail in mails().values():
        words = set(re.findall(r"\w+", mail.subject.lower()))
        said = {*kinds(), *fight.reference.lower().split("-"), "carla", "aya", "cas", "test"}
        assert words
        assert not words & said


def test_who_recorded_in_it_and_may_not_know_it_any_more_is_not_mailed(mails, fight, cast):
    Appointment.objects.filter(person=cast.iris).update(last_on=timezone.localdate().replace(day=1))

    assert set(mails()) == {"fenna", "mina", "hanna"}
