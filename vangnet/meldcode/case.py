"""From the facts that stand to what the protocol asks about.

A contact, a decision or an agreement answers what was weighed or decided on the same day as well: at acute danger
there is no order.
"""

from collections.abc import Sequence
from datetime import date, datetime

from vangnet.core.dossiers.models import Talk
from vangnet.core.dossiers.models.talk import Partner
from vangnet.core.dossiers.timeline import Timeline

from .models import (
    UNSAFE,
    Advice,
    Consultation,
    DirectorInformed,
    Help,
    Part,
    ReportAnswer,
    Signals,
    VeiligThuisReport,
    YesNo,
)
from .protocol import MeldcodeCase, Suspicion
from .told import Given, Question, Told, day_of, is_after


def case_of(timeline: Timeline) -> MeldcodeCase:
    told, reported_at = Told.of(timeline), timeline.entries[0].recorded_at
    talks, weighed, effect = told.all(Talk), told.weighed, _effect(told)
    return MeldcodeCase(
        reported_at=reported_at,
        children=frozenset(
            row.pupil_id for row in timeline.subjects() if row.pupil_id and row.role == Part.CHILD
        ),
        consulted=any(fact.partner == Consultation.Partner.COLLEAGUE for fact in told.all(Consultation)),
        children_spoken=_spoken(talks, Partner.CHILD),
        parents_spoken=_spoken(talks, Partner.PARENT),
        talk_held=any(talk.is_held for talk in talks),
        acute_since=_acute_since(told),
        suspicion=Suspicion(weighed.answers[Question.SUSPICION]) if weighed else None,
        unsafe_since=_not_called_since(told, UNSAFE),
        doubt_since=_not_called_since(told, (Given.DOUBT,)),
        strong_since=_strong_since(told),
        points_to_report=effect is False or (weighed is not None and weighed.points_to_report),
        decided=_is_decided(told),
        undecided_since=_undecided_since(told, reported_at),
        report_due_since=_report_due_since(told),
        failed_since=_failed_since(told),
        ever_reported=bool(told.reports),
        reported=told.reported,
        answer_awaited_since=_answer_awaited_since(told),
        help_decided=told.decision is not None and told.decision.help == YesNo.YES,
        help_due_since=_help_due_since(told),
        help_until=told.help.until if told.help and effect is None else None,
        effect=effect,
    )


def _spoken(talks: Sequence[Talk], partner: Partner) -> frozenset[int]:
    """A talk that was not held, with its reason, answers for that child as well."""
    return frozenset(talk.pupil_id for talk in talks if talk.partner == partner and talk.pupil_id)


def _acute_since(told: Told) -> datetime | None:
    """From when signals or a weighing said so, until it was weighed as safe."""
    weighed = told.weighed
    said = [fact.entry.recorded_at for fact in told.all(Signals) if fact.danger == Signals.Danger.ACUTE]
    if weighed and weighed.safety == Given.ACUTE:
        said.append(weighed.entry.recorded_at)
    if weighed and weighed.safety == Given.NO:
        said = [moment for moment in said if moment > weighed.entry.recorded_at]
    return min(said, default=None)


def _not_called_since(told: Told, answers: Sequence[str]) -> datetime | None:
    """Since when it was weighed so without a contact with Veilig Thuis on that day or later."""
    contacts = [*map(day_of, told.all(Advice)), *map(day_of, told.all(VeiligThuisReport))]
    called = max(contacts, default=date.min)
    waiting = [each for each in told.weighings if each.safety in answers and day_of(each) > called]
    return waiting[0].entry.happened_at if waiting else None


def _strong_since(told: Told) -> datetime | None:
    weighed = told.weighed
    if weighed is None or not weighed.is_strong or told.all(DirectorInformed):
        return None
    return weighed.entry.happened_at


def _is_decided(told: Told) -> bool:
    if told.decision is None:
        return False
    return told.weighed is None or day_of(told.decision) >= day_of(told.weighed)


def _undecided_since(told: Told, reported_at: datetime) -> datetime | None:
    """From the first signals on; for a weighing after a decision, from that weighing on."""
    weighed = told.weighed
    if weighed is None or not weighed.is_suspected or _is_decided(told):
        return None
    return weighed.entry.happened_at if told.decision else reported_at


def _report_due_since(told: Told) -> datetime | None:
    decision = told.decision
    if decision is None or decision.report == YesNo.NO or told.reported:
        return None
    return decision.entry.happened_at


def _failed_since(told: Told) -> datetime | None:
    """Help that failed asks for a report, or for another decision in its place."""
    failed, decision = told.failed, told.decision
    if failed is None or told.reported or (decision and is_after(decision, failed)):
        return None
    return failed.entry.happened_at


def _answer_awaited_since(told: Told) -> datetime | None:
    answers = told.all(ReportAnswer)
    waiting = [report for report in told.reports if not any(is_after(each, report) for each in answers)]
    return waiting[0].entry.happened_at if waiting else None


def _help_due_since(told: Told) -> datetime | None:
    decision = told.decision
    if decision is None or decision.help == YesNo.NO:
        return None
    if any(day_of(help) >= day_of(decision) for help in told.all(Help)):
        return None
    return decision.entry.happened_at


def _effect(told: Told) -> bool | None:
    """Whether the help that was agreed last worked; nothing while nobody looked."""
    effect, help = next(reversed(told.effects), None), told.help
    if effect is None or (help and is_after(help, effect)):
        return None
    return effect.given == Given.YES
