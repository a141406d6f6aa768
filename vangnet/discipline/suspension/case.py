"""From the facts that stand to what the protocol asks about."""

from django.utils import timezone

from vangnet.core.dossiers.models import Talk
from vangnet.core.dossiers.timeline import Timeline
from vangnet.core.people.models import School

from ..hearing import CAME_NOT, parents_were_heard
from ..models import (
    LawfulAbsence,
    LetterSent,
    ObjectionMade,
    ParentsNotHeard,
    SuspensionDecided,
    SuspensionGround,
)
from .protocol import Days, SuspensionCase


def case_of(timeline: Timeline) -> SuspensionCase:
    """Parents who were not heard, with the reason, are recorded in the same step; that answers for them."""
    facts, done = timeline.standing_facts(), timeline.done()
    objection = timeline.latest(ObjectionMade)
    came = objection is not None and objection.outcome == ObjectionMade.Outcome.CAME
    ground = next(fact for fact in reversed(facts) if isinstance(fact, SuspensionGround))
    decided = timeline.latest(SuspensionDecided)
    entered = [(row.first_on, row.last_on) for row in facts if isinstance(row, LawfulAbsence)]
    return SuspensionCase(
        proposed_at=timeline.entries[0].recorded_at,
        is_public=timeline.dossier.school.governance == School.Governance.PUBLIC,
        over_parents=ground.ground == SuspensionGround.Ground.PARENTS,
        reviewed="legal_review" in done,
        consulted="consult_board" in done,
        parents_heard=parents_were_heard(facts, "hear_parents", accepted=ParentsNotHeard.Reason.values),
        decided_on=timezone.localdate(decided.entry.happened_at) if decided else None,
        days=_days(decided) if decided else None,
        letter_sent="send_letter" in done,
        reported="report_inspectorate" in done,
        work_given="give_work" in done,
        absence_entered=decided is not None and (decided.first_on, decided.last_on) in entered,
        told_on=tuple(sorted(fact.sent_on for fact in facts if isinstance(fact, LetterSent))),
        objection_on=timezone.localdate(objection.entry.happened_at) if objection and came else None,
        heard_again=parents_were_heard(facts, "hear_objection", accepted=CAME_NOT),
        decided_again="decide_objection" in done,
        talked_on_return=any(isinstance(fact, Talk) and fact.entry.step == "return_talk" for fact in facts),
    )


def _days(decided: SuspensionDecided) -> Days:
    return Days(decided.first_on, decided.last_on, decided.days, decided.back_on)
