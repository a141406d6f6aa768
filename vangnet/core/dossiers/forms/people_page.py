"""What the people of a form show: who can be tapped, who was found, who is chosen and with which parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from ..people_search import Reach, Register, key_of
from .involved import Involved, People, Search


@dataclass(frozen=True)
class Choice:
    """One of a few, with what the page shows of it."""

    value: str
    label: str
    is_chosen: bool
    hint: str = ""
    icon: str = ""


@dataclass(frozen=True)
class PersonCard:
    """A chosen person with the parts to tick."""

    who: Involved
    detail: str
    parts: Sequence[Choice]
    mistake: str
    is_new: bool


@dataclass(frozen=True)
class Chip:
    """Somebody who can be chosen with one tap, and taken away with another."""

    key: str
    name: str
    detail: str
    is_chosen: bool


@dataclass(frozen=True)
class Chips:
    name: str
    chips: Sequence[Chip]


@dataclass(frozen=True)
class PeopleShown:
    """All that `dossiers/people.html` draws.

    `optional` are the words beside a question that may stay unanswered; `roles` the parts that somebody can have, with
    their words; `registers` where those who can be chosen stand, and `knows_others` whether somebody may stand in none.
    """

    people: People
    reach: Reach
    roles: Mapping[str, Any]
    mistakes: Mapping[str, str]
    legend: Any
    optional: Any = ""
    registers: frozenset[Register] = frozenset(Register)
    knows_others: bool = True

    @property
    def search(self) -> Search:
        return self.people.search

    @property
    def mistake(self) -> str:
        return self.mistakes.get("people", "")

    @property
    def among_pupils(self) -> bool:
        return self.search.register is Register.PUPIL

    @property
    def among_staff(self) -> bool:
        return Register.STAFF in self.registers

    @property
    def among_guardians(self) -> bool:
        return Register.GUARDIAN in self.registers

    @property
    def has_elsewhere(self) -> bool:
        return self.among_staff or self.among_guardians or self.knows_others

    @property
    def has_found_pupils(self) -> bool:
        return self.among_pupils and self.search.found is not None

    @property
    def elsewhere_is_open(self) -> bool:
        return bool(self.search.other_words) or not self.among_pupils

    @cached_property
    def own_groups(self) -> list[Chips]:
        return [
            Chips(group.name, [_chip(pupil.key, pupil.name, "", self.people) for pupil in group.pupils])
            for group in self.reach.own_groups()
        ]

    @cached_property
    def found(self) -> list[Chip]:
        return [_chip(seen.key, seen.name, seen.detail, self.people) for seen in self.search.found or ()]

    @property
    def myself(self) -> list[Chip]:
        return [_chip(key_of(Register.STAFF, self.reach.person), _("I was involved myself"), "", self.people)]

    @cached_property
    def chosen(self) -> list[PersonCard]:
        return list(_cards(self.people, self.reach, self.roles, self.mistakes))

    @property
    def counted(self) -> str:
        """Read out after each tap, for who can't see what changed."""
        if self.search.says:
            return self.search.says
        if self.search.found is not None:
            return _("%(number)s found.") % {"number": len(self.search.found)}
        return _("%(number)s chosen.") % {"number": len(self.people.chosen)}


def _chip(key: str, name: str, detail: str, people: People) -> Chip:
    return Chip(key, name, detail, key in people.keys)


def _cards(
    people: People, reach: Reach, roles: Mapping[str, Any], mistakes: Mapping[str, str]
) -> Iterator[PersonCard]:
    details = reach.details(people.keys) if people.keys else {}
    for person in people.chosen:
        parts = [Choice(value, _(str(label)), value in person.parts) for value, label in roles.items()]
        yield PersonCard(
            who=person,
            detail=details.get(person.key, ""),
            parts=parts if len(parts) > 1 else (),
            mistake=mistakes.get(f"person-{person.key}", ""),
            is_new=person.key == people.focus,
        )
