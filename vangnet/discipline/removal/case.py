"""From the facts that stand to what the protocol asks about."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.timeline import Timeline
from vangnet.core.people.models import School

from ..hearing import CAME_NOT, parents_were_heard
from ..models import (
    Admissibility,
    DisputeBrought,
    DisputeEnded,
    LetterSent,
    ObjectionMade,
    RemovalDecided,
    RemovalGround,
    SchoolAsked,
)
from .conditions import RemovalCase
from .terms import Dispute


def case_of(timeline: Timeline) -> RemovalCase:
    """Of what was said more than once the latest holds; of another school, the latest of what it answered."""
    facts, done = timeline.standing_facts(), timeline.done()
    ground = next(fact for fact in reversed(facts) if isinstance(fact, RemovalGround))
    objection = timeline.latest(ObjectionMade)
    came = objection is not None and objection.outcome == ObjectionMade.Outcome.CAME
    willing = {school.type for school in _answers(facts) if school.answer == SchoolAsked.Answer.WILLING}
    stated = [fact.outcome for fact in facts if isinstance(fact, Admissibility)]
    return RemovalCase(
        intended_at=timeline.entries[0].recorded_at,
        is_public=timeline.dossier.school.governance == School.Governance.PUBLIC,
        over_parents=ground.ground == RemovalGround.Ground.PARENTS,
        reviewed="legal_review" in done,
        teacher_heard="hear_teacher" in done,
        parents_heard=parents_were_heard(facts, "hear_parents", accepted=CAME_NOT),
        willing=SchoolAsked.Type.REGULAR in willing,
        willing_special=bool(willing - {SchoolAsked.Type.REGULAR}),
        special_asked=any(school.type != SchoolAsked.Type.REGULAR for school in _answers(facts)),
        admissible=stated[-1:] == [Admissibility.Outcome.GRANTED],
        decided_on=next((_day(fact) for fact in facts if isinstance(fact, RemovalDecided)), None),
        officer_told="tell_attendance_officer" in done,
        told_on=tuple(sorted(_told(facts))),
        no_objection=objection is not None and not came,
        objection_on=_day(objection) if objection and came else None,
        heard_again=parents_were_heard(facts, "hear_objection", accepted=CAME_NOT),
        dispute=_dispute(facts),
        decided_again="decide_objection" in done,
    )


def _told(facts: Sequence[Fact]) -> list[date]:
    """When the decision went out, in letters that tell of the right to object."""
    return [fact.sent_on for fact in facts if isinstance(fact, LetterSent) and fact.tells_to_object]


def _answers(facts: Sequence[Fact]) -> list[SchoolAsked]:
    """The latest answer of each school, by its name."""
    asked = [fact for fact in facts if isinstance(fact, SchoolAsked)]
    return list({" ".join(fact.name.casefold().split()): fact for fact in asked}.values())


def _dispute(facts: Sequence[Fact]) -> Dispute | None:
    asked = next((_day(fact) for fact in facts if isinstance(fact, DisputeBrought)), None)
    ended = next((_day(fact) for fact in facts if isinstance(fact, DisputeEnded)), None)
    return Dispute(asked, ended) if asked else None


def _day(fact: Fact) -> date:
    return timezone.localdate(fact.entry.happened_at)
