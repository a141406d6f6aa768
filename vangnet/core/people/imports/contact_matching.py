"""Recognises a guardian again: by key, by e-mail, or by name with a phone or address.

First among the pupil's own guardians, then among those of the other pupils, so that a brother and a sister
share one mother. A mother and a father who share an e-mail address or a phone stay two people.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from vangnet.core.people.names import searchable
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .contact_drafts import (
    GuardianDraft,
    LinkDraft,
    call_names_agree,
    contradict,
    names_agree,
    ways_to_reach,
)
from .contact_lines import Contact
from .contact_standing import KnownLink, Standing


@dataclass
class Matching:
    """All guardians and guardianships of the school, with what the file says about them."""

    standing: Standing
    on: date
    links: dict[tuple[int, int], LinkDraft] = field(default_factory=dict)
    _of_pupil: dict[int, list[GuardianDraft]] = field(default_factory=dict)
    _by_key: dict[str, GuardianDraft] = field(default_factory=dict)
    _by_way: dict[str, list[GuardianDraft]] = field(default_factory=dict)
    _known_links: dict[tuple[int, int], list[KnownLink]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        drafts = {pk: GuardianDraft(known) for pk, known in self.standing.guardians.items()}
        for link in self.standing.links:
            draft = drafts[link.guardian]
            draft.relations.add(link.relation)
            self._add(self._of_pupil.setdefault(link.pupil, []), draft)
            self._known_links.setdefault((link.pupil, link.guardian), []).append(link)
        for draft in drafts.values():
            self._index(draft)

    def take(self, contact: Contact, pupil: int) -> list[Problem]:
        """Lay one line over the guardian whom it names, known or new."""
        draft = self._find(contact, pupil)
        if isinstance(draft, Problem):
            return [draft]
        problems = draft.hear(contact)
        self._index(draft)
        self._add(self._of_pupil.setdefault(pupil, []), draft)
        return problems + self._link(pupil, draft, contact).hear(contact)

    def _link(self, pupil: int, draft: GuardianDraft, contact: Contact) -> LinkDraft:
        if (pupil, id(draft)) not in self.links:
            known = self._known_links.get((pupil, draft.known.pk), []) if draft.known else []
            standing = next((link for link in known if not link.ended_before(self.on)), None)
            ended = max(known, key=lambda link: link.first_on) if known and not standing else None
            self.links[pupil, id(draft)] = LinkDraft(pupil, draft, contact.line, standing, ended)
        return self.links[pupil, id(draft)]

    def _find(self, contact: Contact, pupil: int) -> GuardianDraft | Problem:
        if contact.key in self._by_key:
            return self._checked(contact, self._by_key[contact.key])
        own = [draft for draft in self._of_pupil.get(pupil, []) if not contradict(contact, draft)]
        for candidates in (_with_same_email(own, contact), _with_same_name(own, contact)):
            if found := _closest(candidates, contact):
                return found[0] if len(found) == 1 else _more_than_one(contact)
        others = _closest(self._of_others(contact), contact)
        return others[0] if len(others) == 1 else GuardianDraft(None)

    def _checked(self, contact: Contact, draft: GuardianDraft) -> GuardianDraft | Problem:
        """A key that now stands beside somebody else's name is a sign of shifted rows, not of a new name."""
        call_name = draft.value("call_name")
        is_called_so = contact.call_name and call_name and call_names_agree(contact.call_name, call_name)
        if names_agree(contact, draft) or is_called_so:
            return draft
        message = _("The key “%(value)s” belongs to %(name)s, and this line names somebody else.")
        return Problem(contact.line, contact.column, contact.key, message, {"name": draft.full_name})

    def _of_others(self, contact: Contact) -> list[GuardianDraft]:
        found: list[GuardianDraft] = []
        for way in sorted(ways_to_reach(contact)):
            for draft in self._by_way.get(way, []):
                is_named = contact.call_name and draft.value("call_name")
                if is_named and names_agree(contact, draft) and not contradict(contact, draft):
                    self._add(found, draft)
        return found

    def _index(self, draft: GuardianDraft) -> None:
        if key := draft.value("key"):
            self._by_key[key] = draft
        for way in ways_to_reach(draft):
            self._add(self._by_way.setdefault(way, []), draft)

    @staticmethod
    def _add(drafts: list[GuardianDraft], draft: GuardianDraft) -> None:
        if draft not in drafts:
            drafts.append(draft)


def _with_same_email(drafts: Iterable[GuardianDraft], contact: Contact) -> list[GuardianDraft]:
    """Parents may share one e-mail address, so the first name must agree; the last name may have changed."""
    return [
        draft
        for draft in drafts
        if contact.email
        and searchable(contact.email) == searchable(draft.value("email"))
        and call_names_agree(contact.call_name, draft.value("call_name"))
        and ((contact.call_name and draft.value("call_name")) or names_agree(contact, draft))
    ]


def _with_same_name(drafts: Iterable[GuardianDraft], contact: Contact) -> list[GuardianDraft]:
    """Those who can be reached in the same way before those of the same name alone, who may have moved."""
    named = [draft for draft in drafts if names_agree(contact, draft)]
    reached = [draft for draft in named if ways_to_reach(contact) & ways_to_reach(draft)]
    return reached or named


def _closest(drafts: list[GuardianDraft], contact: Contact) -> list[GuardianDraft]:
    """When several fit, those whose call name is written just so."""
    exact = [
        draft for draft in drafts if searchable(draft.value("call_name")) == searchable(contact.call_name)
    ]
    return exact if exact and len(drafts) > 1 else drafts


def _more_than_one(contact: Contact) -> Problem:
    message = _(
        "“%(value)s” fits more than one guardian of this pupil. Add the call name or an e-mail address."
    )
    return Problem(contact.line, contact.column, contact.full_name, message)
