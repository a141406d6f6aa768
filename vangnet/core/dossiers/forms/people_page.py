"""What the people of a form show: who can be tapped, who was found, who is chosen and with which parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..people_search import OwnGroup, Reach, Register, key_of
from .involved import Involved, People


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


def people_shown(
    people: People, reach: Reach, roles: Mapping[str, Any], mistakes: Mapping[str, str]
) -> dict[str, Any]:
    """All that `dossiers/people.html` draws. `roles`: the parts that somebody can have, with their words."""
    search = people.search
    among_pupils = search.register is Register.PUPIL
    has_found_pupils = among_pupils and search.found is not None
    return {
        "search": search,
        "among_pupils": among_pupils,
        "has_found_pupils": has_found_pupils,
        "own_groups": () if has_found_pupils else [_own(group, people) for group in reach.own_groups()],
        "found": [_chip(seen.key, seen.name, seen.detail, people) for seen in search.found or ()],
        "elsewhere_is_open": bool(search.other_words) or not among_pupils,
        "myself": [_chip(key_of(Register.STAFF, reach.person), _("I was involved myself"), "", people)],
        "chosen": list(_cards(people, reach, roles, mistakes)),
        "counted": _counted(people),
    }


def _own(group: OwnGroup, people: People) -> Chips:
    return Chips(group.name, [_chip(pupil.key, pupil.name, "", people) for pupil in group.pupils])


def _chip(key: str, name: str, detail: str, people: People) -> Chip:
    return Chip(key, name, detail, key in people.keys)


def _cards(
    people: People, reach: Reach, roles: Mapping[str, Any], mistakes: Mapping[str, str]
) -> Iterator[PersonCard]:
    details = reach.details(people.keys) if people.keys else {}
    for person in people.chosen:
        parts = [Choice(value, str(_(label)), value in person.parts) for value, label in roles.items()]
        yield PersonCard(
            who=person,
            detail=details.get(person.key, ""),
            parts=parts if len(parts) > 1 else (),
            mistake=mistakes.get(f"person-{person.key}", ""),
            is_new=person.key == people.focus,
        )


def _counted(people: People) -> str:
    """Read out after each tap, for who can't see what changed."""
    if people.search.says:
        return people.search.says
    if people.search.found is not None:
        return _("%(number)s found.") % {"number": len(people.search.found)}
    return _("%(number)s chosen.") % {"number": len(people.chosen)}
