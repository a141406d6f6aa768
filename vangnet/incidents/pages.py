"""Pages of the list of incidents that somebody may know: newest first, and keys alone.

A page is found by the moment and number of the row before it, so that the last page costs as much as the first. It
takes the newest of each ground, so that what a page costs does not depend on how much was ever recorded.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from vangnet.core.access.asking import Asking, Roles, schools_reached, stand_in
from vangnet.core.access.rules import AnyRule, Rule
from vangnet.core.dossiers.models import Dossier
from vangnet.core.people.models import Person
from vangnet.core.questions import Question

from .access import GROUNDS, KNOW
from .models import Incident
from .narrowing import Narrowing, narrowed

PAGE = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Place = tuple[int, datetime]  # the number of an incident and when it happened


def known_to(person: Person, on: date) -> QuerySet[Incident]:
    """All of them, for a file or a count."""
    return Incident.objects.filter(dossier__in=KNOW.keys(Dossier, person, on))


@dataclass(frozen=True)
class Cursor:
    """A place in the list, from which the page goes on to older or to newer rows."""

    happened_at: datetime
    key: int
    is_newer: bool = False

    @classmethod
    def read(cls, text: str, *, is_newer: bool = False) -> "Cursor | None":
        """A place as an address carries it; nothing when somebody altered it."""
        micros, _dot, key = text.partition(".")
        if not (text.isascii() and micros.isdigit() and key.isdigit() and len(text) <= 36):
            return None
        try:
            return cls(EPOCH + timedelta(microseconds=int(micros)), min(int(key), 2**62), is_newer)
        except OverflowError:
            return None

    @property
    def written(self) -> str:
        return f"{(self.happened_at - EPOCH) // timedelta(microseconds=1)}.{self.key}"


@dataclass(frozen=True)
class Known:
    """The incidents that this person may know on this day, as the filters leave them."""

    person: Person
    on: date
    narrowing: Narrowing
    now: datetime

    def nearest(self, cursor: Cursor | None, number: int) -> list[Place]:
        """So many from a place in the list on; fewer when there are no more."""
        return list(self.with_grounds(cursor, number))

    def with_grounds(self, cursor: Cursor | None, number: int) -> dict[Place, set[AnyRule]]:
        """The same, each with all grounds on which it is known.

        A wide ground holds a whole school: of each school its newest are taken, along its index. The other grounds
        hold what concerns one person, and so do the incidents of one pupil.
        """
        is_newer = cursor is not None and cursor.is_newer
        found: dict[Place, set[AnyRule]] = defaultdict(set)
        for rule in GROUNDS:
            is_walked = rule.is_wide and not self.narrowing.pupil
            for school in self.schools() if is_walked else (None,):
                for place in self._of_ground(rule, school, cursor, number):
                    found[place].add(rule)
        nearest = sorted(found, key=lambda place: (place[1], place[0]), reverse=not is_newer)[:number]
        return {place: found[place] for place in nearest}

    def _of_ground(self, rule: Rule, school: int | None, cursor: Cursor | None, number: int) -> list[Place]:
        asking, chosen = Asking.of(self.person, self.on), self.narrowing.values(self.now)
        values = {**asking.values, **chosen, **({"school": school} if school else {})}
        direction = "" if cursor is None else "newer" if cursor.is_newer else "older"
        if cursor:
            values |= {"from_moment": cursor.happened_at, "from_key": cursor.key}
        # A planner that is told a school and to take the first guesses that walking the school is cheaper than the
        # few of one person or pupil; those are asked for as a whole then.
        takes_first = school or not (self.narrowing.school or self.narrowing.pupil)
        most = number if takes_first else None
        return NEAREST(rule, asking.shape, tuple(chosen), direction, most, bool(school), **values)

    def schools(self) -> list[int]:
        """The schools of which this person could know everything."""
        wanted = self.narrowing.school
        return [key for key in schools_reached(self.person, self.on) if wanted in (None, key)]


def _nearest(
    rule: Rule,
    roles: Roles,
    filters: tuple[str, ...],
    direction: str,
    most: int | None,
    of_a_school: bool,
    **blanks: Any,
) -> QuerySet[Any, Any]:
    person, on = stand_in(roles, blanks)
    rows = narrowed(rule.of(Incident.objects.all(), person, on), filters, blanks)
    if of_a_school:
        rows = rows.filter(school=blanks["school"])
    if direction:
        rows = rows.filter(_beyond(direction, blanks))
    places = rows.order_by().values_list("dossier", "happened_at")
    order = ("happened_at", "dossier") if direction == "newer" else ("-happened_at", "-dossier")
    return places if most is None else places.order_by(*order)[:most]


def _beyond(direction: str, blanks: Mapping[str, Any]) -> Q:
    """Written with the plain comparison first, so that the index of a school's list is walked from here."""
    moment, key = blanks["from_moment"], blanks["from_key"]
    if direction == "newer":
        return Q(happened_at__gte=moment) & (Q(happened_at__gt=moment) | Q(dossier__gt=key))
    return Q(happened_at__lte=moment) & (Q(happened_at__lt=moment) | Q(dossier__lt=key))


NEAREST = Question(_nearest)


# Pages


@dataclass(frozen=True)
class Keys:
    """Which incidents stand on a page, and from where the pages beside it go on."""

    keys: tuple[int, ...]
    newer: str = ""
    older: str = ""


def page_of(known: Known, cursor: Cursor | None) -> Keys:
    """Keys and moments alone: what else a row shows is fetched for these fifty only."""
    is_newer = cursor is not None and cursor.is_newer
    found = known.nearest(cursor, PAGE + 1)
    goes_on, places = len(found) > PAGE, found[:PAGE]
    if is_newer:
        places.reverse()
    has_newer, has_older = (goes_on, True) if is_newer else (cursor is not None, goes_on)
    return Keys(
        tuple(key for key, _happened_at in places),
        newer=_place(places[0]) if places and has_newer else "",
        older=_place(places[-1]) if places and has_older else "",
    )


def _place(row: Place) -> str:
    key, happened_at = row
    return Cursor(happened_at, key).written
