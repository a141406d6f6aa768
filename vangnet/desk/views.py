"""The desk."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
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

# More than this is no list to work from; the soonest come first.
MOST = 200


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
    tasks = waiting_for(request.user.person, timezone.localdate(), now)
    return render(request, "desk/desk.html", {"tasks": tasks, "today": timezone.localdate()})


def waiting_for(person: Person, on: date, now: datetime) -> list[Task]:
    """Everything that waits for this person in any kind of dossier, soonest first."""
    tasks = [task for kind in kinds().values() for task in _of_kind(kind, person, on, now)]
    return sorted(tasks, key=attrgetter("ends_at"))


def _of_kind(kind: Kind, person: Person, on: date, now: datetime) -> list[Task]:
    """One query for each role that the kind knows, and one for what the dossiers are about."""
    waiting: list[Waiting] = []
    for role in {step.role for step in kind.protocol.steps}:
        mine = kind.roles[role].of(Dossier.objects.filter(kind=kind.key, closed_on=None), person, on)
        waiting += Waiting.objects.filter(role=role, dossier__in=mine).select_related("dossier__school")[
            :MOST
        ]
    labels = kind.labels({row.dossier_id for row in waiting})
    return [_task(row, kind, labels.get(row.dossier_id, ""), now) for row in waiting]


def _task(row: Waiting, kind: Kind, label: str, now: datetime) -> Task:
    about = (f"{_(kind.title)} {row.dossier.reference}", label, row.dossier.school.name)
    return Task(
        title=_(row.title),
        about=" · ".join(part for part in about if part),
        ends_at=row.ends_at,
        ends=row.ends_at.isoformat(),
        due=due_words(row.ends_at, now),
        when=_when(row.ends_at, now),
        url=reverse(f"{kind.page}-step", args=[row.dossier.reference, row.step]),
    )


def _when(ends_at: datetime, now: datetime) -> str:
    if ends_at <= now:
        return "overdue"
    return "today" if ends_at - now <= timedelta(days=1) else "later"
