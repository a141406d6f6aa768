"""What the invented schools keep for emergencies: some promises kept, some broken, and holes to be seen."""

import pytest

from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.demo import emergencies
from vangnet.emergencies.duties import DUTIES
from vangnet.emergencies.models import Drill, DrillAction, HeadCount, PlanFile
from vangnet.emergencies.plans import asked, told
from vangnet.emergencies.presence import presence

from .conftest import EVENING, TODAY

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def prepared(registers):
    emergencies.prepare(registers, EVENING)
    return registers


def test_some_promises_are_kept_and_some_are_broken(prepared):
    keys = {key: school.pk for key, school in prepared.schools.items()}
    found = states(DUTIES, list(keys.values()), TODAY)

    def of(school):
        return {duty.key.removeprefix("emergencies."): found[keys[school], duty.key].state for duty in DUTIES}

    assert of("vuurvlinder") == {
        "drill": State.KEPT,
        "plan": State.KEPT,
        "plan_adapted": State.KEPT,
        "told": State.DUE_SOON,
    }
    assert of("regenwulp")["drill"] is State.KEPT
    assert of("regenwulp")["plan_adapted"] is State.OVERDUE
    assert of("turfschuit")["drill"] is State.OVERDUE
    assert of("turfschuit")["plan"] is State.NEVER


def test_everything_was_recorded_by_then_and_once(prepared):
    assert Drill.objects.filter(recorded_at__gt=EVENING).count() == 0
    assert HeadCount.objects.filter(counted__lt=1).count() == 0
    assert DrillAction.objects.filter(done_on=None, before__lt=TODAY).exists(), "one is late"
    assert PlanFile.objects.get().file.is_picture


def test_who_knows_the_plan_and_where_the_holes_are_is_seen(prepared):
    school = prepared.schools["vuurvlinder"]
    known = told(asked(school), TODAY)
    assert len(known.others) == 2
    assert len(known.confirmed) > len(known.others)
    assert any(presence(each, TODAY).holes for each in prepared.schools.values())
    assert len(presence(prepared.schools["turfschuit"], TODAY).unknown) == 1
