"""One seal a day binds where every dossier stands; the data protection officer keeps the figure elsewhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.destroying import decide, propose
from vangnet.core.dossiers.models import Ledger, Seal
from vangnet.core.dossiers.models.reading import record_reading
from vangnet.core.dossiers.recording import append, record
from vangnet.core.dossiers.sealing import mail_seal, seal_day
from vangnet.core.dossiers.settling import settle
from vangnet.core.dossiers.verify import verify
from vangnet.core.mail.models import OutgoingMail
from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import Role

pytestmark = pytest.mark.django_db(databases="__all__")

NOW = timezone.now()
DAY = timezone.localdate(NOW)


def test_the_same_day_is_sealed_once(fight):
    assert seal_day(DAY, NOW) == seal_day(DAY, NOW)
    assert Ledger.objects.get().sealed == Seal.objects.count() == 1


def test_a_clock_that_is_set_back_over_midnight_makes_no_second_seal(fight):
    before, made = seal_day(DAY - timedelta(days=1), NOW), seal_day(DAY, NOW)

    assert seal_day(DAY - timedelta(days=1), NOW - timedelta(days=1)) == before
    assert seal_day(DAY, NOW) == made


def test_a_clock_that_ran_a_year_ahead_keeps_no_day_after_it_from_its_seal(fight):
    ahead = seal_day(DAY + timedelta(days=400), NOW + timedelta(days=400))
    made = seal_day(DAY, NOW)

    assert (made.number, made.previous) == (ahead.number + 1, ahead.digest)
    assert verify().is_whole


def test_a_day_on_which_nothing_happened_is_sealed_and_names_no_dossier(fight):
    first, second = seal_day(DAY, NOW), seal_day(DAY + timedelta(days=1), NOW + timedelta(days=1))

    assert (first.heads.count(), second.heads.count()) == (1, 0)
    assert (second.number, second.previous) == (2, first.digest)


def test_a_dossier_that_was_only_read_is_in_the_next_seal(cast, fight):
    seal_day(DAY, NOW)
    record_reading(fight, cast.iris, NOW)

    assert seal_day(DAY + timedelta(days=1), NOW).heads.get().reading_count == 1


def test_days_on_which_the_server_was_off_leave_no_gap_in_the_numbers(fight):
    numbers = [seal_day(DAY + timedelta(days=days), NOW).number for days in (0, 1, 9)]

    assert numbers == [1, 2, 3]
    assert verify().is_whole


def test_every_seal_holds_after_a_destruction(cast, fight):
    """The proof keeps the digests, so what was sealed before can still be compared."""
    for days in range(2):
        seal_day(DAY + timedelta(days=days), NOW)
        record(fight, an_act("note", cast.iris, text="Gesproken."))
    fight.refresh_from_db()
    append(fight, an_act("close", cast.hanna))
    settle(fight)
    seal_day(DAY + timedelta(days=2), NOW)
    decide(propose(fight, cast.hanna, "Two years have passed.", NOW), cast.carla, NOW)
    after = seal_day(DAY + timedelta(days=3), NOW)

    assert verify().findings == ()
    assert after.heads.get().ending


def test_the_seal_is_mailed_once_to_each_data_protection_officer_of_today_without_a_name(cast, fight):
    retired = Person.objects.create(call_name="Jan", last_name="Test", email="jan@example.org")
    Appointment.objects.create(
        person=retired,
        role=Role.DATA_PROTECTION_OFFICER,
        first_on=DAY - timedelta(days=90),
        last_on=DAY - timedelta(days=1),
    )
    seal = seal_day(DAY, NOW)
    mail_seal(seal, NOW)
    mail_seal(seal, NOW)

    mail = OutgoingMail.objects.get()
    assert mail.to == cast.fenna.email
    assert seal.digest in mail.body
    assert fight.reference not in mail.body
    assert "Aya" not in mail.body
