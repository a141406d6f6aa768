"""The invented buildings: two years of facts, of which some promises are kept, some missed, and some do not apply."""

import pytest

from vangnet.building.duties import DUTIES as OF_BUILDING
from vangnet.building.models import Defect, Equipment, Inspection
from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.core.people.models import School
from vangnet.demo import buildings
from vangnet.hazards.duties import DUTIES as OF_RISKS
from vangnet.hazards.models import RiskMeasure

from .conftest import EVENING, TODAY

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def told(registers):
    buildings.furnish(registers, EVENING)
    return registers


def test_some_promises_are_kept_some_missed_and_some_do_not_apply(told):
    keys = {key: school.pk for key, school in told.schools.items()}
    found = states([*OF_BUILDING, *OF_RISKS], list(keys.values()), TODAY)

    def state(school, duty):
        return found[keys[school], duty].state

    assert state("vuurvlinder", "building.fire_alarm_test") in {State.KEPT, State.DUE_SOON}
    assert state("vuurvlinder", "building.electricity_inspection") is State.OVERDUE
    assert state("regenwulp", "building.lift_inspection") is State.OVERDUE
    assert state("regenwulp", "building.defects") is State.OVERDUE, "a danger stands still"
    assert state("turfschuit", "building.lift_inspection") is State.NOT_APPLICABLE
    assert state("turfschuit", "hazards.assessment") is State.NEVER
    assert state("vuurvlinder", "hazards.assessment") is State.KEPT
    assert state("regenwulp", "hazards.assessment") is State.OVERDUE
    assert state("vuurvlinder", "hazards.after_change") is State.DUE_SOON
    assert {each.state for each in found.values()} == set(State)


def test_two_years_of_facts_stand_at_three_schools_and_none_in_the_future(told):

    assert set(Equipment.objects.values_list("school__name", flat=True)) == {
        school.name for school in School.objects.filter(pk__in=[each.pk for each in told.schools.values()])
    }
    assert Inspection.objects.count() > 60
    assert not Inspection.objects.filter(held_on__gt=TODAY).exists()
    assert Inspection.objects.exclude(report=None).count() == 5
    assert Defect.objects.filter(settled_on=None, is_danger=True, due_on__lt=TODAY).exists()
    assert RiskMeasure.objects.filter(ended_on=None, due_on__lt=TODAY).exists()
