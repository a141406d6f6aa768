"""What waits for whom, in any kind of dossier: the rules of each kind say so, to the desk and to the morning's mail."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from vangnet.core.access.asking import Asking, Roles, schools_reached, stand_in
from vangnet.core.access.rules import Rule
from vangnet.core.dossiers.kinds import Kind, kinds
from vangnet.core.dossiers.models import Dossier, Waiting
from vangnet.core.people.models import Person
from vangnet.core.questions import Question

# More than this is no list to work from; the soonest come first.
MOST = 100


class Row(NamedTuple):
    """Something that waits in a dossier."""

    dossier: int
    reference: str
    school: str
    step: str
    title: str
    ends_at: datetime
    place: int


COLUMNS = (
    "pk",
    "reference",
    "school__name",
    "waiting__step",
    "waiting__title",
    "waiting__ends_at",
    "waiting__place",
)


@dataclass(frozen=True)
class Near:
    """What ends at a moment or before it: in which roles of which kinds, and at which schools. Nothing else is asked.

    So a morning with a handful of terms costs a few questions a person, however many kinds and schools there are.
    """

    until: datetime
    schools: Mapping[tuple[str, str], frozenset[int]]  # by kind and role

    @classmethod
    def until_then(cls, until: datetime) -> "Near":
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        waiting = Waiting.objects.filter(ends_at__lte=until).order_by()
        for kind, role, school in waiting.values_list("dossier__kind", "role", "school").distinct():
            found[kind, role].add(school)
        return cls(until, {place: frozenset(schools) for place, schools in found.items()})


def soonest(person: Person, on: date) -> list[tuple[Row, Kind]]:
    """What waits for this person, soonest first; one more than is shown when there is more."""
    schools = schools_reached(person, on)
    found = {row: kind for kind, role in _asked() for row in _of(kind, role, person, on, schools)}
    return sorted(found.items(), key=lambda each: (each[0].ends_at, each[0].place))[: MOST + 1]


def near(person: Person, on: date, what: Near) -> set[Row]:
    """Of what is near, all that waits for this person."""
    reached = set(schools_reached(person, on))
    return {
        row
        for kind, role in _asked()
        if (schools := what.schools.get((kind.key, role)))
        for row in _of(kind, role, person, on, reached & schools, what.until)
    }


def _asked() -> Iterator[tuple[Kind, str]]:
    """Every kind with each role of which its steps speak."""
    for kind in kinds().values():
        for role in {step.role for step in kind.protocol.steps}:
            yield kind, role


def _of(
    kind: Kind, role: str, person: Person, on: date, schools: Collection[int], until: datetime | None = None
) -> set[Row]:
    """For a role that the kind knows, ground by ground; of a wide one school by school, the soonest or what is near."""
    asking = Asking.of(person, on)
    ends = {"until": until} if until else {}
    return {
        Row(*found)
        for ground in kind.roles[role].grounds()
        for school in (schools if ground.is_wide else (None,))
        for found in WAITING(
            ground,
            asking.shape,
            school is not None,
            until is not None,
            role=role,
            **_at(school),
            **ends,
            **asking.values,
        )
    }


def _at(school: int | None) -> dict[str, int]:
    return {} if school is None else {"school": school}


def _waiting(
    ground: Rule, roles: Roles, of_a_school: bool, is_near: bool, role: Any, **blanks: Any
) -> QuerySet[Any, Any]:
    at = {"school": blanks["school"], "waiting__school": blanks["school"]} if of_a_school else {}
    ends = {"waiting__ends_at__lte": blanks["until"]} if is_near else {}
    mine = ground.of(Dossier.objects.filter(waiting__role=role, **at, **ends), *stand_in(roles, blanks))
    rows = mine.values_list(*COLUMNS)
    if is_near or not of_a_school:
        return rows.order_by()
    return rows.order_by("waiting__ends_at", "waiting__pk")[: MOST + 1]


WAITING = Question(_waiting)
