"""What rows of registers have in common, tried on a line in the log of the building."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from vangnet.building.models import LogLine
from vangnet.building.tests import scene

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize(
    "columns",
    [
        {"taken_back_at": timezone.now()},
        {"taken_back_by": 1},
        {"taken_back_why": "x"},
        {"taken_back_by": 1, "taken_back_why": "x"},
        {"taken_back_at": timezone.now(), "taken_back_why": "x"},
        {"taken_back_at": timezone.now(), "taken_back_by": 1},
    ],
)
def test_half_taken_back_is_refused_by_the_database(cast, linde, columns):
    line = LogLine.objects.create(
        equipment=scene.equipment(linde, cast.hanna),
        held_on="2026-01-05",
        kind="note",
        text="x",
        **scene.recorded(cast.hanna),
    )
    if "taken_back_by" in columns:
        columns = columns | {"taken_back_by": cast.hanna.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        LogLine.objects.filter(pk=line.pk).update(**columns)


def test_taking_back_happens_once_and_what_is_left_is_standing(cast, linde):
    line = LogLine.objects.create(
        equipment=scene.equipment(linde, cast.hanna),
        held_on="2026-01-05",
        kind="note",
        text="x",
        **scene.recorded(cast.hanna),
    )
    assert list(LogLine.objects.standing()) == [line]
    assert line.take_back(by=cast.hanna, at=timezone.now(), taken_back_why="x")
    assert not line.take_back(by=cast.sam, at=timezone.now(), taken_back_why="y")
    assert not LogLine.objects.standing().exists()


def test_only_the_version_that_was_seen_is_overwritten(cast, linde):
    row = scene.equipment(linde, cast.hanna)

    assert row.overwrite(1, place="a")
    assert not row.overwrite(1, place="b")
    row.refresh_from_db()
    assert (row.place, row.version) == ("a", 2)
