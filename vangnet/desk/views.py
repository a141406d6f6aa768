"""The desk."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, signed_in
from vangnet.core.dossiers.due_words import due_words, nearness
from vangnet.core.dossiers.kinds import Kind
from vangnet.core.people.models import Person

from .waiting import MOST, Row, soonest


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

    @property
    def is_soon(self) -> bool:
        return self.when == "soon"


@require_safe
@signed_in
def desk(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    tasks = waiting_for(request.user.person, timezone.localdate(now), now)
    context = {"tasks": tasks[:MOST], "are_more": len(tasks) > MOST, "today": timezone.localdate(now)}
    return render(request, "desk/desk.html", context)


def waiting_for(person: Person, on: date, now: datetime) -> list[Task]:
    """What waits for this person in any kind of dossier, soonest first; one more than is shown when there is more."""
    waiting = soonest(person, on)
    labels = {
        kind.key: kind.labels({row.dossier for row, its in waiting if its is kind})
        for kind in {kind.key: kind for _row, kind in waiting}.values()
    }
    return [_task(row, kind, labels[kind.key].get(row.dossier, ""), now) for row, kind in waiting]


def _task(row: Row, kind: Kind, label: str, now: datetime) -> Task:
    about = (f"{_(kind.title)} {row.reference}", label, row.school)
    return Task(
        title=_(row.title),
        about=" · ".join(part for part in about if part),
        ends_at=row.ends_at,
        ends=row.ends_at.isoformat(),
        due=due_words(row.ends_at, now),
        when=nearness(row.ends_at, now),
        url=reverse("dossier-step", args=[row.reference, row.step]),
    )
