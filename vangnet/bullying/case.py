"""From the facts that stand to what the protocol asks about."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from vangnet.core.dossiers.models import Talk
from vangnet.core.dossiers.models.agreed_day import open_days
from vangnet.core.dossiers.models.talk import Partner
from vangnet.core.dossiers.timeline import Timeline
from vangnet.core.people.agreed import agreed

from .models import FollowUpHeld, Judgement, Part
from .protocol import QUIET_WEEKS, BullyingCase, Verdict

HAPPENED = frozenset({"report", "again"})
FOLLOWED = frozenset({"agree", "follow_up"})


def case_of(timeline: Timeline) -> BullyingCase:
    """A talk that was not held, with its reason, answers for that pupil or those parents as well."""
    facts, dossier = timeline.standing_facts(), timeline.dossier
    judged = [fact for fact in facts if isinstance(fact, Judgement)]
    looked = [fact for fact in facts if isinstance(fact, FollowUpHeld)]
    bullied, bullies = _pupils(timeline, Part.BULLIED), _pupils(timeline, Part.BULLY)
    return BullyingCase(
        reported_at=timeline.entries[0].recorded_at,
        last_time=max([*_days(timeline, HAPPENED), *_found(looked, FollowUpHeld.Outcome.AGAIN)]),
        verdict=Verdict(judged[-1].verdict) if judged else None,
        bullied=bullied,
        others=bullies | _pupils(timeline, Part.FOLLOWER),
        spoken=_spoken(timeline, Partner.CHILD),
        parents_wanted=bullied | bullies,
        parents_spoken=_spoken(timeline, Partner.PARENT),
        approach_agreed="agree" in timeline.done(),
        follow_ups=tuple(sorted(each.on for each in open_days(facts))),
        followed_on=max(_days(timeline, FOLLOWED), default=None),
        stayed_away_on=max(_found(looked, FollowUpHeld.Outcome.STAYED_AWAY), default=None),
        quiet_weeks=QUIET_WEEKS.value(agreed(dossier.school, dossier.law_on)),
    )


def _pupils(timeline: Timeline, part: Part) -> frozenset[int]:
    return frozenset(row.pupil_id for row in timeline.subjects() if row.pupil_id and row.role == part)


def _spoken(timeline: Timeline, partner: Partner) -> frozenset[int]:
    talks = [fact for fact in timeline.standing_facts() if isinstance(fact, Talk)]
    return frozenset(talk.pupil_id for talk in talks if talk.pupil_id and talk.partner == partner)


def _days(timeline: Timeline, steps: frozenset[str]) -> list[date]:
    return [timezone.localdate(entry.happened_at) for entry in timeline.standing() if entry.step in steps]


def _found(looked: Iterable[FollowUpHeld], outcome: FollowUpHeld.Outcome) -> list[date]:
    return [timezone.localdate(held.entry.happened_at) for held in looked if held.outcome == outcome]
