"""What a school promises about its risks: an assessment that returns, its review, the yearly evaluation, the measures.

The law gives no number of years (Arbowet art. 5, lid 4: as often as there is reason to); four years is practice of the
sector, and what the plan promises.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from vangnet.core.law import ARBO, VANGNET_PROPOSES, PlanParagraph, Practice
from vangnet.core.obligations.duties import Asked, Changes, Duty, Evidence
from vangnet.core.obligations.rhythms import AfterAChange, Always, EveryYears, TimesAYear
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .models import ExpertReview, MeasurePromise, PlanEvaluation, RiskAssessment, RiskChange, RiskMeasure

PLAN = PlanParagraph("3.1.7")
SECTOR = Practice("Arbocatalogus PO, de RI&E-cyclus")
BOARD, COUNCIL = _("the board"), _("the participation council")


def assessments() -> QuerySet[Any, Any]:
    return RiskAssessment.objects.standing()


def assessments_to_review() -> QuerySet[Any, Any]:
    return RiskAssessment.objects.standing().filter(employees=None)


def reviews() -> QuerySet[Any, Any]:
    return ExpertReview.objects.standing().filter(assessment__taken_back_at=None)


def changes() -> QuerySet[Any, Any]:
    return RiskChange.objects.standing()


def evaluations() -> QuerySet[Any, Any]:
    return PlanEvaluation.objects.standing()


def measures() -> QuerySet[Any, Any]:
    return RiskMeasure.objects.all()


def promises() -> QuerySet[Any, Any]:
    return MeasurePromise.objects.all()


def names_of_measures(keys: Collection[int]) -> Mapping[int, str]:
    return dict(RiskMeasure.objects.filter(pk__in=keys).order_by().values_list("pk", "what"))


DUTIES = (
    Duty(
        key="hazards.assessment",
        title=_("A risk assessment (RI&E) that is not out of date"),
        source=PLAN,
        also=(SECTOR, ARBO.art("5", "lid 1")),
        rhythm=EveryYears(4),
        role=Role.PREVENTION_OFFICER,
        evidence=Evidence(assessments),
        reported_to=(BOARD, COUNCIL),
        notice=183,
        hint=_(
            "The law asks for it without a number of years; four years is practice, and your plan's promise."
        ),
        recorded_at="hazards",
        lowest=1,
        highest=4,
    ),
    Duty(
        key="hazards.after_change",
        title=_("A new risk assessment after a move, a rebuilding or a merger"),
        source=ARBO.art("5", "lid 4"),
        also=(SECTOR, VANGNET_PROPOSES),
        rhythm=AfterAChange(90),
        role=Role.PREVENTION_OFFICER,
        evidence=Evidence(assessments, changes=Changes(changes)),
        reported_to=(BOARD,),
        hint=_("The law gives no number of days; that these are ninety is a proposal."),
        recorded_at="hazards",
        lowest=1,
        highest=365,
    ),
    Duty(
        key="hazards.review",
        title=_("A certified expert reviews the risk assessment"),
        source=ARBO.art("14", "lid 1, onder a"),
        also=(ARBO.art("14", "lid 3"), VANGNET_PROPOSES),
        rhythm=AfterAChange(183),
        role=Role.HEAD,
        evidence=Evidence(reviews, changes=Changes(assessments_to_review)),
        reported_to=(COUNCIL,),
        hint=_("The law gives no number of days. Only an employer of at most 25 employees can be exempt."),
        recorded_at="hazards",
        lowest=1,
        highest=365,
    ),
    Duty(
        key="hazards.evaluation",
        title=_("The plan of action is evaluated"),
        source=PLAN,
        also=(SECTOR,),
        rhythm=TimesAYear(1),
        role=Role.PREVENTION_OFFICER,
        evidence=Evidence(evaluations),
        reported_to=(COUNCIL,),
        recorded_at="hazards",
        lowest=1,
        highest=4,
    ),
    Duty(
        key="hazards.measures",
        title=_("Every measure is carried out before its day"),
        source=ARBO.art("5", "lid 3"),
        rhythm=Always(),
        role=Role.HEAD,
        evidence=Evidence(
            promises,
            school="measure__school",
            subject="measure",
            until="until",
            subjects=Asked(measures, day="agreed_on", until="ended_on", names=names_of_measures),
        ),
        reported_to=(BOARD,),
        notice=14,
        no_subject=_("No measure is open."),
        recorded_at="hazards",
    ),
)
