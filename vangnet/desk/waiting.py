"""What waits for whom, in any kind of dossier: the rules of each kind say so, to the desk and to the morning's mail."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from vangnet.core.access.asking import Asking, Roles, schools_reached, stand_in
from vangnet.core.access.rules import AnyRule
from vangnet.core.dossiers.kinds import kinds
from vangnet.core.dossiers.models import Dossier, Waiting
from vangnet.core.dossiers.rules import OfKind
from vangnet.core.people.models import Person
from vangnet.core.questions import Question

# More than this is no list to work from; the soonest come first.
MOST = 100


class Row(NamedTuple):
    """Something that waits in a dossier."""

    dossier: int
    reference: str
    kind: str
    school: str
    step: str
    title: str
    ends_at: datetime
    place: int


COLUMNS = (
    "pk",
    "reference",
    "kind",
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

    def where(self, kinds: Iterable[str], role: str) -> frozenset[int]:
        return frozenset().union(*(self.schools.get((kind, role), frozenset()) for kind in kinds))


def soonest(person: Person, on: date) -> list[Row]:
    """What waits for this person, soonest first; one more than is shown when there is more."""
    schools = schools_reached(person, on)
    found = {row for asked in all_asked() for row in asked.of(person, on, schools)}
    return sorted(found, key=lambda row: (row.ends_at, row.place))[: MOST + 1]


def near(person: Person, on: date, what: Near) -> set[Row]:
    """Of what is near, all that waits for this person."""
    reached = set(schools_reached(person, on))
    return {
        row
        for asked in all_asked()
        if (schools := what.where(asked.kinds, asked.role))
        for row in asked.of(person, on, reached & schools, what.until)
    }


@dataclass(frozen=True)
class Asked:
    """One question for all kinds of dossier that let the same people act, in a role of the same name."""

    ground: AnyRule
    role: str
    kinds: tuple[str, ...]

    def of(
        self, person: Person, on: date, schools: Collection[int], until: datetime | None = None
    ) -> Iterator[Row]:
        """Of a wide ground school by school, the soonest or what is near."""
        asking, ends = Asking.of(person, on), {"until": until} if until else {}
        for school in schools if self.ground.is_wide else (None,):  # type: ignore[union-attr]
            at = {} if school is None else {"school": school}
            for found in WAITING(
                self, asking.shape, school is not None, until is not None, **at, **ends, **asking.values
            ):
                yield Row(*found)


@cache
def all_asked() -> tuple[Asked, ...]:
    """The grounds of all kinds for the roles on which a clock can call; those that are worded alike together."""
    together: dict[Any, tuple[AnyRule, list[str]]] = {}
    for kind in kinds().values():
        protocol = kind.protocol
        for role in sorted({protocol.step(clock.step).role for clock in protocol.clocks}):
            for ground in kind.roles[role].grounds():
                alike = ground.condition if isinstance(ground, OfKind) else ground
                rule = ground.of_any_kind() if isinstance(ground, OfKind) else ground
                together.setdefault((alike, role), (rule, []))[1].append(kind.key)
    return tuple(Asked(rule, role, tuple(of)) for (_alike, role), (rule, of) in together.items())


def _waiting(
    asked: Asked, roles: Roles, of_a_school: bool, is_near: bool, **blanks: Any
) -> QuerySet[Any, Any]:
    at = {"school": blanks["school"], "waiting__school": blanks["school"]} if of_a_school else {}
    ends = {"waiting__ends_at__lte": blanks["until"]} if is_near else {}
    waiting = Dossier.objects.filter(waiting__role=asked.role, kind__in=asked.kinds, **at, **ends)
    rows = asked.ground.of(waiting, *stand_in(roles, blanks)).values_list(*COLUMNS)
    if is_near or not of_a_school:
        return rows.order_by()
    return rows.order_by("waiting__ends_at", "waiting__pk")[: MOST + 1]


WAITING = Question(_waiting)
