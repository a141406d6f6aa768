"""All that the page of a report shows, worked out beforehand: the template only puts it in its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vangnet.core.dossiers.forms.fields import LONGEST_TEXT
from vangnet.core.dossiers.people_search import OwnGroup, Reach, Register, key_of

from ..models import Category
from ..models.facts import Part, Place
from .involved import Involved, People
from .report import ReportForm

# Shown at once, in the board's own order, which stays where it is: a thumb learns places, not frequencies.
SHOWN_AT_ONCE = 8

# In this order of the page, whatever order mistakes were found in; people stand between category and place.
ORDER = ("token", "school", "category", "people", "person", "place", "happened_on", "happened_at", "text")


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


def page(
    form: ReportForm,
    categories: Sequence[Category],
    people: People,
    reach: Reach,
    mistakes: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    mistakes = mistakes or {}
    return {**_report(form, categories, mistakes), **_people(people, reach, mistakes)}


def blank_page(form: ReportForm, categories: Sequence[Category]) -> dict[str, Any]:
    """The page as a device keeps it: nothing is filled in, and people are typed by name."""
    parts = [Choice(value, str(label), is_chosen=False) for value, label in Part.choices]
    return {**_report(form, categories, {}), "parts": parts}


def _report(form: ReportForm, categories: Sequence[Category], mistakes: Mapping[str, str]) -> dict[str, Any]:
    kinds = [
        Choice(kind.key, kind.name, form.shown("category") == kind.key, kind.hint, kind.icon)
        for kind in categories
    ]
    return {
        "form": form,
        "kinds": kinds[:SHOWN_AT_ONCE],
        "more_kinds": kinds[SHOWN_AT_ONCE:],
        "last_kind": kinds[-1].label if kinds else "",
        "more_is_open": any(kind.is_chosen for kind in kinds[SHOWN_AT_ONCE:]),
        "schools": _schools(form) if form.asks_school else (),
        "places": [Choice(value, str(label), form.shown("place") == value) for value, label in Place.choices],
        "moment": {name: form.shown(name) for name in ("happened_on", "happened_at")},
        "text": form.shown("text"),
        "longest": LONGEST_TEXT,
        "token": form.token_shown,
        "mistakes": mistakes,
        "summary": sorted(mistakes.items(), key=lambda mistake: ORDER.index(mistake[0].partition("-")[0])),
    }


def _schools(form: ReportForm) -> list[Choice]:
    return [Choice(key, school.name, form.shown("school") == key) for key, school in form.schools.items()]


def _people(people: People, reach: Reach, mistakes: Mapping[str, str]) -> dict[str, Any]:
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
        "chosen": list(_cards(people, reach, mistakes)),
        "counted": _counted(people),
    }


def _own(group: OwnGroup, people: People) -> Chips:
    return Chips(group.name, [_chip(pupil.key, pupil.name, "", people) for pupil in group.pupils])


def _chip(key: str, name: str, detail: str, people: People) -> Chip:
    return Chip(key, name, detail, key in people.keys)


def _cards(people: People, reach: Reach, mistakes: Mapping[str, str]) -> Iterator[PersonCard]:
    details = reach.details(people.keys) if people.keys else {}
    for person in people.chosen:
        parts = [Choice(value, str(label), value in person.parts) for value, label in Part.choices]
        mistake = mistakes.get(f"person-{person.key}", "")
        yield PersonCard(
            person, details.get(person.key, ""), parts, mistake, is_new=person.key == people.focus
        )


def _counted(people: People) -> str:
    """Read out after each tap, for who can't see what changed."""
    if people.search.says:
        return people.search.says
    if people.search.found is not None:
        return _("%(number)s found.") % {"number": len(people.search.found)}
    return _("%(number)s chosen.") % {"number": len(people.chosen)}
