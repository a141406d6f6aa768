"""Who asks on which day, as a question of `vangnet.core.questions` carries it.

How rules are worded depends on which roles somebody holds at what kind of place, and not on who it is or where. So
everybody with the same roles asks the same questions, with another number in the blanks.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vangnet.core.people.models import Person
from vangnet.core.people.models.staff import Held, know_roles
from vangnet.core.people.roles import Role
from vangnet.core.questions import Blank, Blanks, Question

from .grounds import schools_where

Roles = tuple[tuple[Role, str], ...]  # each role with the kind of place where it is held


@dataclass(frozen=True)
class Asking:
    """The roles of somebody decide the wording (`shape`); the numbers are the values."""

    shape: Roles
    values: Mapping[str, Any]

    @classmethod
    def of(cls, person: Person, on: date) -> "Asking":
        shape, values = [], {"asks": person.pk, "on": on}
        for place, held in enumerate(person.held(on)):
            kind = "school" if held.school else "cluster" if held.cluster else ""
            shape.append((held.role, kind))
            if kind:
                values[f"held {place}"] = held.school or held.cluster
        return cls(tuple(shape), values)


def stand_in(shape: Roles, blanks: Blanks) -> tuple[Person, Any]:
    """Somebody with these roles of whom all numbers are blanks, and the day: for the rules, when they are worded."""
    held: list[tuple[Role, str, Any]] = [
        (role, kind, blanks.get(f"held {place}")) for place, (role, kind) in enumerate(shape)
    ]
    person = Person(pk=blanks["asks"])
    person.__dict__["_held"] = {
        blanks["on"]: tuple(
            Held(role, place if kind == "school" else None, place if kind == "cluster" else None)
            for role, kind, place in held
        )
    }
    return person, blanks["on"]


class OfTheRow(Blank):
    """Who asks is the person of the row, in a question about many people at once."""

    def as_sql(self, *database: Any, **_how: Any) -> Any:
        _compiler, connection = database
        table, column = Person._meta.db_table, Person._meta.pk.column
        return f"{connection.ops.quote_name(table)}.{connection.ops.quote_name(column)}", []


@dataclass(frozen=True)
class Alike:
    """People with the same roles at the same places: one wording answers for all of them."""

    shape: Roles
    values: Mapping[str, Any]
    people: tuple[int, ...]

    @classmethod
    def among(cls, people: Collection[Person], on: date) -> "list[Alike]":
        """Their roles are asked for all of them at once; who are alike stands in a fixed order."""
        know_roles(people, on)
        groups: dict[tuple[Roles, tuple[tuple[str, Any], ...]], list[int]] = {}
        for person in people:
            asking = Asking.of(person, on)
            places = tuple((name, value) for name, value in asking.values.items() if name.startswith("held"))
            groups.setdefault((asking.shape, places), []).append(person.pk)
        ordered = sorted(groups.items(), key=lambda group: str(group[0]))
        return [cls(shape, dict(places), tuple(keys)) for (shape, places), keys in ordered]


def values_of(alike: Sequence[Alike]) -> dict[str, Any]:
    """What is filled in for several groups: the people of each, and the places where they hold their roles."""
    values: dict[str, Any] = {}
    for number, group in enumerate(alike):
        values[f"people {number}"] = list(group.people)
        values |= {f"{number} {name}": value for name, value in group.values.items()}
    return values


def somebody_of(number: int, shape: Roles, blanks: Blanks) -> tuple[Person, Any]:
    """The person of the row, with the roles of this group."""
    own = {name.partition(" ")[2]: blank for name, blank in blanks.items() if name.startswith(f"{number} ")}
    return stand_in(shape, {**own, "asks": OfTheRow("asks"), "on": blanks["on"]})


def schools_reached(person: Person, on: date) -> list[int]:
    """The numbers of the schools of which a wide ground could let this person know everything."""
    asking = Asking.of(person, on)
    return [key for (key,) in SCHOOLS(asking.shape, **asking.values)]


SCHOOLS = Question(
    lambda roles, **blanks: schools_where(*stand_in(roles, blanks), Role).order_by().values_list("pk")
)
