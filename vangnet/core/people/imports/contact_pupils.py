"""Finds the pupil that a line of a contacts file names; in doubt it asks, and proposes the nearest names."""

from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from vangnet.core.people.models import School
from vangnet.core.people.models.groups import Enrolment
from vangnet.core.people.names import searchable
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .contact_lines import Contact, SoughtPupil


@dataclass(frozen=True)
class KnownPupil:
    """A pupil of the school as far as a file can name one."""

    pk: int
    key: str
    name: str
    born_on: date | None
    groups: frozenset[str] = frozenset()


def pupils_of(school: School, on: date) -> dict[int, KnownPupil]:
    """Everybody who is or will be enrolled, with the groups in which they sit: one query."""
    rows = (
        Enrolment.objects.filter(school=school)
        .exclude(last_on__lt=on)
        .order_by("pupil", "first_on", "pk")
        .values_list(
            *("pupil", "key", "pupil__call_name", "pupil__infix", "pupil__last_name", "pupil__born_on"),
            *("placements__group__name", "placements__year_group", "placements__last_on"),
        )
    )
    pupils: dict[int, KnownPupil] = {}
    for pk, key, call_name, infix, last_name, born_on, group, year_group, last_on in rows:
        name = " ".join(part for part in (call_name, infix, last_name) if part)
        known = pupils.get(pk)
        groups = known.groups if known else frozenset()
        if last_on is None or last_on >= on:
            groups |= {_group(text) for text in (group, year_group) if text}
        pupils[pk] = KnownPupil(pk, key or (known.key if known else ""), name, born_on, groups)
    return pupils


def _group(text: str) -> str:
    """ "Groep 3", "groep 3" and "3" are the same group."""
    return searchable(text).removeprefix("groep ").removeprefix("gr. ")


def _words(name: str) -> tuple[str, ...]:
    """The words of a name in any order: "Vries, Noor de" is "Noor de Vries"."""
    return tuple(sorted(searchable(name.replace(",", " ")).split()))


@dataclass(frozen=True)
class PupilSearch:
    pupils: dict[int, KnownPupil]
    by_key: dict[str, KnownPupil] = field(init=False)
    by_words: dict[tuple[str, ...], list[KnownPupil]] = field(init=False)

    def __post_init__(self) -> None:
        by_words: dict[tuple[str, ...], list[KnownPupil]] = {}
        for pupil in self.pupils.values():
            by_words.setdefault(_words(pupil.name), []).append(pupil)
        object.__setattr__(self, "by_key", {pupil.key: pupil for pupil in self.pupils.values() if pupil.key})
        object.__setattr__(self, "by_words", by_words)

    def find(self, contact: Contact) -> KnownPupil | Problem:
        sought = contact.pupil
        if sought.key:
            return self._by_key(sought, contact.line)
        if not sought.name or not (sought.born_on or sought.group):
            message = _(
                "This line does not say enough to find the pupil: a name with a date of birth or a group."
            )
            return Problem(contact.line, sought.column, sought.name, message)
        found = [pupil for pupil in self.by_words.get(_words(sought.name), []) if _fits(pupil, sought)]
        if len(found) == 1:
            return found[0]
        if found:
            message = _("More than one pupil is called “%(value)s”. Add the key or the date of birth.")
            return Problem(contact.line, sought.column, sought.name, message)
        return self._not_found(sought.name, sought, contact.line)

    def _by_key(self, sought: SoughtPupil, line: int) -> KnownPupil | Problem:
        pupil = self.by_key.get(sought.key)
        if pupil is None:
            return self._not_found(sought.key, sought, line)
        if sought.name and not set(_words(sought.name)) & set(_words(pupil.name)):
            message = _("The key “%(value)s” belongs to %(name)s, and this line names somebody else.")
            return Problem(line, sought.column, sought.key, message, {"name": pupil.name})
        return pupil

    def _not_found(self, value: str, sought: SoughtPupil, line: int) -> Problem:
        names = {searchable(pupil.name): pupil.name for pupil in self.pupils.values()}
        plain = " ".join(reversed([part.strip() for part in searchable(sought.name).split(",")]))
        nearest = get_close_matches(plain, names, n=3, cutoff=0.6) if plain else []
        if nearest:
            message = _("There is no pupil “%(value)s” with these data at this school. Perhaps: %(nearest)s.")
            return Problem(
                line, sought.column, value, message, {"nearest": ", ".join(names[name] for name in nearest)}
            )
        return Problem(line, sought.column, value, _("There is no pupil “%(value)s” at this school."))


def _fits(pupil: KnownPupil, sought: SoughtPupil) -> bool:
    """What the line says and the school knows must agree; at least one of the two must be known."""
    if sought.born_on and pupil.born_on:
        return sought.born_on == pupil.born_on
    return bool(sought.group) and _group(sought.group) in pupil.groups
