"""What was done about risks over the years: versions, reviews, changes and evaluations, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vangnet.core.attachments.models import Attachment
from vangnet.core.people.models import School
from vangnet.core.people.recorded import TakenBackForAReason

from .models import ExpertReview, PlanEvaluation, RiskAssessment, RiskChange


@dataclass(frozen=True)
class Entry:
    """One line as the page shows it."""

    on: date
    at: datetime
    title: str
    text: str
    who: str
    is_taken_back: bool
    why: str
    take_back_url: str
    review_url: str = ""
    file: Attachment | None = None
    file_url: str = ""


def history_of(school: School) -> list[Entry]:
    found = [*_assessments(school), *_reviews(school), *_changes(school), *_evaluations(school)]
    return sorted(found, key=lambda entry: (entry.on, entry.at), reverse=True)


def _taken_back(row: TakenBackForAReason, kind: str) -> tuple[bool, str, str]:
    return (
        row.taken_back_at is not None,
        row.taken_back_why,
        reverse("hazards-take-back", args=[kind, row.pk]),
    )


def _assessments(school: School) -> Iterable[Entry]:
    for row in RiskAssessment.objects.filter(school=school).select_related("paper", "recorded_by"):
        exempt = _("No review is needed: the employer has %(number)s employees.") % {"number": row.employees}
        yield Entry(
            row.held_on,
            row.recorded_at,
            _("Risk assessment %(number)s") % {"number": row.number},
            " · ".join(
                part for part in (row.get_method_display(), "" if row.needs_review else exempt) if part
            ),
            row.by,
            *_taken_back(row, "assessment"),
            review_url=reverse("hazards-review-add", args=[row.pk]) if row.needs_review else "",
            file=row.paper,
            file_url=reverse("hazards-paper", args=[row.pk]) if row.paper else "",
        )


def _reviews(school: School) -> Iterable[Entry]:
    for row in ExpertReview.objects.filter(school=school).select_related("assessment", "paper"):
        copied = (
            _("Copy to the participation council on %(day)s.") % {"day": date_format(row.copied_on)}
            if row.copied_on
            else _("No copy to the participation council yet.")
        )
        yield Entry(
            row.held_on,
            row.recorded_at,
            _("Review of %(number)s by an expert") % {"number": row.assessment.number},
            copied,
            row.by,
            *_taken_back(row, "review"),
            file=row.paper,
            file_url=reverse("hazards-review-paper", args=[row.pk]) if row.paper else "",
        )


def _changes(school: School) -> Iterable[Entry]:
    for row in RiskChange.objects.filter(school=school).select_related("recorded_by"):
        title = row.get_kind_display().capitalize()
        yield Entry(
            row.held_on,
            row.recorded_at,
            title,
            row.text,
            row.recorded_by.full_name,
            *_taken_back(row, "change"),
        )


def _evaluations(school: School) -> Iterable[Entry]:
    for row in PlanEvaluation.objects.filter(school=school).select_related("recorded_by"):
        yield Entry(
            row.held_on,
            row.recorded_at,
            _("Evaluation of the plan of action"),
            row.outcome,
            row.attended,
            *_taken_back(row, "evaluation"),
        )
