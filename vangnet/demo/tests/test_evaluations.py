"""What the invented schools evaluated: some promises kept, some missed, and no name of a child."""

import pytest

from vangnet.core.dossiers.naming import names_in
from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.demo import evaluations
from vangnet.demo.pupils import former_pupils, pupils
from vangnet.improvement.access import RECORDERS
from vangnet.improvement.duties import DUTIES
from vangnet.improvement.models import Evaluation

from .conftest import EVENING, TODAY

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def told(registers):
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
