"""From the facts that stand to what the protocol asks about."""

from collections.abc import Sequence

from vangnet.core.dossiers.models import Fact
from vangnet.core.dossiers.timeline import Timeline

from .models import OFFENCE, CommitteeChosen, Conversation, HandedToBoard, Opinion, Part, Postponement
from .protocol import ComplaintCase, Talked


def case_of(timeline: Timeline) -> ComplaintCase:
    """Of what was said more than once the latest holds; of what runs from a day or moment the first."""
    facts, done = timeline.standing_facts(), timeline.done()
    with_concerned = _talk(facts, "talk_concerned")
    with_head = _talk(facts, "talk_head")
    opinion, later = timeline.latest(Opinion), timeline.latest(Postponement)
    committee = timeline.latest(CommitteeChosen)
    handed = [fact for fact in facts if isinstance(fact, HandedToBoard)]
    told = [fact.entry.happened_at for fact in handed if fact.why == HandedToBoard.Why.OFFENCE_TOLD]
    return ComplaintCase(
        received_at=timeline.entries[0].recorded_at,
        has_person_concerned=any(row.role == Part.CONCERNED for row in timeline.subjects()),
        with_concerned=Talked(with_concerned.outcome) if with_concerned else None,
        talked_at=with_concerned.entry.happened_at if with_concerned else None,
        with_head=Talked(with_head.outcome) if with_head else None,
        lodged_on=min(
            (fact.received_on for fact in handed if fact.why == HandedToBoard.Why.COMPLAINT), default=None
        ),
        acknowledged="acknowledge" in done,
        board_answered="board_answer" in done,
        committee=committee.committee if committee else "",
        opinion_on=opinion.received_on if opinion else None,
        postponed_until=later.until if later else None,
        opinion_answered="answer_opinion" in done,
        offence_since=min((fact.entry.recorded_at for fact in handed if fact.why in OFFENCE), default=None),
        board_told_at=min(told, default=None),
        inspector_consulted="inspector" in done,
        dropped="drop" in done,
    )


def _talk(facts: Sequence[Fact], step: str) -> Conversation | None:
    talks = [fact for fact in facts if isinstance(fact, Conversation) and fact.entry.step == step]
    return talks[-1] if talks else None
