"""What the invented schools evaluated: some promises kept, some missed, and no name of a child."""

from datetime import datetime

import pytest
from django.utils import timezone

from vangnet.core.dossiers.naming import names_in
from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.core.people.models import School
from vangnet.demo import content, evaluations, organisation, staff
from vangnet.demo.pupils import former_pupils, pupils
from vangnet.demo.registers import Registers
from vangnet.demo.shift import Shift
from vangnet.improvement.access import RECORDERS
from vangnet.improvement.duties import DUTIES
from vangnet.improvement.models import Evaluation

pytestmark = pytest.mark.django_db(databases="__all__")

EVENING = timezone.make_aware(datetime(2026, 11, 23, 21, 0))
TODAY = EVENING.date()


@pytest.fixture
def told(settings, tmp_path):
    settings.DATA = tmp_path
    School.objects.update(location_code="09")  # the schools of the other tests have the same codes
    board = content.board()
    registers = Registers(board, Shift.to(TODAY, written_for=board.today))
    organisation.found(registers)
    staff.appoint(registers)
    evaluations.evaluate(registers, EVENING)
    return registers


def test_some_promises_are_kept_and_some_are_missed(told):
    keys = {key: school.pk for key, school in told.schools.items()}
    found = states(DUTIES, list(keys.values()), TODAY)

    assert {found[keys["vuurvlinder"], duty.key].state for duty in DUTIES} == {State.KEPT}
    assert found[keys["regenwulp"], "improvement.incidents"].state is State.OVERDUE
    assert found[keys["regenwulp"], "improvement.directors"].state is State.OVERDUE
    assert found[keys["regenwulp"], "improvement.adviser"].state is State.NEVER
    assert found[keys["turfschuit"], "improvement.parents"].state is State.DUE_SOON


def test_each_was_recorded_when_it_had_been_by_who_may_and_names_no_child(told):
    rows = Evaluation.objects.select_related("recorded_by")
    children = [*pupils(told.board), *former_pupils(told.board)]

    assert rows.count() > 20
    assert rows.exclude(taken_back_at=None).count() == 1
    for row in rows:
        assert row.recorded_by.roles(row.held_on) & RECORDERS[row.subject], row
        assert row.held_on <= row.recorded_at.date() <= TODAY
        assert names_in(f"{row.attended} {row.seen} {row.changes} {row.told_to}", children) == [], row
