"""The desk."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, signed_in
from vangnet.core.dossiers.due_words import due_words, nearness
from vangnet.core.dossiers.kinds import kind_of
from vangnet.core.dossiers.signs import proposals
from vangnet.core.obligations.declared import all_duties
from vangnet.core.people.models import Person
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL

from .promised import MOST as MOST_PROMISES
from .promised import promised_to, roles_asked
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
    person, today = request.user.person, timezone.localdate(now)
    tasks = waiting_for(person, today, now)
    context = {
        "tasks": tasks[:MOST],
        "are_more": len(tasks) > MOST,
        "proposals": proposals(person, today),
        "sees_promises": bool(roles_asked(person, all_duties(today), today)),
        "reports_defects": bool(person.roles(today) & STAFF_OF_A_SCHOOL),
        "today": today,
    }
    return render(request, "desk/desk.html", context)


@require_safe
@signed_in
def promised(request: PersonRequest) -> HttpResponse:
    """A part of the desk that comes after the rest: every promise of a school is looked at for it."""
    if not request.htmx:
        return redirect("duties")
    promises = promised_to(request.user.person, timezone.localdate())
    context = {"promises": promises[:MOST_PROMISES], "more": max(0, len(promises) - MOST_PROMISES)}
    return render(request, "desk/promised.html", context)


def waiting_for(person: Person, on: date, now: datetime) -> list[Task]:
    """What waits for this person in any kind of dossier, soonest first; one more than is shown when there is more."""
    waiting, labels = soonest(person, on), dict[int, str]()
    for key in {row.kind for row in waiting}:
        labels |= kind_of(key).labels({row.dossier for row in waiting if row.kind == key})
    return [_task(row, labels.get(row.dossier, ""), now) for row in waiting]


def _task(row: Row, label: str, now: datetime) -> Task:
    about = (f"{_(kind_of(row.kind).title)} {row.reference}", label, row.school)
    return Task(
        title=_(row.title),
        about=" · ".join(part for part in about if part),
        ends_at=row.ends_at,
        ends=row.ends_at.isoformat(),
        due=due_words(row.ends_at, now),
        when=nearness(row.ends_at, now),
        url=reverse("dossier-step", args=[row.reference, row.step]),
    )
