"""From the facts that stand to what the protocol asks about."""

from vangnet.core.dossiers.models import Talk
from vangnet.core.dossiers.timeline import Timeline

from .models import Part
from .protocol import RestraintCase


def case_of(timeline: Timeline) -> RestraintCase:
    """A talk that was not held, with its reason, answers for that child as well."""
    told = {fact.pupil_id for fact in timeline.standing_facts() if isinstance(fact, Talk)}
    return RestraintCase(
        reported_at=timeline.entries[0].recorded_at,
        children=frozenset(
            row.pupil_id for row in timeline.subjects() if row.pupil_id and row.role == Part.PUPIL
        ),
        children_told=frozenset(key for key in told if key),
        evaluated="evaluate" in timeline.done(),
    )
