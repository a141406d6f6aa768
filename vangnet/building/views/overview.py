"""Where the building begins: the own school, or for who oversees several a line for each of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, held_by, roles_today
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import School
from vangnet.core.people.roles import Role

from ..access import READERS, READS
from ..models import Defect, Equipment
from ..standing import Inspected, Line, number_late
from .equipment import page_of


@dataclass(frozen=True)
class SchoolLine:
    """One school in a few figures; the one where most is late stands first."""

    school: School
    inspections: int
    late: int
    open: int
    dangers: int
    standing_still: int

    @property
    def order(self) -> tuple[int, int, int, str]:
        return -self.dangers, -self.standing_still, -self.late, self.school.name


@require_safe
@held_by(*READERS)
def building(request: PersonRequest) -> HttpResponse:
    today = timezone.localdate()
    schools = list(READS.of(School.objects.filter(closed_on=None), request.user.person, today))
    if len(schools) == 1:
        return page_of(request, schools[0])
    lines = sorted(_lines(schools, today), key=lambda line: line.order)
    of_board = roles_today(request, [Role.EXECUTIVE_BOARD])
    return render(request, "building/overview.html", {"lines": lines, "of_board": of_board})


def _lines(schools: list[School], on: date) -> Iterable[SchoolLine]:
    keys = [school.pk for school in schools]
    inspected = Inspected.at(keys, on)
    asked: dict[int, list[Line]] = defaultdict(list)
    for equipment in Equipment.objects.filter(holds_on(on), school__in=keys):
        asked[equipment.school_id] += inspected.of(equipment)
    counted = {row["school"]: row for row in _defects(keys, on)}
    for school in schools:
        lines = [*inspected.of_building(school.pk), *asked[school.pk]]
        row = counted.get(school.pk, {"open": 0, "dangers": 0, "standing_still": 0})
        yield SchoolLine(
            school,
            inspections=len(lines),
            late=number_late(lines),
            open=row["open"],
            dangers=row["dangers"],
            standing_still=row["standing_still"],
        )


def _defects(schools: list[int], on: date) -> Iterable[Mapping[str, int]]:
    waiting = Defect.objects.filter(school__in=schools, settled_on=None).order_by()
    rows: QuerySet[Any, Any] = waiting.values("school").annotate(
        open=Count("pk"),
        dangers=Count("pk", filter=Q(is_danger=True)),
        standing_still=Count("pk", filter=Q(due_on__lt=on)),
    )
    return rows
