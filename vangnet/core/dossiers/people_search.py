"""Whom somebody can name in an incident: pupils and colleagues of the schools where he or she works, and parents.

What a form sends is a key such as "pupil-12"; a key of anybody else is not known here, whatever number it carries.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, When
from django.utils.translation import gettext as _

from vangnet.core.access.asking import Asking, stand_in
from vangnet.core.access.grounds import own_groups, own_pupils
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import (
    Appointment,
    Enrolment,
    Guardian,
    Guardianship,
    Person,
    Placement,
    Pupil,
    School,
)
from vangnet.core.people.names import matching, searchable
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.core.questions import Question
from vangnet.ui import people as picker

FEWEST_LETTERS = 2
MOST_SHOWN = 12


class Register(StrEnum):
    """Where somebody stands; the first word of a key."""

    PUPIL = "pupil"
    STAFF = "staff"
    GUARDIAN = "guardian"


@dataclass(frozen=True)
class OwnGroup:
    """A group of one's own: its pupils can be chosen without searching, and are shown as the teacher calls them."""

    name: str
    pupils: tuple[picker.Person, ...]


def _pupils_of(schools: Any, on: Any) -> QuerySet[Pupil]:
    enrolled = Enrolment.objects.filter(holds_on(on), school__in=schools)
    return Pupil.objects.filter(pk__in=enrolled.values("pupil"))


def _placed(person: Person, on: Any) -> QuerySet[Placement, Any]:
    """The pupils of the own groups, in the order in which a group is called."""
    named = [f"enrolment__pupil__{part}" for part in ("pk", "call_name", "infix", "last_name")]
    placed = Placement.objects.filter(
        holds_on(on), holds_on(on, "enrolment__"), group__in=own_groups(person, on)
    )
    return placed.order_by("group__name", *named[1:]).values_list("group__name", *named)


PLACED = Question(lambda shape, **blanks: _placed(*stand_in(shape, blanks)))
PUPILS_NAMED = Question(lambda pupils, schools, on: _pupils_of(schools, on).filter(pk__in=pupils))


