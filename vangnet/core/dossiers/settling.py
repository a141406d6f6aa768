"""Works out anew what lists sort on: whether a dossier is closed, and what waits for whom before when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from vangnet.core.people.agreed import agreed
from vangnet.core.people.calendars import calendar_of
from vangnet.core.protocols import Due
from vangnet.core.rows import insert

from .models import Dossier, Waiting
from .models.dossier import STATE
from .timeline import Timeline


def settle(dossier: Dossier) -> None:
    timeline = Timeline.of(dossier)
    settled = work_out(timeline)
    dossier.keep(*STATE)
    settled.keep(timeline)


@dataclass(frozen=True)
class Settled:
    """Where a dossier stands, worked out and not yet kept."""

    case: Any
    dues: Sequence[Due]

    def keep(self, timeline: Timeline, *, is_first: bool = False) -> None:
        """What waits, and what the lists of this kind need; the dossier's own row is kept by whoever writes it.

        At the first entry nothing is looked up or taken away that can't be there yet.
        """
        dossier = timeline.dossier
        if not is_first:
            Waiting.objects.filter(dossier=dossier).delete()
        if self.dues:
            insert([_waiting(dossier, place, due) for place, due in enumerate(self.dues)])
        dossier.declared.settle(timeline, self.case, is_first)


def work_out(timeline: Timeline) -> Settled:
    """From entries that are loaded already, stored or about to be; tells the dossier, and writes nothing."""
    dossier = timeline.dossier
    protocol, case = dossier.declared.protocol, dossier.declared.case(timeline)
    calendar = calendar_of(dossier.school) if protocol.counts_school_days else None
    dues = protocol.due(case, timeline.done(), calendar, agreed(dossier.school, dossier.law_on))
    dossier.closed_on = _closed_on(timeline)
    dossier.next_due_at = dues[0].ends if dues else None
    return Settled(case, dues)


def _waiting(dossier: Dossier, place: int, due: Due) -> Waiting:
    return Waiting(
        dossier=dossier,
        school_id=dossier.school_id,
        place=place,
        step=due.step,
        title=due.title,
        role=due.role,
        ends_at=due.ends,
    )


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
