"""What the law and the safety plan ask a school to do again and again to be ready for an emergency."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from vangnet.core.law import ARBO, BOUWBESLUIT, VANGNET_PROPOSES, PlanParagraph, Practice
from vangnet.core.obligations.duties import Asked, Changes, Duty, Evidence
from vangnet.core.obligations.rhythms import AfterAChange, TimesAYear
from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.core.words import _

from .models import Confirmation, Drill, NewSituation, PlanVersion

NEN_8112 = Practice("NEN 8112:2017")
TEAM = _("the team")


def drills_with_pupils() -> QuerySet[Any, Any]:
    """A drill of one group, or of adults alone, does not practise what the plan promises."""
    return Drill.objects.standing().filter(kind=Drill.Kind.EVACUATION, with_pupils=True)


def versions() -> QuerySet[Any, Any]:
    return PlanVersion.objects.standing()


def situations() -> QuerySet[Any, Any]:
    return NewSituation.objects.standing()


def versions_asked() -> QuerySet[Any, Any]:
    """Those in which something changed for staff."""
    return PlanVersion.objects.standing().exclude(asked_on=None)


def confirmations() -> QuerySet[Any, Any]:
    return Confirmation.objects.filter(version__taken_back_at=None)


def staff() -> QuerySet[Any, Any]:
    """Everybody who works at a school, as long as he or she does."""
    return Appointment.objects.filter(role__in=sorted(STAFF_OF_A_SCHOOL))


def names_of(people: Collection[int]) -> dict[int, str]:
    return {person.pk: person.full_name for person in Person.objects.filter(pk__in=people)}


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
        recorded_at="emergencies",
        lowest=1,
        highest=10,
    ),
    Duty(
        key="emergencies.plan",
        title=_("Go through the evacuation plan"),
        source=PlanParagraph("3.1.7"),
        also=(BOUWBESLUIT.art("6.23"), NEN_8112),
        rhythm=TimesAYear(1),
        role=Role.HEAD_EMERGENCY_OFFICER,
        evidence=Evidence(versions, day="holds_from"),
        reported_to=(TEAM,),
        hint=_("A version in which nothing changed counts too: then somebody looked."),
        recorded_at="emergencies",
        lowest=1,
        highest=4,
    ),
    Duty(
        key="emergencies.plan_adapted",
        title=_("Adapt the evacuation plan to a new situation"),
        source=PlanParagraph("3.1.7"),
        also=(VANGNET_PROPOSES,),
        rhythm=AfterAChange(28),
        role=Role.HEAD_EMERGENCY_OFFICER,
        evidence=Evidence(versions, day="holds_from", changes=Changes(situations, day="since")),
        notice=14,
        hint=_("The plan names no number of days; Vangnet proposes four weeks."),
        recorded_at="emergencies",
        lowest=1,
        highest=28,
    ),
    Duty(
        key="emergencies.told",
        title=_("Staff know what changed in the evacuation plan"),
        source=PlanParagraph("3.5.2"),
        also=(ARBO.art("8"), VANGNET_PROPOSES),
        rhythm=AfterAChange(14),
        role=Role.HEAD_EMERGENCY_OFFICER,
        evidence=Evidence(
            confirmations,
            school="version__school",
            day="confirmed_on",
            subject="person",
            subjects=Asked(staff, key="person", names=names_of),
            changes=Changes(versions_asked, day="asked_on"),
        ),
        notice=14,
        hint=_("Each says so with one tap. The plan names no number of days; Vangnet proposes two weeks."),
        recorded_at="emergencies",
        lowest=1,
        highest=14,
    ),
)