@dataclass(frozen=True)
class Reach:
    """How far one person can see on one day: the schools where he or she works."""

    person: Person
    schools: Sequence[School]
    on: date

    def pupils(self) -> QuerySet[Pupil]:
        return _pupils_of(self.schools, self.on)

    def colleagues(self) -> QuerySet[Person]:
        return Person.objects.filter(pk__in=self._appointments().values("person"))

    def guardians(self) -> QuerySet[Guardian]:
        of_pupils = Guardianship.objects.filter(holds_on(self.on), pupil__in=self.pupils())
        return Guardian.objects.filter(pk__in=of_pupils.values("guardian"))

    def own_groups(self) -> list[OwnGroup]:
        asking = Asking.of(self.person, self.on)
        groups: dict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
        for name, *pupil in PLACED(asking.shape, **asking.values):
            groups[name].append((pupil[0], pupil[1], pupil[2], pupil[3]))
        return [OwnGroup(name, tuple(_as_called(pupils))) for name, pupils in groups.items()]

    def find(self, register: Register, words: str) -> list[picker.Person]:
        """Who has these words in the name: of pupils those of one's own groups first. One more than is shown."""
        rows = self._everybody(register).filter(matching(words))
        if register is Register.PUPIL:
            own = own_pupils(self.person, self.on).values("pk")
            first = Case(When(pk__in=own, then=0), default=1, output_field=IntegerField())
            rows = rows.annotate(first=first).order_by("first", "call_name", "last_name")
        return self._described(register, rows[: MOST_SHOWN + 1])

    def known(self, keys: Iterable[str]) -> dict[str, picker.Person]:
        """Of these keys those that may be named, by name alone; one query for each register."""
        wanted: dict[Register, list[int]] = defaultdict(list)
        for key in keys:
            if place := split(key):
                wanted[place[0]].append(place[1])
        return {
            key_of(register, row): picker.Person(key_of(register, row), row.full_name)
            for register, numbers in wanted.items()
            for row in self._named(register, numbers)
        }

    def details(self, keys: Iterable[str]) -> dict[str, str]:
        """What tells people apart who may have the same name, such as the group; one query for each register."""
        wanted: dict[Register, list[int]] = defaultdict(list)
        for key in keys:
            if place := split(key):
                wanted[place[0]].append(place[1])
        return {
            f"{register}-{number}": ", ".join(dict.fromkeys(parts))
            for register, numbers in wanted.items()
            for number, parts in self._details(register, numbers).items()
        }

    def _named(self, register: Register, numbers: list[int]) -> Iterable[Any]:
        if register is Register.PUPIL:  # nearly everybody who is named: the question is worded once
            schools = [school.pk for school in self.schools]
            rows: list[Any] = PUPILS_NAMED(pupils=numbers, schools=schools, on=self.on)
            return rows
        return self._everybody(register).filter(pk__in=numbers)

    def _everybody(self, register: Register) -> QuerySet[Any]:
        every = {
            Register.PUPIL: self.pupils,
            Register.STAFF: self.colleagues,
            Register.GUARDIAN: self.guardians,
        }
        return every[register]()

    def _described(self, register: Register, rows: Iterable[Any]) -> list[picker.Person]:
        people = list(rows)
        details = self._details(register, [row.pk for row in people]) if people else {}
        return [_seen(register, row, ", ".join(dict.fromkeys(details.get(row.pk, ())))) for row in people]

    def _details(self, register: Register, numbers: list[int]) -> dict[int, list[str]]:
        tell = {Register.PUPIL: self._groups, Register.STAFF: self._roles, Register.GUARDIAN: self._children}
        return tell[register](numbers)

    def _groups(self, pupils: list[int]) -> dict[int, list[str]]:
        placed = Placement.objects.filter(
            holds_on(self.on),
            holds_on(self.on, "enrolment__"),
            enrolment__pupil__in=pupils,
            enrolment__school__in=self.schools,
        )
        details: dict[int, list[str]] = defaultdict(list)
        for pupil, group, school in placed.values_list(
            "enrolment__pupil", "group__name", "enrolment__school__name"
        ):
            details[pupil] += [part for part in (group, school if len(self.schools) > 1 else "") if part]
        return details

    def _roles(self, people: list[int]) -> dict[int, list[str]]:
        details: dict[int, list[str]] = defaultdict(list)
        for person, role in self._appointments().filter(person__in=people).values_list("person", "role"):
            details[person].append(str(Role(role).label))
        return details

    def _children(self, guardians: list[int]) -> dict[int, list[str]]:
        details: dict[int, list[str]] = defaultdict(list)
        of_pupils = Guardianship.objects.filter(
            holds_on(self.on), guardian__in=guardians, pupil__in=self.pupils()
        )
        for tie in of_pupils.select_related("pupil"):
            words = {"relation": tie.get_relation_display(), "pupil": tie.pupil.full_name}
            details[tie.guardian_id].append(_("%(relation)s of %(pupil)s") % words)
        return details

    def _appointments(self) -> QuerySet[Appointment]:
        return Appointment.objects.filter(
            holds_on(self.on), role__in=list(STAFF_OF_A_SCHOOL), school__in=self.schools
        )


def is_enough(words: str) -> bool:
    """Whether there is enough to search for; one letter would show half the school."""
    return len(searchable(words)) >= FEWEST_LETTERS


def split(key: str) -> tuple[Register, int] | None:
    """The register and the number in it that a key names; nothing when it is no such key."""
    register, _dash, number = key.partition("-")
    if register not in set(Register) or not (number.isascii() and number.isdigit()) or len(number) > 18:
        return None
    return Register(register), int(number)


def key_of(register: Register, row: Pupil | Person | Guardian) -> str:
    return f"{register}-{row.pk}"


def _as_called(pupils: Sequence[tuple[int, str, str, str]]) -> Iterator[picker.Person]:
    """The call name alone, and for namesakes within the group the whole name."""
    number = Counter(call_name for _pk, call_name, *_family in pupils)
    for pk, *names in pupils:
        shown = names[:1] if number[names[0]] == 1 else [name for name in names if name]
        yield picker.Person(f"{Register.PUPIL}-{pk}", " ".join(shown))


def _seen(register: Register, row: Pupil | Person | Guardian, detail: str) -> picker.Person:
    return picker.Person(key_of(register, row), row.full_name, detail)
