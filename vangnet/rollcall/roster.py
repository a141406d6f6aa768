"""Who is expected outside: the pupils who are enrolled at the school that day, each once, in the group where they sit.

Vangnet keeps no daily absence: who is ill at home is said so on the spot ("not at school today").
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from vangnet.core.access.bounds import number_in
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Enrolment, Placement, School

WITHOUT_GROUP = 0


@dataclass(frozen=True)
class Expected:
    """Somebody who is called; `about` is how words speak of him or her."""

    about: str
    name: str


@dataclass(frozen=True)
class GroupOf:
    """A group with its pupils in the order of their call names, as they are called."""

    number: int
    name: str
    expected: tuple[Expected, ...]

    @property
    def keys(self) -> list[str]:
        return [each.about for each in self.expected]


def about_pupil(number: int) -> str:
    return f"pupil-{number}"


def about_extra(key: UUID) -> str:
    """Somebody who stands in no group."""
    return f"extra-{key}"


def extra_of(about: str) -> UUID | None:
    kind, _dash, key = about.partition("-")
    try:
        return UUID(key) if kind == "extra" else None
    except ValueError:
        return None


def pupil_of(about: str) -> int | None:
    kind, _dash, number = about.partition("-")
    return number_in(number) if kind == "pupil" else None


def without_group() -> str:
    return _("Without a group")


def roster(school: School, on: date) -> tuple[GroupOf, ...]:
    enrolled = Enrolment.objects.filter(holds_on(on), school=school).select_related("pupil")
    seats = _seats(school, on)
    names: dict[int, str] = {}
    members: dict[int, dict[str, Expected]] = defaultdict(dict)
    for enrolment in enrolled.order_by("pupil__call_name", "pupil__last_name", "pupil"):
        number, names[number] = seats.get(enrolment.pk, (WITHOUT_GROUP, without_group()))
        about = about_pupil(enrolment.pupil_id)
        members[number][about] = Expected(about, enrolment.pupil.full_name)
    ordered = sorted(members, key=lambda number: (number == WITHOUT_GROUP, names[number], number))
    return tuple(GroupOf(number, names[number], tuple(members[number].values())) for number in ordered)


def _seats(school: School, on: date) -> dict[int, tuple[int, str]]:
    """The group of each enrolment: the own one before a combined one, in which the same pupils sit as well."""
    placed = Placement.objects.filter(
        holds_on(on), holds_on(on, "enrolment__"), enrolment__school=school, group__isnull=False
    )
    rows: Iterable[tuple[int, int, str]] = placed.order_by(
        "-group__is_combined", "first_on", "pk"
    ).values_list("enrolment", "group", "group__name")
    return {enrolment: (group, name) for enrolment, group, name in rows}
