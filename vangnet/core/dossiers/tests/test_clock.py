"""The clock of the machine is set back: the order stays, nothing is refused that happened, and somebody is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers import clock
from vangnet.core.dossiers.models import Entry
from vangnet.core.dossiers.models.reading import record_reading
from vangnet.core.dossiers.recording import record
from vangnet.core.dossiers.sealing import seal_day
from vangnet.core.dossiers.verify import verify
from vangnet.core.mail.models import OutgoingMail

pytestmark = pytest.mark.django_db(databases="__all__")

NOW = timezone.now()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def test_within_a_dossier_no_moment_lies_before_the_one_before_it(cast, fight):
    opened = fight.entries.get().recorded_at
    back = record(fight, an_act("note", cast.iris, text="Terug in de tijd.", now=NOW - DAY))
    later = record(fight, an_act("note", cast.iris, text="Weer goed.", now=NOW + HOUR))

    assert back.recorded_at == opened
    assert back.happened_at < opened
    assert later.recorded_at == NOW + HOUR
    assert [entry.number for entry in Entry.objects.order_by("recorded_at", "number")] == [1, 2, 3]
    assert verify(opened=True).is_whole


def test_a_clock_that_is_put_right_again_changes_nothing_of_what_was_recorded_meanwhile(cast, fight):
    record(fight, an_act("note", cast.iris, text="Een jaar te vroeg.", now=NOW + 365 * DAY))
    after = record(fight, an_act("note", cast.iris, text="De klok is goed.", now=NOW))
    record_reading(fight, cast.iris, NOW)
    seal_day(timezone.localdate(NOW), NOW)

    assert after.recorded_at == NOW + 365 * DAY
    assert after.happened_at < NOW, "when it happened stays what the person said"
    assert verify(opened=True).is_whole


def test_the_administrator_is_told_once_a_day_that_the_clock_is_behind(cast, fight):
    fight_at = fight.entries.get().recorded_at
    for minutes in (0, 1, 2):
        clock.tell(fight_at - DAY + timedelta(minutes=minutes))
    told = OutgoingMail.objects.get()
    clock.tell(fight_at - 2 * DAY)

    assert told.to == cast.ada.email
    assert OutgoingMail.objects.count() == 2


def test_a_clock_that_is_right_or_a_little_behind_is_nothing_to_tell(fight):
    fight_at = fight.entries.get().recorded_at
    for now in (fight_at, fight_at + DAY, fight_at - timedelta(minutes=4)):
        clock.tell(now)

    assert not OutgoingMail.objects.exists()


def test_nothing_recorded_yet_is_nothing_to_be_behind(db):
    clock.tell(NOW)

    assert not OutgoingMail.objects.exists()
