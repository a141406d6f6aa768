"""How every duty stands at every school on a day: the questions are as many as there are duties, not schools."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vangnet.core.calendars import SchoolCalendar
from vangnet.core.people.calendars import calendars_of
from vangnet.core.people.models import School, SchoolRule
from vangnet.core.questions import Question

from .duties import Duty, Standing, standing, worst
from .facts import Place, Schools, records, subjects
from .rhythms import EveryTeachingWeek, Record

Agreed = Mapping[str, int]
NOTHING = Record()

SET = Question(
    lambda on: (
        SchoolRule.objects.filter(key__startswith="duty.", since__lte=on)
        .order_by("since", "pk")
        .values_list("school", "key", "value")
    )
)


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
        agreed = self.agreed[school]
        return duty.as_agreed(agreed) if agreed else duty

    @property
    def named(self) -> Schools:
        return None if self.is_all else self.schools


def states(
    duties: Sequence[Duty], schools: Collection[int], on: date, *, is_all: bool = False
) -> dict[tuple[int, str], Standing]:
    """By school and key of the duty."""
    asking = Asking.of(duties, schools, on, is_all=is_all)
    return {(school, duty.key): stands for duty in duties for school, stands in _at_each_school(duty, asking)}


def _at_each_school(duty: Duty, asking: Asking) -> Iterable[tuple[int, Standing]]:
    found = by_subject(duty, asking)
    if duty.evidence.subjects is None:  # nearly always
        return ((school, stands) for (school, _key), stands in found)
    at: dict[int, list[Standing]] = {school: [] for school in asking.schools}
    for (school, _key), stands in found:
        at[school].append(stands)
    return ((school, worst(every, duty)) for school, every in at.items())


def by_subject(duty: Duty, asking: Asking) -> Iterator[tuple[Place, Standing]]:
    """Of each school, or of each person or thing at it that the duty is asked of."""
    found = records(duty, asking.named, asking.on, asking.agreed)
    asked = subjects(duty, asking.named, asking.on)
    places = (
        [((school, None), duty.since) for school in asking.schools]
        if asked is None
        else [(each.place, each.first_on) for each in asked if each.place[0] in asking.agreed]
    )
    for place, since in places:
        of_school, calendar = asking.as_agreed(duty, place[0]), asking.calendars.get(place[0])
        yield place, standing(of_school, _record(place, found), asking.on, since=since, calendar=calendar)


def _record(place: Place, found: Mapping[Place, Record]) -> Record:
    """What the facts say of a place; a change at the school asks something of each of its subjects."""
    school, key = place
    record = found.get(place, NOTHING)
    if key is None:
        return record
    return record._replace(changed_on=found.get((school, None), NOTHING).changed_on)


def agreed_by_school(schools: Collection[int], on: date) -> Mapping[int, Agreed]:
    """The rhythms that the board or a school set: a school's own before the board's."""
    of_board: dict[str, int] = {}
    own: dict[int, dict[str, int]] = defaultdict(dict)
    for school, key, value in SET(on=on):
        (of_board if school is None else own[school])[key] = value
    return {school: of_board | own.get(school, {}) for school in schools}
