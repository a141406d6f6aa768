"""What the risk assessment says in the safety plan."""

from dataclasses import dataclass
from datetime import date

from vangnet.core.obligations.states import states
from vangnet.core.people.models import School
from vangnet.core.people.roles import Role
from vangnet.core.plan_facts import Fact, Page
from vangnet.core.words import _

from .access import READERS
from .duties import DUTIES
from .models import RiskAssessment, RiskMeasure

ASSESSMENT = next(duty for duty in DUTIES if duty.key == "hazards.assessment")
PAGE = Page("hazards-school", READERS)


@dataclass(frozen=True)
class Assessed:
    last_on: date | None
    next_on: date | None


def assessed(school: School, on: date) -> Assessed:
    latest = RiskAssessment.objects.standing().filter(school=school, held_on__lte=on).first()
    if latest is None:
        return Assessed(None, None)
    return Assessed(latest.held_on, states([ASSESSMENT], [school.pk], on)[school.pk, ASSESSMENT.key].due_on)


def open_measures(school: School, _on: date) -> int:
    return RiskMeasure.objects.filter(school=school, ended_on=None).count()


FACTS = (
    Fact(
        "hazards.last_assessment",
        _("Day of the latest risk assessment (RI&E)"),
        asks=assessed,
        tells=lambda found: found.last_on,
        page=PAGE,
        filled_by=Role.PREVENTION_OFFICER,
        is_public=True,
    ),
    Fact(
        "hazards.next_assessment",
        _("Day before which the next risk assessment (RI&E) is due"),
        asks=assessed,
        tells=lambda found: found.next_on,
        page=PAGE,
        filled_by=Role.PREVENTION_OFFICER,
        is_public=True,
    ),
    Fact(
        "hazards.open_measures",
        _("Number of measures of the risk assessment that are still to be carried out"),
        asks=open_measures,
        tells=lambda number: number,
        page=PAGE,
        filled_by=Role.PREVENTION_OFFICER,
    ),
)
