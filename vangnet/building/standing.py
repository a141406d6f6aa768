"""How the inspections of a school stand: for each piece of equipment when each was held last, and is due.

One question for all inspections of all schools asked about, and one for what they agreed; the rest is counted here.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from vangnet.core.obligations.duties import Standing, State, standing
from vangnet.core.obligations.rhythms import Record
from vangnet.core.obligations.states import agreed_by_school

from .catalogue import CHECK_OF, SORT_OF, WHOLE_BUILDING, Check
from .duties import DUTY_OF
from .models import Equipment, Inspection

LatestOn = Mapping[tuple[int, int | None, str], date]


@dataclass(frozen=True)
class Line:
    """One inspection of one piece of equipment, or of the building, as a page shows it."""

    check: Check
    stands: Standing
    equipment: Equipment | None = None

    @property
    def badge(self) -> str:
        return self.stands.state.badge

    @property
    def word(self) -> str:
        return self.stands.state.word

    @property
    def before(self) -> date | None:
        """Of what never happened no day is told: it was due before anybody kept count."""
        return None if self.stands.state is State.NEVER else self.stands.due_on


@dataclass(frozen=True)
class Inspected:
    """The inspections of some schools, as they stand on a day."""

    on: date
    latest: LatestOn
    agreed: Mapping[int, Mapping[str, int]]

    @classmethod
    def at(cls, schools: Collection[int], on: date) -> "Inspected":
        rows = Inspection.objects.standing().filter(school__in=schools, held_on__lte=on).order_by()
        latest = rows.values_list("school", "equipment", "what").annotate(latest=Max("held_on"))
        return cls(on, {tuple(place): day for *place, day in latest}, agreed_by_school(schools, on))

    def of_building(self, school: int) -> list[Line]:
        return [Line(check, self._stands(check, school, None)) for check in WHOLE_BUILDING.checks]

    def of(self, equipment: Equipment) -> list[Line]:
        """What is asked of it; of what was removed nothing is."""
        if equipment.last_on and equipment.last_on < self.on:
            return []
        checks = SORT_OF[equipment.sort].checks
        return [
            Line(check, self._stands(check, equipment.school_id, equipment), equipment) for check in checks
        ]

    def _stands(self, check: Check, school: int, equipment: Equipment | None) -> Standing:
        duty = DUTY_OF[check.key].as_agreed(self.agreed.get(school, {}))
        key = equipment.pk if equipment else None
        days = [self.latest.get((school, key, what)) for what in (check.key, *check.counts)]
        since = equipment.first_on if equipment else None
        return standing(duty, Record(max(filter(None, days), default=None)), self.on, since=since)


def worst_first(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.stands)


def number_late(lines: Iterable[Line]) -> int:
    return sum(line.stands.state.is_broken for line in lines)


def checks_of(sort: str) -> list[tuple[str, str]]:
    return [(check.key, check.name) for check in SORT_OF[sort].checks]


def is_check_of(what: str, sort: str) -> bool:
    return what in CHECK_OF and any(check.key == what for check in SORT_OF[sort].checks)
