"""A guardian, and a guardianship, as they will be: what stands here with what the file says laid over it.

Two lines may speak of one guardian (brother and sister); they must agree, and secrecy on one line
holds for all.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from vangnet.core.people.models import Guardianship
from vangnet.core.people.names import searchable
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .contact_lines import Contact
from .contact_standing import GUARDIAN_COLUMNS, KnownGuardian, KnownLink

Relation = Guardianship.Relation
_HELD_BY_ONE = {Relation.MOTHER, Relation.FATHER}

_OTHERWISE = _("Line %(other_line)s says “%(other)s” about the same guardian. Make both lines say the same.")


@dataclass(frozen=True)
class Said:
    """A value in the file, and the line where it stands."""

    value: Any
    line: int


@dataclass(eq=False)
class GuardianDraft:
    known: KnownGuardian | None
    relations: set[str] = field(default_factory=set)
    said: dict[str, Said] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)

    def value(self, name: str) -> Any:
        """What the file says, else what stands here, else nothing."""
        if name in self.said:
            return self.said[name].value
        if self.known:
            return getattr(self.known, name)
        return False if name == "has_secret_address" else ""

    @property
    def full_name(self) -> str:
        return " ".join(part for part in map(self.value, ("call_name", "infix", "last_name")) if part)

    def hear(self, contact: Contact) -> list[Problem]:
        """Lay a line over it; the problems are what an earlier line says otherwise."""
        self.lines.add(contact.line)
        if contact.relation:
            self.relations.add(contact.relation)
        if contact.has_secret_address is not None:
            before = self.said.get("has_secret_address")
            is_secret = contact.has_secret_address or bool(before and before.value)
            self.said["has_secret_address"] = Said(is_secret, contact.line)
        names = [name for name in GUARDIAN_COLUMNS if name != "has_secret_address"]
        return [problem for name in names if (problem := self._hear(name, contact))]

    def _hear(self, name: str, contact: Contact) -> Problem | None:
        value = getattr(contact, name)
        if name == "infix" and not value and contact.last_name != self.value("last_name"):
            self.said.setdefault(name, Said("", contact.line))  # another last name comes with its own infix
        if not value or self._says_less(name, value):
            return None
        if self.known and is_same(name, getattr(self.known, name), value):
            value = getattr(self.known, name)
        before = self.said.get(name)
        says_more = name == "call_name" and before is not None and is_initials(before.value)
        if before is None or says_more:
            self.said[name] = Said(value, contact.line)
        elif not is_same(name, before.value, value):
            params = {"other_line": before.line, "other": before.value}
            return Problem(contact.line, contact.column, value, _OTHERWISE, params)
        return None

    def _says_less(self, name: str, value: str) -> bool:
        """Initials say less than a call name that we have."""
        call_name = self.value("call_name")
        return name == "call_name" and is_initials(value) and bool(call_name) and not is_initials(call_name)


@dataclass(eq=False)
class LinkDraft:
    pupil: int
    guardian: GuardianDraft
    line: int
    known: KnownLink | None = None
    ended: KnownLink | None = None
    said: dict[str, Said] = field(default_factory=dict)

    def hear(self, contact: Contact) -> list[Problem]:
        problems = []
        for name in ("relation", "has_custody", "call_order"):
            value, before = getattr(contact, name), self.said.get(name)
            if value is None:
                continue
            if before and before.value != value:
                params = {"other_line": before.line, "other": str(before.value)}
                problems.append(Problem(contact.line, contact.column, str(value), _OTHERWISE, params))
            self.said.setdefault(name, Said(value, contact.line))
        return problems


def is_same(name: str, before: Any, after: Any) -> bool:
    """The same value, perhaps written otherwise: capitals in an e-mail address, dashes in a phone number."""
    if name == "email":
        return bool(before.casefold() == after.casefold())
    if name in ("phone", "second_phone"):
        return bool(re.sub(r"[\s\-]", "", before) == re.sub(r"[\s\-]", "", after))
    return bool(before == after)


# --- is this the same person?


def is_initials(text: str) -> bool:
    return len(text) == 1 or "." in text or (text.isupper() and len(text) <= 4)


def call_names_agree(one: str, other: str) -> bool:
    if not one or not other or searchable(one) == searchable(other):
        return True
    return (is_initials(one) or is_initials(other)) and searchable(one)[:1] == searchable(other)[:1]


def names_agree(contact: Contact, draft: GuardianDraft) -> bool:
    infixes = {searchable(infix) for infix in (contact.infix, draft.value("infix")) if infix}
    return (
        searchable(contact.last_name) == searchable(draft.value("last_name"))
        and len(infixes) <= 1
        and call_names_agree(contact.call_name, draft.value("call_name"))
    )


def contradict(contact: Contact, draft: GuardianDraft) -> bool:
    """Two keys, or a mother and a father, are two people, whatever else they share."""
    if contact.line in draft.lines:
        return True
    if contact.key and draft.value("key") and contact.key != draft.value("key"):
        return True
    if contact.relation not in _HELD_BY_ONE:
        return False
    return bool((draft.relations & _HELD_BY_ONE) - {contact.relation})


def ways_to_reach(of: Contact | GuardianDraft) -> set[str]:
    """E-mail, phones and address in a form that can be compared."""
    value = of.value if isinstance(of, GuardianDraft) else lambda name: getattr(of, name)
    ways = {searchable(value("email"))}
    ways |= {re.sub(r"[\s\-]", "", value(name)) for name in ("phone", "second_phone")}
    if value("house_number"):
        where = value("postal_code") or f"{value('street')} {value('town')}".strip()
        ways.add(searchable(f"{where} {value('house_number')}") if where else "")
    return ways - {""}
