"""The log of equipment: its inspections, its defects and what else happened to it, the newest first.

The holder of playground equipment must keep such a log; for everything else it is as useful.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.core.attachments.models import Attachment

from .models import Defect, Equipment, Inspection, LogLine


@dataclass(frozen=True)
class Entry:
    """One line as a page shows it."""

    on: date
    at: datetime
    title: str
    about: str
    text: str
    who: str
    equipment: str
    is_taken_back: bool = False
    why: str = ""
    url: str = ""
    file: Attachment | None = None
    file_url: str = ""
    take_back_url: str = ""


def log_of(equipment: Sequence[Equipment]) -> list[Entry]:
    """In three questions, however much equipment."""
    found = [*_inspections(equipment), *_defects(equipment), *_lines(equipment)]
    return sorted(found, key=lambda entry: (entry.on, entry.at), reverse=True)


def _inspections(equipment: Sequence[Equipment]) -> Iterable[Entry]:
    rows = Inspection.objects.filter(equipment__in=equipment).select_related(
        "equipment", "report", "recorded_by"
    )
    return map(inspection_entry, rows)


def inspection_entry(row: Inspection) -> Entry:
    return Entry(
        on=row.held_on,
        at=row.recorded_at,
        title=_(row.name),
        about=row.get_outcome_display(),
        text=row.remarks,
        who=row.by,
        equipment=row.equipment.name if row.equipment else "",
        is_taken_back=row.taken_back_at is not None,
        why=row.taken_back_why,
        file=row.report,
        file_url=reverse("building-report", args=[row.pk]) if row.report_id else "",
        take_back_url=reverse("building-inspection-take-back", args=[row.pk]),
    )


def _defects(equipment: Sequence[Equipment]) -> Iterable[Entry]:
    for row in Defect.objects.filter(equipment__in=equipment).select_related("equipment", "recorded_by"):
        yield Entry(
            on=row.reported_on,
            at=row.recorded_at,
            title=_("Danger") if row.is_danger else _("Defect"),
            about=row.get_outcome_display() if row.settled_on else _("open"),
            text=row.what,
            who=row.recorded_by.full_name,
            equipment=row.equipment.name if row.equipment else "",
            url=reverse("building-defect", args=[row.pk]),
        )


def _lines(equipment: Sequence[Equipment]) -> Iterable[Entry]:
    for row in LogLine.objects.filter(equipment__in=equipment).select_related("equipment", "recorded_by"):
        yield Entry(
            on=row.held_on,
            at=row.recorded_at,
            title=row.get_kind_display().capitalize(),
            about="",
            text=row.text,
            who=row.by or row.recorded_by.full_name,
            equipment=row.equipment.name,
            is_taken_back=row.taken_back_at is not None,
            why=row.taken_back_why,
            take_back_url=reverse("building-log-take-back", args=[row.pk]),
        )
