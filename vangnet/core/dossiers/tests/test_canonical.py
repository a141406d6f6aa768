"""The same stored values give the same digest, on every database and in every later version."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from uuid import UUID

import pytest

from vangnet.core.dossiers.canonical import canonical, digest, filled
from vangnet.core.dossiers.models import Entry
from vangnet.core.dossiers.models.facts import fact_models
from vangnet.core.dossiers.tests.world import build
from vangnet.core.dossiers.verifying.batches import batches

SAMPLE = {
    "text": 'Zoë zei: "au"\n',
    "flag": True,
    "count": 3,
    "day": date(2026, 9, 1),
    "hour": time(8, 30),
    "moment": datetime(2026, 9, 1, 10, 0, tzinfo=timezone(timedelta(hours=2))),
    "token": UUID(int=7),
    "sealed": b"\x00\xff",
}


def test_the_canonical_form_never_changes():
    """A figure on paper from the first day must still verify after ten years: this value is for ever."""
    assert canonical(SAMPLE).decode() == (
        '{"count":3,"day":"2026-09-01","flag":true,"hour":"08:30:00","moment":"2026-09-01T08:00:00.000000+00:00",'
        '"sealed":"00ff","text":"Zoë zei: \\"au\\"\\n","token":"00000000000000000000000000000007"}'
    )


def test_the_same_moment_in_another_time_zone_and_bytes_from_another_driver_are_the_same():
    other = {**SAMPLE, "moment": datetime(2026, 9, 1, 8, 0, tzinfo=UTC), "sealed": memoryview(b"\x00\xff")}

    assert digest(dict(reversed(other.items()))) == digest(SAMPLE)


def test_a_column_added_later_and_left_empty_changes_no_digest():
    assert digest(filled({**SAMPLE, "added_later": None})) == digest(SAMPLE)


@pytest.mark.parametrize("value", [datetime(2026, 9, 1), 1.5j, float("nan"), timedelta(1)])
def test_what_has_no_canonical_form_is_refused_and_not_guessed(value):
    with pytest.raises((TypeError, ValueError)):
        canonical({"value": value})


@pytest.mark.django_db(databases="__all__")
def test_what_comes_back_from_the_database_is_what_was_put_in(cast):
    """Every field type in use: read back as values it gives the digest that was made from the objects."""
    build()
    batch = next(batches(100))

    read = {entry.id: entry.digest for rows in batch.entries.values() for entry in rows}
    assert read == dict(Entry.objects.values_list("pk", "digest"))
    kinds = {
        field.get_internal_type()
        for model in (Entry, *fact_models())
        for field in model._meta.concrete_fields
    }
    assert {"DateTimeField", "DateField", "UUIDField", "SealedTextField", "CharField"} <= kinds | {
        "SealedTextField"
    }
