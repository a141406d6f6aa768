"""What is done about a defect, step by step: reported, found by an inspection, sent on, settled, opened again.

Each step that promises a day ends the promise before it, so that what stood still on a day can be told afterwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from vangnet.core.people.agreed import agreed
from vangnet.core.people.models import Person, School

from .duties import DANGER_DAYS, DEFECT_DAYS
from .models import Defect, DefectStep, Equipment, Inspection

LONGEST, MOST = 500, 40
WITHOUT_EQUIPMENT = "–"


@dataclass(frozen=True)
class Step:
    """Something that happened: by whom, when, with what is known of it. `due_on` is a new promise, if there is one."""

    kind: DefectStep.Kind
    by: Person
    now: datetime
    on: date
    text: str = ""
    due_on: date | None = None
    token: UUID = field(default_factory=uuid4)
    more: dict[str, Any] = field(default_factory=dict)


def days_for(school: School, on: date) -> dict[bool, int]:
    """Within how many days something must happen, by whether it is dangerous."""
    values = agreed(school, on)
    return {True: DANGER_DAYS.value(values), False: DEFECT_DAYS.value(values)}


def first_step(defect: Defect, *, promised: date) -> DefectStep:
    """That it was reported, with the day before which something happens."""
    return DefectStep.objects.create(
        defect=defect,
        number=1,
        kind=DefectStep.Kind.REPORTED,
        held_on=defect.reported_on,
        promised_until=promised,
        recorded_by=defect.recorded_by,
        recorded_at=defect.recorded_at,
    )


def found(
    inspection: Inspection, repairs: Iterable[str], dangers: Iterable[str], days: dict[bool, int]
) -> None:
    """A defect for each thing that an inspection found; the days run from the day on which it is recorded here."""
    for is_danger, lines in ((True, dangers), (False, repairs)):
        for line in lines:
            _found(inspection, line, is_danger, days[is_danger])


def _found(inspection: Inspection, line: str, is_danger: bool, days: int) -> None:
    equipment: Equipment | None = inspection.equipment
    known_on = timezone.localdate(inspection.recorded_at)
    defect = Defect.objects.create(
        school=inspection.school,
        place=equipment.place if equipment else WITHOUT_EQUIPMENT,
        what=line,
        is_danger=is_danger,
        equipment=equipment,
        inspection=inspection,
        **({"responsible": equipment.responsible} if equipment else {}),
        reported_on=known_on,
        due_on=known_on + timedelta(days=days),
        recorded_by=inspection.recorded_by,
        recorded_at=inspection.recorded_at,
    )
    first_step(defect, promised=defect.due_on)


def take(defect: Defect, step: Step, *, seen: int, **columns: Any) -> bool:
    """Record a step, and what it changes of the defect; nothing when a colleague was first.

    The same form sent twice is recorded once. What is settled must be opened again before anything else.
    """
    if DefectStep.objects.filter(token=step.token).exists():
        return True
    with transaction.atomic():
        is_open = step.kind is not DefectStep.Kind.OPENED_AGAIN
        fresh = Defect.objects.filter(pk=defect.pk, step_count=seen, settled_on__isnull=is_open)
        if step.due_on:
            columns["due_on"] = step.due_on
        if not fresh.update(step_count=F("step_count") + 1, **columns):
            return False
        if step.due_on:
            _end_promises(defect, step.on)
        DefectStep.objects.create(
            defect=defect,
            number=seen + 1,
            kind=step.kind,
            held_on=step.on,
            text=step.text,
            promised_until=step.due_on,
            token=step.token,
            recorded_by=step.by,
            recorded_at=step.now,
            **step.more,
        )
    return True


def _end_promises(defect: Defect, on: date) -> None:
    """What was promised before ends where the new promise begins; one that was broken stays broken."""
    DefectStep.objects.filter(defect=defect, promised_until__gt=on).update(promised_until=on)


def settle(defect: Defect, step: Step, *, seen: int, outcome: str, on: date) -> bool:
    """It may have been done earlier than it is recorded."""
    return take(defect, step, seen=seen, outcome=outcome, settled_on=on)


def open_again(defect: Defect, step: Step, *, seen: int) -> bool:
    """The days in which it was thought to be settled are not counted as days in which nothing moved."""
    with transaction.atomic():
        if not take(defect, step, seen=seen, outcome="", settled_on=None):
            return False
        DefectStep.objects.filter(defect=defect, kind=DefectStep.Kind.SETTLED, promised_until=None).update(
            promised_until=step.on
        )
    return True
