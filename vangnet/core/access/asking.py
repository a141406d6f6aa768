"""Who asks on which day, as a question of `vangnet.core.questions` carries it.

How rules are worded depends on which roles somebody holds at what kind of place, and not on who it is or where. So
everybody with the same roles asks the same questions, with another number in the blanks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vangnet.core.people.models import Person
from vangnet.core.people.models.staff import Held
from vangnet.core.people.roles import Role
from vangnet.core.questions import Blanks, Question

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


def schools_reached(person: Person, on: date) -> list[int]:
    """The numbers of the schools of which a wide ground could let this person know everything."""
    asking = Asking.of(person, on)
    return [key for (key,) in SCHOOLS(asking.shape, **asking.values)]


SCHOOLS = Question(
    lambda roles, **blanks: schools_where(*stand_in(roles, blanks), Role).order_by().values_list("pk")
)
