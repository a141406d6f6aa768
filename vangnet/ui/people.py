"""Choosing people in a form, with and without JavaScript: find, add, say in which role, remove.

Every button of the picker sends the whole form, so nothing that was typed gets lost, and no name of a child
ever stands in an address. What was chosen travels along in hidden fields.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict


@dataclass(frozen=True)
class Person:
    """Somebody who can be chosen: `detail` tells namesakes apart, such as "Group 6"."""

    key: str
    name: str
    detail: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class Chosen:
    """A chosen person and the role that he or she has in what happened."""

    key: str
    name: str
    detail: str = ""
    role: str = ""


@dataclass(frozen=True)
class Picker:
    """All that `ui/components/person_picker.html` shows; `name` starts the name of each of its fields."""

    name: str
    legend: str
    roles: Sequence[tuple[str, str]]
    chosen: Sequence[Chosen] = ()
    hint: str = ""
    query: str = ""
    results: Sequence[Person] | None = None  # None: nobody searched yet
    errors: Sequence[str] = ()
    is_required: bool = False


def is_picking(data: Mapping[str, object], name: str) -> bool:
    """Whether one of the picker's own buttons sent the form: then show it again, and do not record yet."""
    return any(f"{name}_{action}" in data for action in ("find", "add", "remove"))


def query_in(data: QueryDict, name: str) -> str:
    """The words to search for."""
    return data.get(f"{name}_query", "").strip()


def chosen_in(data: QueryDict, name: str) -> dict[str, str]:
    """Who is chosen after this press of a button, each with the role; the caller checks who may be seen."""
    keys = dict.fromkeys([*data.getlist(name), *data.getlist(f"{name}_add")])
    for removed in data.getlist(f"{name}_remove"):
        keys.pop(removed, None)
    return {key: data.get(f"{name}_role_{key}", "") for key in keys}


def marked(found: Iterable[Person], chosen: Mapping[str, str]) -> list[Person]:
    """What was found, saying of each person whether he or she was chosen already."""
    return [replace(person, is_chosen=person.key in chosen) for person in found]
