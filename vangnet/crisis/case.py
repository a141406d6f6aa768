"""From the facts that stand to what the protocol asks about."""

from vangnet.core.dossiers.models import Talk
from vangnet.core.dossiers.models.agreed_day import open_days
from vangnet.core.dossiers.models.talk import Partner
from vangnet.core.dossiers.timeline import Timeline

from .models import Part, Told
from .protocol import CrisisCase

CONCERNED = (Part.DECEASED, Part.CONCERNED)


def case_of(timeline: Timeline) -> CrisisCase:
    """A talk with parents that was not held, with its reason, answers for that pupil as well."""
    facts, done = timeline.standing_facts(), timeline.done()
    talks = [fact for fact in facts if isinstance(fact, Talk) and fact.partner == Partner.PARENT]
    return CrisisCase(
        reported_at=timeline.entries[0].recorded_at,
        told=frozenset(fact.circle for fact in facts if isinstance(fact, Told)),
        children=frozenset(
            row.pupil_id for row in timeline.subjects() if row.pupil_id and row.role in CONCERNED
        ),
        parents_spoken=frozenset(talk.pupil_id for talk in talks if talk.pupil_id),
        help_asked="ask_help" in done,
        agreed="agree" in done,
        aftercare=tuple(sorted(each.on for each in open_days(facts))),
        aftercare_given="aftercare" in done,
        evaluated="evaluate" in done,
    )
