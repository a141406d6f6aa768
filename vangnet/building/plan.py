"""What the registers of the building say in the safety plan."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from vangnet.core.people.models import School
from vangnet.core.people.roles import Role
from vangnet.core.plan_facts import Fact, Page
from vangnet.core.words import _

from .access import READERS
from .models import Defect

PAGE = Page("building-defects", READERS)


@dataclass(frozen=True)
class Open:
    """What is to be repaired, and of that what is past its day."""

    number: int
    late: int


def open_defects(school: School, on: date) -> Open:
    rows = Defect.objects.filter(school=school, settled_on=None, reported_on__lte=on)
    return Open(**rows.aggregate(number=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on))))


FACTS = (
    Fact(
        "building.open_defects",
        _("Number of defects in the building that are still to be repaired"),
        asks=open_defects,
        tells=lambda found: found.number,
        page=PAGE,
        filled_by=Role.SUPPORT_STAFF,
    ),
    Fact(
        "building.late_defects",
        _("Number of defects in the building that are past their day"),
        asks=open_defects,
        tells=lambda found: found.late,
        page=PAGE,
        filled_by=Role.SUPPORT_STAFF,
    ),
)
