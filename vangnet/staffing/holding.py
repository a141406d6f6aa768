"""Who has each task at a school on a day, who stands in, and since when nobody has it: what the pages show.

The states are those of the duties, worked out from the same appointments by the same functions.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vangnet.core.obligations.duties import Duty, Standing, State, standing
from vangnet.core.obligations.rhythms import FOREVER, Record, covered_until
from vangnet.core.obligations.states import agreed_by_school
from vangnet.core.people.models import Appointment, School
from vangnet.core.people.recorded import STANDING
from vangnet.core.people.roles import Role
from vangnet.core.working_days import DAY

from .duties import HELD
from .models import Substitute
from .tasks import ROLES_OF_TASKS, TASKS, Part, Task

Periods = Mapping[str, list[tuple[date, date]]]  # by role, in days


@dataclass(frozen=True)
class Holder:
    """Somebody who has a task, or will from `first_on`."""

    person: int
    name: str
    first_on: date
    last_on: date | None


@dataclass(frozen=True)
class Held:
    """One task at one school on a day."""

    task: Task
    asked: int
    standing: Standing
    holders: tuple[Holder, ...] = ()
    coming: tuple[Holder, ...] = ()
    substitutes: tuple[Substitute, ...] = ()

    @property
    def is_vacant(self) -> bool:
        return self.standing.state.is_broken

    @property
    def vacant_since(self) -> date | None:
        return self.standing.last_on + DAY if self.is_vacant and self.standing.last_on else None

    @property
    def ends_on(self) -> date | None:
        """The last day on which it is held, when nobody follows yet."""
        return None if self.is_vacant else self.standing.due_on

    @property
    def ends_soon(self) -> bool:
        return self.standing.state is State.DUE_SOON


def tasks_held(school: School, on: date) -> list[Held]:
    """Every task at a school, in the order of the page, in three questions."""
    appointments = Appointment.objects.filter(school=school, role__in=ROLES_OF_TASKS)
    rows = list(appointments.select_related("person").order_by("first_on", "person__last_name"))
    stand_ins = defaultdict(list)
    for each in standing_in(school, on):
        stand_ins[each.task].append(each)
    periods = _periods((row.role, row.first_on, row.last_on) for row in rows)
    agreed = agreed_by_school([school.pk], on).get(school.pk, {})
    return [
        _held(
            task, rows, _stands(HELD[task.key].as_agreed(agreed), task, periods, on), on, stand_ins[task.key]
        )
        for task in TASKS
    ]


def by_part(held: Iterable[Held]) -> list[tuple[str, list[Held]]]:
    found = {part: [each for each in held if each.task.part is part] for part in Part}
    return [(part.value, tasks) for part, tasks in found.items()]


def vacancies(schools: Collection[int], on: date) -> dict[int, list[Task]]:
    """The tasks that nobody has, of each of these schools, in two questions however many there are."""
    rows = Appointment.objects.filter(school__in=schools, role__in=ROLES_OF_TASKS)
    of_school: dict[int, list[tuple[str, date, date | None]]] = {school: [] for school in schools}
    for school, *row in rows.values_list("school", "role", "first_on", "last_on"):
        of_school[school].append(tuple(row))
    agreed = agreed_by_school(schools, on)
    return {
        school: [
            task
            for task in TASKS
            if _stands(
                HELD[task.key].as_agreed(agreed.get(school, {})), task, _periods(rows), on
            ).state.is_broken
        ]
        for school, rows in of_school.items()
    }


def standing_in(school: School, on: date) -> Iterable[Substitute]:
    """Who stands in on a day or will, as far as it is known."""
    rows = Substitute.objects.filter(STANDING, school=school).exclude(last_on__lt=on)
    return rows.select_related("person")


def _periods(rows: Iterable[tuple[str, date, date | None]]) -> Periods:
    found: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for role, first, last in rows:
        found[role].append((first, last or FOREVER))
    return found


def _stands(duty: Duty, task: Task, periods: Periods, on: date) -> Standing:
    every = [period for role in task.roles for period in periods.get(role, ())]
    ended = max((last for _first, last in every if last < on), default=None)
    until = covered_until([each for each in every if each[1] >= on], duty.rhythm.number, on)
    return standing(duty, Record(ended, until=until), on)


def _held(
    task: Task, rows: Iterable[Appointment], stands: Standing, on: date, substitutes: Iterable[Substitute]
) -> Held:
    of_task = [row for row in rows if Role(row.role) in task.roles and (row.last_on or FOREVER) >= on]
    return Held(
        task,
        asked=HELD[task.key].rhythm.number,
        standing=stands,
        holders=tuple(_holder(row) for row in of_task if row.first_on <= on),
        coming=tuple(_holder(row) for row in of_task if row.first_on > on),
        substitutes=tuple(substitutes),
    )


def _holder(row: Appointment) -> Holder:
    return Holder(row.person_id, row.person.full_name, row.first_on, row.last_on)
