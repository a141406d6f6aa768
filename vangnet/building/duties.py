"""What a school promises about its building: each inspection in `catalogue.py`, and that no defect stands still.

Asked of each piece of equipment by itself; of the building as a whole where nothing needs to be registered first. How
often may be made stricter than the strictest source, or set to another of the sources; nothing laxer than all of them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from vangnet.core.agreements import Agreement
from vangnet.core.law import VANGNET_PROPOSES
from vangnet.core.obligations.duties import Asked, Duty, Evidence
from vangnet.core.obligations.rhythms import Always, EveryMonths
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .catalogue import BUILDING, CHECK_OF, SORT_OF_CHECK, Check, Sort
from .models import Defect, DefectStep, Equipment, Inspection
from .sources import PHYSICAL_SAFETY

SCHOOL, BOARD = _("the school"), _("the board")
NONE_REGISTERED = _("None is registered at this school.")
NOTHING_OPEN = _("No defect is open.")

DANGER_DAYS = Agreement(
    key="building.danger_days",
    title=_("A danger: first step within"),
    unit=_("days"),
    default=1,
    lowest=0,
    highest=7,
    source=VANGNET_PROPOSES,
)
DEFECT_DAYS = Agreement(
    key="building.defect_days",
    title=_("Another defect: first step within"),
    unit=_("days"),
    default=28,
    lowest=1,
    highest=183,
    source=VANGNET_PROPOSES,
)


@dataclass(frozen=True)
class InspectionsOf:
    """What fulfils a check: it, and those that ask more of the same equipment."""

    check: str

    def __call__(self) -> QuerySet[Any, Any]:
        check = CHECK_OF[self.check]
        return Inspection.objects.filter(what__in=[check.key, *check.counts], taken_back_at=None)


@dataclass(frozen=True)
class EquipmentOf:
    """What a check is asked of."""

    sort: str

    def __call__(self) -> QuerySet[Any, Any]:
        return Equipment.objects.filter(sort=self.sort)


def names_of_equipment(keys: Collection[int]) -> Mapping[int, str]:
    rows = Equipment.objects.filter(pk__in=keys).order_by()
    return {key: f"{name}, {place}" for key, name, place in rows.values_list("pk", "name", "place")}


def names_of_defects(keys: Collection[int]) -> Mapping[int, str]:
    return dict(Defect.objects.filter(pk__in=keys).order_by().values_list("pk", "what"))


def defects() -> QuerySet[Any, Any]:
    return Defect.objects.all()


def promises() -> QuerySet[Any, Any]:
    """The steps that say before when the next one comes."""
    return DefectStep.objects.filter(promised_until__isnull=False)


def duty_key(check: str) -> str:
    return f"building.{check}"


def _evidence(check: Check, sort: Sort) -> Evidence:
    rows = InspectionsOf(check.key)
    if sort.key == BUILDING:
        return Evidence(rows)
    return Evidence(
        rows, subject="equipment", subjects=Asked(EquipmentOf(sort.key), names=names_of_equipment)
    )


def _of(check: Check) -> Duty:
    sort = SORT_OF_CHECK[check.key]
    others = tuple(each.source for each in check.intervals if each.source is not check.strictest)
    of_building = sort.key == BUILDING
    return Duty(
        key=duty_key(check.key),
        title=check.title,
        source=check.strictest,
        also=others,
        rhythm=EveryMonths(check.months, first=0 if of_building else check.first or check.months),
        role=Role.HEAD if of_building else Role.PREVENTION_OFFICER,
        evidence=_evidence(check, sort),
        reported_to=(SCHOOL, BOARD) if of_building else (SCHOOL,),
        notice=min(60, check.months * 10),
        no_subject="" if sort.is_everywhere else NONE_REGISTERED,
        hint=check.hint,
        recorded_at="building",
        lowest=1,
        highest=check.most_months,
    )


NOTHING_STANDS_STILL = Duty(
    key="building.defects",
    title=_("Every defect moves on before its day"),
    source=PHYSICAL_SAFETY,
    also=(VANGNET_PROPOSES,),
    rhythm=Always(),
    role=Role.HEAD,
    evidence=Evidence(
        promises,
        school="defect__school",
        subject="defect",
        day="held_on",
        until="promised_until",
        subjects=Asked(defects, day="reported_on", until="settled_on", names=names_of_defects),
    ),
    reported_to=(BOARD,),
    notice=3,
    no_subject=NOTHING_OPEN,
    hint=_(
        "What is past its day is seen by the cluster director and the board, without anybody sending it on."
    ),
    recorded_at="building",
)

DUTIES = (*(_of(check) for check in CHECK_OF.values()), NOTHING_STANDS_STILL)
DUTY_OF = dict(zip(CHECK_OF, DUTIES, strict=False))
