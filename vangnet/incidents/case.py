"""From the facts that stand to what the protocol asks about, and to what lists need."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from vangnet.core.calendars import school_year_of
from vangnet.core.dossiers.models import Dossier, Fact, Subject
from vangnet.core.dossiers.models.agreed_day import open_days
from vangnet.core.dossiers.timeline import Timeline
from vangnet.core.rows import insert

from .models import (
    Assessment,
    Incident,
    InvolvedPupil,
    LabourReport,
    ParentsTold,
    Report,
    StaffAccident,
)
from .models.facts import CONCERNED, REPORTED_AT_ONCE, Part
from .protocol import IncidentCase, Severity
from .totals import cells_kept, cells_of, move


def case_of(timeline: Timeline) -> IncidentCase:
    """What the entries that stand say; of what was said more than once the latest holds."""
    facts = timeline.standing_facts()
    subjects = timeline.subjects()
    assessed = [fact for fact in facts if isinstance(fact, Assessment)]
    ended = [fact for fact in facts if isinstance(fact, StaffAccident)]
    done = timeline.done()
    return IncidentCase(
        reported_at=timeline.entries[0].recorded_at,
        severity=Severity(assessed[-1].severity) if assessed else None,
        children=frozenset(row.pupil_id for row in subjects if row.pupil_id and row.role in CONCERNED),
        children_told=frozenset(fact.pupil_id for fact in facts if isinstance(fact, ParentsTold)),
        follow_ups=tuple(sorted(fact.on for fact in open_days(facts))),
        staff_hurt=_staff_hurt(facts, subjects, assessed),
        staff_outcomes=frozenset(fact.person_id for fact in ended),
        labour_report_since=_labour_report_since(facts, ended),
        evaluated="evaluate" in done,
    )


def _staff_hurt(
    facts: Sequence[Fact], subjects: Sequence[Subject], assessed: Sequence[Assessment]
) -> frozenset[int]:
    """A work accident is also what somebody else does to a colleague, once it is known that somebody was hurt."""
    victims = frozenset(row.person_id for row in subjects if row.person_id and row.role == Part.VICTIM)
    was_hurt = bool(assessed) and assessed[-1].injury != Assessment.Injury.NONE
    if not victims or was_hurt:
        return victims
    is_accident = any(fact.category.is_accident for fact in facts if isinstance(fact, Report))
    return victims if is_accident else frozenset()


def _labour_report_since(facts: Sequence[Fact], ended: Sequence[StaffAccident]) -> datetime | None:
    """From when the duty to report runs; nothing when there is none, or when it has been met."""
    grave = [fact.entry.happened_at for fact in ended if fact.outcome in REPORTED_AT_ONCE]
    if not grave or any(isinstance(fact, LabourReport) for fact in facts):
        return None
    return min(grave)


def settle(timeline: Timeline, case: IncidentCase, is_first: bool) -> None:
    """Work out anew what lists and figures use; done twice it changes nothing."""
    dossier, facts = timeline.dossier, timeline.standing_facts()
    report = next(fact for fact in reversed(facts) if isinstance(fact, Report))
    assessed = [fact for fact in facts if isinstance(fact, Assessment)]
    row = Incident(
        dossier=dossier,
        school_id=dossier.school_id,
        school_year=school_year_of(timezone.localdate(report.entry.happened_at)).name,
        happened_at=report.entry.happened_at,
        category_id=report.category_id,
        place=report.place,
        severity=case.severity.value if case.severity else "",
        injury=assessed[-1].injury if assessed else "",
        is_closed=dossier.closed_on is not None,
    )
    before = [] if is_first else cells_kept(dossier.pk)
    insert([row], over="dossier_id")
    move(before, cells_of(row))
    if not is_first:
        InvolvedPupil.objects.filter(incident=row).delete()
    _insert_pupils(timeline, row)


def _insert_pupils(timeline: Timeline, row: Incident) -> None:
    involved = [
        InvolvedPupil(
            incident_id=row.dossier_id,
            pupil_id=subject.pupil_id,
            role=subject.role,
            school_id=row.school_id,
            happened_at=row.happened_at,
        )
        for subject in timeline.subjects()
        if subject.pupil_id
    ]
    if involved:
        insert(involved)


def forget(dossier: Dossier) -> None:
    """Nothing of a destroyed incident stays in the figures."""
    move(cells_kept(dossier.pk), [])
    Incident.objects.filter(dossier=dossier).delete()
