"""The one way in: obstacles, roles, two people at once, the same form twice, corrections."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Entry, Subject
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.core.dossiers.refusals import Blocked, NotYours, Overtaken, WrittenOnce
from vangnet.core.dossiers.sealed import NotSealed
from vangnet.core.dossiers.settling import settle
from vangnet.core.dossiers.verify import verify
from vangnet.core.protocols import WITHDRAWN
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Assessment, Report

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_report_opens_a_dossier_with_a_sealed_text(fight):
    entry = fight.entries.get()

    assert entry.text == "Cas duwde Aya bij de schommel. Aya viel op haar knie."
    assert b"schommel" not in bytes(Entry.objects.values_list("text", flat=True).get(pk=entry.pk))


def test_the_same_form_sent_twice_opens_one_dossier(cast, linde, pupils):
    facts = lambda: [Report(category_id="other", place="gym"), Subject(role="victim", pupil=pupils.aya)]  # noqa: E731
    act = an_act("report", cast.mina, facts=facts())
    again = an_act("report", cast.mina, facts=facts())
    again = type(act)(**{**vars(again), "token": act.token})

    first, second = open_dossier(INCIDENT, linde, act), open_dossier(INCIDENT, linde, again)

    assert first == second
    assert Dossier.objects.count() == 1


def test_a_step_is_refused_with_what_stands_in_the_way(cast, fight):
    with pytest.raises(Blocked) as blocked:
        record(fight, an_act("close", cast.hanna))

    assert "Say first how serious it was" in str(blocked.value)
    assert fight.entries.count() == 1


def test_a_colleague_without_the_role_may_not_take_the_step(cast, fight):
    with pytest.raises(NotYours):
        record(fight, an_act("assess", cast.otto, facts=[Assessment(severity="minor", injury="none")]))


def test_who_comes_second_is_told_what_the_first_recorded(cast, fight):
    record(fight, an_act("note", cast.iris, text="Gesproken met Aya.", seen=1))

    with pytest.raises(Overtaken) as overtaken:
        record(fight, an_act("note", cast.hanna, text="Ook gesproken.", seen=1))

    assert [entry.author for entry in overtaken.value.entries] == [cast.iris]


def test_a_correction_leaves_both_entries_readable(cast, fight):
    wrong = fight.entries.get()
    facts = [Report(category_id="accident", place="playground")]
    record(fight, an_act("report", cast.mina, text="Het was een ongeluk.", facts=facts, corrects=wrong))

    assert [e.text for e in fight.entries.order_by("number")] == [wrong.text, "Het was een ongeluk."]
    fight.incident.refresh_from_db()
    assert fight.incident.category_id == "accident"
    assert not Subject.objects.standing().filter(dossier=fight).exists()


def test_an_entry_is_corrected_once(cast, fight):
    note = record(fight, an_act("note", cast.iris, text="Fout"))
    record(fight, an_act(WITHDRAWN, cast.iris, corrects=note))

    with pytest.raises(Overtaken):
        record(fight, an_act(WITHDRAWN, cast.hanna, corrects=note))


def test_a_recorded_row_refuses_to_be_saved_again_or_deleted(fight):
    entry = fight.entries.get()

    with pytest.raises(WrittenOnce):
        entry.save()
    with pytest.raises(WrittenOnce):
        entry.delete()


def test_plain_text_never_reaches_the_database_outside_the_only_way_in(cast, fight):
    with pytest.raises(NotSealed):
        Entry(dossier=fight, number=9, step="note", author=cast.mina, text="plain", token=uuid4()).save()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dossiers_entry SET step = 'note'",
        "DELETE FROM dossiers_entry",
        "UPDATE incidents_report SET place = 'gym'",
        "DELETE FROM dossiers_subject",
        "UPDATE dossiers_dossier SET kind = 'other'",
        "DELETE FROM dossiers_dossier",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_recorded(fight, statement):
    from django.db import connection

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert fight.entries.get().step == "report"


def test_nothing_is_recorded_before_it_happened(cast, fight):
    with pytest.raises(DatabaseError), transaction.atomic():
        record(fight, an_act("note", cast.iris, text="Morgen", ago=timedelta(days=-1)))


def test_settling_again_changes_nothing(fight):
    """Also while there is one entry, when a report needs not look for what is kept already."""
    before = list(fight.waiting.values_list("step", "ends_at"))

    settle(fight)

    assert list(fight.waiting.values_list("step", "ends_at")) == before
    assert len(before) == 2
    assert verify().findings == ()
