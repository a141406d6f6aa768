"""Works out anew what lists sort on: whether a dossier is closed, and what waits for whom before when."""

from datetime import date, datetime

from django.utils import timezone

from vangnet.core.people.agreed import agreed
from vangnet.core.people.calendars import calendar_of

from .models import Dossier, Waiting
from .timeline import Timeline


def settle(dossier: Dossier, now: datetime) -> None:
    settle_from(Timeline.of(dossier), now)


def settle_from(timeline: Timeline, now: datetime) -> None:
    """The same, from entries that are loaded already."""
    dossier = timeline.dossier
    protocol, case = dossier.declared.protocol, dossier.declared.case(timeline)
    calendar = calendar_of(dossier.school) if protocol.counts_school_days else None
    dues = protocol.due(case, timeline.done(), calendar, agreed(dossier.school, dossier.law_on))
    dossier.closed_on = _closed_on(timeline)
    dossier.next_due_at = dues[0].ends if dues else None
    Dossier.objects.filter(pk=dossier.pk).update(closed_on=dossier.closed_on, next_due_at=dossier.next_due_at)
    dossier.waiting.all().delete()
    Waiting.objects.bulk_create(
        Waiting(dossier=dossier, place=place, step=due.step, title=due.title, role=due.role, ends_at=due.ends)
        for place, due in enumerate(dues)
    )
    dossier.declared.settle(timeline, case)


def _closed_on(timeline: Timeline) -> date | None:
    protocol = timeline.dossier.declared.protocol
    if not protocol.is_closed(timeline.done()):
        return None
    closing = [
        entry
        for entry in timeline.standing()
        if protocol.has(entry.step) and protocol.step(entry.step).closes
    ]
    return timezone.localdate(closing[-1].recorded_at)
