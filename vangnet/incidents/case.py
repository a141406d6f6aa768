"""From the facts that stand to what the protocol asks about, and to what lists need."""

from datetime import datetime

from django.utils import timezone

from vangnet.core.calendars import school_year_of
from vangnet.core.dossiers.models import Dossier, Subject

from .models import (
    Assessment,
    FollowUpAgreed,
    FollowUpHeld,
    Incident,
    LabourReport,
    ParentsTold,
    Report,
    StaffAccident,
)
from .models.facts import CONCERNED, REPORTED_AT_ONCE, Part
from .protocol import IncidentCase, Severity


def case_of(dossier: Dossier) -> IncidentCase:
    of_this = {"entry__dossier": dossier}
    subjects = list(Subject.objects.standing().filter(dossier=dossier).values_list("role", "pupil", "person"))
    graded = Assessment.objects.standing().filter(**of_this).order_by("-entry__number")
    held = FollowUpHeld.objects.standing().filter(**of_this).values("agreed")
    agreed = FollowUpAgreed.objects.standing().filter(**of_this)
    agreed = agreed.exclude(entry__in=held).exclude(entry__corrects__in=held)
    ended = StaffAccident.objects.standing().filter(**of_this)
    outcomes = list(ended.values_list("person", "outcome", "entry__happened_at"))
    is_accident = Report.objects.standing().filter(**of_this, category__is_accident=True).exists()
    told = ParentsTold.objects.standing().filter(**of_this).values_list("pupil", flat=True)
    severity, injury = graded.values_list("severity", "injury").first() or (None, None)
    # A work accident is also what somebody else does to a colleague, once it is known that somebody was hurt.
    hurts = is_accident or injury not in (None, Assessment.Injury.NONE)
    return IncidentCase(
        reported_at=dossier.entries.values_list("recorded_at", flat=True).get(number=1),
        severity=Severity(severity) if severity else None,
        children=frozenset(pupil for role, pupil, _ in subjects if pupil and role in CONCERNED),
        children_told=frozenset(told),
        follow_ups=tuple(sorted(agreed.values_list("on", flat=True))),
        staff_hurt=frozenset(
            person for role, _, person in subjects if person and role == Part.VICTIM and hurts
        ),
        staff_outcomes=frozenset(person for person, _, _ in outcomes),
        labour_report_since=_labour_report_since(dossier, outcomes),
        evaluated=dossier.entries.standing().filter(step="evaluate").exists(),
    )


def _labour_report_since(dossier: Dossier, outcomes: list[tuple[int, str, datetime]]) -> datetime | None:
    """From when the duty to report runs; nothing when there is none, or when it has been met."""
    grave = [moment for _, outcome, moment in outcomes if outcome in REPORTED_AT_ONCE]
    if not grave or LabourReport.objects.standing().filter(entry__dossier=dossier).exists():
        return None
    return min(grave)


def settle(dossier: Dossier, case: IncidentCase, _now: datetime) -> None:
    """Work out anew the row that lists and figures use."""
    report = Report.objects.standing().select_related("entry").get(entry__dossier=dossier)
    injuries = Assessment.objects.standing().filter(entry__dossier=dossier).order_by("-entry__number")
    Incident.objects.update_or_create(
        dossier=dossier,
        defaults={
            "school_id": dossier.school_id,
            "school_year": school_year_of(timezone.localdate(report.entry.happened_at)).name,
            "happened_at": report.entry.happened_at,
            "category_id": report.category_id,
            "place": report.place,
            "severity": case.severity.value if case.severity else "",
            "injury": injuries.values_list("injury", flat=True).first() or "",
            "is_closed": dossier.closed_on is not None,
        },
    )


def forget(dossier: Dossier) -> None:
    """Nothing of a destroyed incident stays in the figures."""
    Incident.objects.filter(dossier=dossier).delete()
