"""The plan of action of a school: the risks of its latest assessment, and what is still open of those before it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from vangnet.core.people.models import School

from .models import Risk, RiskAssessment, RiskMeasure

ORDER = {Risk.Rating.HIGH: 0, Risk.Rating.MEDIUM: 1, Risk.Rating.LOW: 2}


@dataclass(frozen=True)
class Row:
    """A risk with its measures, as they stand on a day."""

    risk: Risk
    measures: tuple[RiskMeasure, ...]

    @property
    def is_open(self) -> bool:
        """Something is still to be done, or nothing was agreed yet."""
        return not self.measures or any(measure.ended_on is None for measure in self.measures)


@dataclass(frozen=True)
class Plan:
    assessment: RiskAssessment | None
    rows: tuple[Row, ...]

    @property
    def open(self) -> list[Row]:
        return [row for row in self.rows if row.is_open]

    @property
    def settled(self) -> list[Row]:
        return [row for row in self.rows if not row.is_open]

    @property
    def cost(self) -> Decimal:
        """Of what is still to be done."""
        waiting = (measure for row in self.rows for measure in row.measures if measure.ended_on is None)
        return sum((measure.cost or Decimal(0) for measure in waiting), Decimal(0))

    def late(self, on: date) -> int:
        return sum(
            measure.ended_on is None and measure.due_on < on for row in self.rows for measure in row.measures
        )


def plan_of(school: School) -> Plan:
    """In three questions."""
    latest = RiskAssessment.objects.standing().filter(school=school).first()
    still_open = RiskMeasure.objects.filter(school=school, ended_on=None).values("risk")
    risks = Risk.objects.standing().filter(
        Q(assessment=latest) | Q(pk__in=still_open), school=school, assessment__taken_back_at=None
    )
    rows = list(risks.select_related("assessment"))
    measures: dict[int, list[RiskMeasure]] = defaultdict(list)
    for measure in RiskMeasure.objects.filter(risk__in=[risk.pk for risk in rows]):
        measures[measure.risk_id].append(measure)
    return Plan(latest, tuple(_ordered(Row(risk, tuple(measures[risk.pk])) for risk in rows)))


def _ordered(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (ORDER[Risk.Rating(row.risk.rating)], row.risk.pk))
