"""What a school year asks in training: whose certificate ends or lacks, what is planned for it, and what it costs.

The plan gives training no rhythm (3.4). That a school looks at it once a year is a proposal.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from vangnet.core.calendars import SchoolYear
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Person, School
from vangnet.core.people.recorded import STANDING

from .models import Course, Participant, PlannedTraining, TrainingPlan, TrainingSession
from .trained import Trained, trained


@dataclass(frozen=True)
class Line:
    """Somebody who needs a training in a year. `session` is where he or she follows it, if that is known."""

    needed: Trained
    course: Course | None
    session: TrainingSession | None

    @property
    def price(self) -> Decimal | None:
        return self.course.price if self.course else None


@dataclass(frozen=True)
class YearPlan:
    lines: Sequence[Line]

    @property
    def total(self) -> Decimal:
        return sum((line.price for line in self.lines if line.price is not None), Decimal(0))

    @property
    def without_price(self) -> int:
        return sum(line.price is None for line in self.lines)


def offered(school: School, on: date) -> Iterable[Course]:
    """What this school can choose from on a day: its own trainings and those of the board."""
    mine = Q(school=None) | Q(school=school)
    return Course.objects.filter(STANDING, mine, holds_on(on)).order_by("price", "pk")


def plan_of(school: School, year: SchoolYear, on: date) -> YearPlan:
    """For everybody whose certificate lacks or ends in the year: what was planned, or the cheapest offer."""
    cheapest: dict[str, Course] = {}
    for course in offered(school, on):
        cheapest.setdefault(course.subject, course)
    followed = _followed(school, year)
    lines = []
    for each in trained(school, on):
        session = followed.get((each.person, each.need.subject))
        if session or each.certificate is None or (each.until and each.until <= year.last):
            chosen = session.course if session else cheapest.get(each.need.subject)
            lines.append(Line(each, chosen, session))
    return YearPlan(lines)


def _followed(school: School, year: SchoolYear) -> Mapping[tuple[int, str], TrainingSession]:
    rows = Participant.objects.filter(
        session__school=school,
        session__taken_back_at=None,
        session__held_on__range=(year.first, year.last),
    ).select_related("session__course")
    return {(row.person_id, row.session.course.subject): row.session for row in rows}


@transaction.atomic
def adopt(
    school: School, year: SchoolYear, planned: YearPlan, *, by: Person, on: date, now: datetime
) -> TrainingPlan:
    plan = TrainingPlan.objects.create(
        school=school,
        school_year=year.name,
        adopted_on=on,
        counts_from=max(on, year.first),
        total=planned.total,
        recorded_by=by,
        recorded_at=now,
    )
    PlannedTraining.objects.bulk_create(
        PlannedTraining(
            plan=plan,
            person_id=line.needed.person,
            subject=line.needed.need.subject,
            course=line.course,
            price=line.price,
        )
        for line in planned.lines
    )
    return plan
