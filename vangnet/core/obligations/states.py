"""How every duty stands at every school on a day: the questions are as many as there are duties, not schools."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from vangnet.core.calendars import SchoolCalendar
from vangnet.core.people.calendars import calendars_of
from vangnet.core.people.models import School, SchoolRule
from vangnet.core.questions import Question

from .duties import Duty, Standing, standing, worst
from .facts import Place, Schools, records, subjects
from .rhythms import EveryTeachingWeek, Record

Agreed = Mapping[str, int]

SET = Question(
    lambda on: (
        SchoolRule.objects.filter(key__startswith="duty.", since__lte=on)
        .order_by("since", "pk")
        .values_list("school", "key", "value")
    )
)


class OfSubject(NamedTuple):
    """How a duty stands for one person or thing at a school; `key` is its number, None for the school itself."""

    key: int | None
    standing: Standing


@dataclass(frozen=True)
class Asking:
    """Which schools are asked about, and what they agreed; `is_all` says that these are all, so none needs a name."""

    schools: Collection[int]
    on: date
    is_all: bool = False
    agreed: Mapping[int, Agreed] = field(default_factory=dict)
    calendars: Mapping[int, SchoolCalendar] = field(default_factory=dict)

    @classmethod
    def of(
        cls, duties: Sequence[Duty], schools: Collection[int], on: date, *, is_all: bool = False
    ) -> "Asking":
        weekly = any(isinstance(duty.rhythm, EveryTeachingWeek) for duty in duties)
        calendars = calendars_of(School.objects.filter(pk__in=schools)) if weekly else {}
        return cls(schools, on, is_all, agreed_by_school(schools, on), calendars)

    def as_agreed(self, duty: Duty, school: int) -> Duty:
        agreed = self.agreed.get(school)
        return duty.as_agreed(agreed) if agreed else duty

    @property
    def named(self) -> Schools:
        return None if self.is_all else self.schools


def states(
    duties: Sequence[Duty], schools: Collection[int], on: date, *, is_all: bool = False
) -> dict[tuple[int, str], Standing]:
    """By school and key of the duty."""
    asking = Asking.of(duties, schools, on, is_all=is_all)
    return {
        (school, duty.key): worst((each.standing for each in every), duty)
        for duty in duties
        for school, every in by_subject(duty, asking).items()
    }


def by_subject(duty: Duty, asking: Asking) -> dict[int, list[OfSubject]]:
    """Per school, for each person or thing that the duty is asked of there."""
    found = records(duty, asking.named, asking.on, asking.agreed)
    asked = subjects(duty, asking.named, asking.on)
    places = (
        [((school, None), duty.since) for school in asking.schools]
        if asked is None
        else [(each.place, each.first_on) for each in asked]
    )
    standings: dict[int, list[OfSubject]] = {school: [] for school in asking.schools}
    for place, since in places:
        school, key = place
        if school in standings:
            stands = standing(
                asking.as_agreed(duty, school),
                _record(place, found),
                asking.on,
                since=since,
                calendar=asking.calendars.get(school),
            )
            standings[school].append(OfSubject(key, stands))
    return standings


def _record(place: Place, found: Mapping[Place, Record]) -> Record:
    """What the facts say of a place; a change at the school asks something of each of its subjects."""
    school, key = place
    record = found.get(place, Record())
    if key is None:
        return record
    return record._replace(changed_on=found.get((school, None), Record()).changed_on)


def agreed_by_school(schools: Collection[int], on: date) -> Mapping[int, Agreed]:
    """The rhythms that the board or a school set: a school's own before the board's."""
    of_board: dict[str, int] = {}
    own: dict[int, dict[str, int]] = defaultdict(dict)
    for school, key, value in SET(on=on):
        (of_board if school is None else own[school])[key] = value
    return {school: of_board | own.get(school, {}) for school in schools}
