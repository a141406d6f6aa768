"""What the plan and the law promise about the people of a school, and the rows that fulfil each promise."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from vangnet.core.obligations.duties import Duty, Evidence
from vangnet.core.obligations.rhythms import Always
from vangnet.core.people.models import Appointment
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .tasks import TASKS, Task


@dataclass(frozen=True)
class AppointedIn:
    """The appointments that give a task."""

    roles: tuple[Role, ...]

    def __call__(self) -> QuerySet[Any, Any]:
        return Appointment.objects.filter(role__in=self.roles)


def held(task: Task) -> Duty:
    """At every moment somebody has the task: without a successor it is broken on the day after the last."""
    return Duty(
        key=f"staffing.{task.key}",
        title=task.promise,
        source=task.source,
        also=task.also,
        rhythm=Always(1),
        role=task.seen_to_by,
        evidence=Evidence(AppointedIn(task.roles), day="first_on", until="last_on"),
        hint=_("Who is appointed has the task. Without an appointment it is vacant from the first day."),
        recorded_at="appoint",
        highest=task.most_asked,
    )


HELD = {task.key: held(task) for task in TASKS}

DUTIES: tuple[Duty, ...] = (*HELD.values(),)
