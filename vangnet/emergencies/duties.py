"""What the law and the safety plan ask a school to do again and again to be ready for an emergency."""

from typing import Any

from django.db.models import QuerySet

from vangnet.core.law import ARBO, BOUWBESLUIT, PlanParagraph
from vangnet.core.obligations.duties import Duty, Evidence
from vangnet.core.obligations.rhythms import TimesAYear
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .models import Drill

TEAM = _("the team")


def drills_with_pupils() -> QuerySet[Any, Any]:
    """A drill of one group, or of adults alone, does not practise what the plan promises."""
    return Drill.objects.standing().filter(kind=Drill.Kind.EVACUATION, with_pupils=True)


DUTIES = (
    Duty(
        key="emergencies.drill",
        title=_("Practise leaving the building with all pupils"),
        source=PlanParagraph("3.5.2"),
        also=(ARBO.art("15"), BOUWBESLUIT.art("6.23")),
        rhythm=TimesAYear(1),
        role=Role.HEAD_EMERGENCY_OFFICER,
        evidence=Evidence(drills_with_pupils),
        reported_to=(TEAM,),
        hint=_(
            "The law says that all must get out in time; that you practise every year is your own plan's promise."
        ),
        recorded_at="emergencies-drill-record",
        lowest=1,
        highest=10,
    ),
)
