"""The desk."""

from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, signed_in
from vangnet.core.dossiers.due_words import due_words
from vangnet.core.dossiers.kinds import Kind, kinds
from vangnet.core.dossiers.models import Dossier, Waiting
from vangnet.core.people.models import Person


@dataclass(frozen=True)
class Task:
    """One thing that waits for this person: what, in which dossier, before when."""

    title: str
    kind: str
    reference: str
    school: str
    ends_at: datetime
    due: str
    is_overdue: bool
    url: str


@require_safe
@signed_in
def desk(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    tasks = waiting_for(request.user.person, timezone.localdate(), now)
    return render(request, "desk/desk.html", {"tasks": tasks, "today": timezone.localdate()})


def waiting_for(person: Person, on: date, now: datetime) -> list[Task]:
    """Everything that waits for this person in any kind of dossier, soonest first."""
    tasks = [task for kind in kinds().values() for task in _of_kind(kind, person, on, now)]
    return sorted(tasks, key=attrgetter("ends_at"))


def _of_kind(kind: Kind, person: Person, on: date, now: datetime) -> list[Task]:
    """One query for each role that the kind knows."""
    found = []
    for role in {step.role for step in kind.protocol.steps}:
        mine = kind.roles[role].of(Dossier.objects.filter(kind=kind.key, closed_on=None), person, on)
        rows = Waiting.objects.filter(role=role, dossier__in=mine).select_related("dossier__school")
        found += [_task(row, kind, now) for row in rows[:200]]
    return found


def _task(row: Waiting, kind: Kind, now: datetime) -> Task:
    return Task(
        title=_(row.title),
        kind=_(kind.title),
        reference=row.dossier.reference,
        school=row.dossier.school.name,
        ends_at=row.ends_at,
        due=due_words(row.ends_at, now),
        is_overdue=row.ends_at <= now,
        url=reverse(f"{kind.page}-step", args=[row.dossier.reference, row.step]),
    )
