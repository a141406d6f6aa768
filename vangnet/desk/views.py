"""The desk."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vangnet.core.access.asking import Asking, Roles, schools_reached, stand_in
from vangnet.core.access.guard import PersonRequest, signed_in
from vangnet.core.access.rules import Rule
from vangnet.core.dossiers.due_words import due_words
from vangnet.core.dossiers.kinds import Kind, kinds
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.signs import proposals
from vangnet.core.people.models import Person
from vangnet.core.questions import Question

# More than this is no list to work from; the soonest come first.
MOST = 100


@dataclass(frozen=True)
class Task:
    """One thing that waits for this person: what, in which dossier, before when."""

    title: str
    about: str
    ends_at: datetime
    ends: str
    due: str
    when: str
    url: str

    @property
    def is_overdue(self) -> bool:
        return self.when == "overdue"


@require_safe
@signed_in
def desk(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    person, today = request.user.person, timezone.localdate(now)
    tasks = waiting_for(person, today, now)
    context = {
        "tasks": tasks[:MOST],
        "are_more": len(tasks) > MOST,
        "proposals": proposals(person, today),
        "today": today,
    }
    return render(request, "desk/desk.html", context)


def waiting_for(person: Person, on: date, now: datetime) -> list[Task]:
    """What waits for this person in any kind of dossier, soonest first; one more than is shown when there is more."""
    waiting = sorted(
        ((row, kind) for kind in kinds().values() for row in _of_kind(kind, person, on)),
        key=lambda found: (found[0].ends_at, found[0].place),
    )[: MOST + 1]
    labels = {
        kind.key: kind.labels({row.dossier for row, its in waiting if its is kind})
        for kind in {kind.key: kind for _row, kind in waiting}.values()
    }
    return [_task(row, kind, labels[kind.key].get(row.dossier, ""), now) for row, kind in waiting]


class Row(NamedTuple):
    """Something that waits in a dossier."""

    dossier: int
    reference: str
    school: str
    step: str
    title: str
    ends_at: datetime
    place: int


COLUMNS = (
    "pk",
    "reference",
    "school__name",
    "waiting__step",
    "waiting__title",
    "waiting__ends_at",
    "waiting__place",
)


def _of_kind(kind: Kind, person: Person, on: date) -> set[Row]:
    """For each role that the kind knows ground by ground, of a wide one the soonest of each school."""
    asking, schools = Asking.of(person, on), schools_reached(person, on)
    return {
        Row(*found)
        for role in {step.role for step in kind.protocol.steps}
        for ground in kind.roles[role].grounds()
        for school in (schools if ground.is_wide else (None,))
        for found in WAITING(
            ground, asking.shape, school is not None, role=role, **_at(school), **asking.values
        )
    }


def _at(school: int | None) -> dict[str, int]:
    return {} if school is None else {"school": school}


def _waiting(ground: Rule, roles: Roles, of_a_school: bool, role: Any, **blanks: Any) -> QuerySet[Any, Any]:
    at = {"school": blanks["school"], "waiting__school": blanks["school"]} if of_a_school else {}
    mine = ground.of(Dossier.objects.filter(waiting__role=role, **at), *stand_in(roles, blanks))
    rows = mine.values_list(*COLUMNS)
    return rows.order_by("waiting__ends_at", "waiting__pk")[: MOST + 1] if of_a_school else rows.order_by()


WAITING = Question(_waiting)


def _task(row: Row, kind: Kind, label: str, now: datetime) -> Task:
    about = (f"{_(kind.title)} {row.reference}", label, row.school)
    return Task(
        title=_(row.title),
        about=" · ".join(part for part in about if part),
        ends_at=row.ends_at,
        ends=row.ends_at.isoformat(),
        due=due_words(row.ends_at, now),
        when=_when(row.ends_at, now),
        url=reverse("dossier-step", args=[row.reference, row.step]),
    )


def _when(ends_at: datetime, now: datetime) -> str:
    if ends_at <= now:
        return "overdue"
    return "today" if ends_at - now <= timedelta(days=1) else "later"
