"""From the facts that stand to what the protocol asks about."""

from collections.abc import Iterable
from datetime import datetime

from vangnet.core.dossiers.models import Entry, Talk
from vangnet.core.dossiers.models.talk import Partner
from vangnet.core.dossiers.timeline import Timeline

from .models import BoardTold, Decision, Part, Suspicion
from .protocol import MisconductCase

NOT_IN_A_REGISTER = "other"


def case_of(timeline: Timeline) -> MisconductCase:
    """Of the decision the latest holds. A talk that was not held, with its reason, answers for that person as well."""
    standing, facts = timeline.standing(), timeline.standing_facts()
    suspicion = next(fact for fact in facts if isinstance(fact, Suspicion))
    decisions = [fact for fact in facts if isinstance(fact, Decision)]
    talks = [fact for fact in facts if isinstance(fact, Talk)]
    about = timeline.subjects()
    return MisconductCase(
        known_at=suspicion.entry.happened_at,
        is_offence=suspicion.nature == Suspicion.Nature.OFFENCE,
        board_told_at=min(
            (fact.entry.happened_at for fact in facts if isinstance(fact, BoardTold)), default=None
        ),
        consulted_at=_first(standing, "consult"),
        decided_at=decisions[-1].entry.happened_at if decisions else None,
        is_suspected=bool(decisions) and decisions[-1].outcome == Decision.Outcome.REASONABLE,
        pupils=_keys(row.pupil_id for row in about if row.role == Part.PUPIL),
        parents_told=_keys(talk.pupil_id for talk in talks if talk.partner == Partner.PARENT),
        accused=_keys(row.person_id for row in about if row.role == Part.ACCUSED),
        accused_told=_keys(talk.person_id for talk in talks if talk.partner == Partner.COLLEAGUE),
        reported_at=_first(standing, "report_police"),
        inspector_told=any(entry.step == "tell_inspector" for entry in standing),
    )


def _first(entries: Iterable[Entry], step: str) -> datetime | None:
    return min((entry.happened_at for entry in entries if entry.step == step), default=None)


def _keys(numbers: Iterable[int | None]) -> frozenset[str]:
    """Those outside the register are told together: no number tells them apart."""
    return frozenset(str(number) if number else NOT_IN_A_REGISTER for number in numbers)
