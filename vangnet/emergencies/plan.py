"""What is kept for emergencies, as the safety plan says it."""

from datetime import date

from vangnet.core.people.models import School
from vangnet.core.people.roles import Role
from vangnet.core.plan_facts import Fact, Page
from vangnet.core.words import _

from .access import READERS
from .duties import drills_with_pupils, versions


def last_drill(school: School, on: date) -> date | None:
    found: date | None = (
        drills_with_pupils().filter(school=school, held_on__lte=on).values_list("held_on", flat=True).first()
    )
    return found


def plan_holds_from(school: School, on: date) -> date | None:
    found: date | None = (
        versions().filter(school=school, holds_from__lte=on).values_list("holds_from", flat=True).first()
    )
    return found


FACTS = (
    Fact(
        "emergencies.last_drill",
        _("Day of the latest drill in which all pupils left the building"),
        asks=last_drill,
        tells=lambda day: day,
        page=Page("emergencies-drills", READERS),
        filled_by=Role.HEAD_EMERGENCY_OFFICER,
        is_public=True,
    ),
    Fact(
        "emergencies.plan_holds_from",
        _("Day from which the evacuation plan holds"),
        asks=plan_holds_from,
        tells=lambda day: day,
        page=Page("emergencies-plan", READERS),
        filled_by=Role.HEAD_EMERGENCY_OFFICER,
        is_public=True,
    ),
)
