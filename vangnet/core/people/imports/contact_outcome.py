"""What a contacts file comes down to: rows to write, changes to show, and what somebody must look at.

Custody (BW 1:245), a secret address and an order about contact protect a child. A file may make them
stricter; what it loosens stands apart, under a name of its own and with a remark.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext

from vangnet.core.people.models import Guardianship
from vangnet.core.words import _

from .contact_drafts import GuardianDraft, LinkDraft, is_same
from .contact_matching import Matching
from .contact_standing import GUARDIAN_COLUMNS, KnownLink
from .shape import Change, Difference, Sign

Relation = Guardianship.Relation

GUARDIAN = _("guardian")
GUARDIANSHIP = _("guardian of a pupil")
LABELS = {
    "key": _("key in the roster"),
    "call_name": _("call name"),
    "infix": _("infix"),
    "last_name": _("last name"),
    "email": _("e-mail"),
    "phone": _("phone"),
    "second_phone": _("second phone"),
    "street": _("street"),
    "house_number": _("house number"),
    "postal_code": _("postal code"),
    "town": _("town"),
    "has_secret_address": _("secret address"),
    "relation": _("relation"),
    "has_custody": _("custody"),
    "call_order": _("order in which to call"),
    "last_on": _("last day"),
}
LOOSENED = {"has_secret_address": _("SECRET ADDRESS IS LIFTED"), "has_custody": _("CUSTODY IS GIVEN")}
# A legal guardian has custody by definition; others get it only when the file says so.
HAVE_CUSTODY = {Relation.MOTHER, Relation.FATHER, Relation.PARENT, Relation.LEGAL_GUARDIAN}


@dataclass(frozen=True)
class GuardianRow:
    draft: GuardianDraft
    sign: Sign
    values: dict[str, Any]


@dataclass(frozen=True)
class LinkRow:
    link: LinkDraft
    sign: Sign
    values: dict[str, Any]


@dataclass
class Outcome:
    """Worked out once, in the order of the file; the rows are what `apply` writes."""

    matching: Matching
    on: date
    guardians: list[GuardianRow] = field(default_factory=list)
    links: list[LinkRow] = field(default_factory=list)
    left: list[KnownLink] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    presumed: int = 0
    unsaid: int = 0

    def work_out(self, *, is_complete: bool) -> None:
        orders = self._highest_call_orders()
        shown: set[int] = set()
        for link in self.matching.links.values():
            if id(link.guardian) not in shown:
                shown.add(id(link.guardian))
                self._guardian(link.guardian)
            self._link(link, orders)
        if is_complete:
            self._those_left()
        self._remarks_on_the_whole()

    def _highest_call_orders(self) -> dict[int, int]:
        orders: dict[int, int] = {}
        for link in self.matching.standing.links:
            if not link.ended_before(self.on):
                orders[link.pupil] = max(orders.get(link.pupil, 0), link.call_order)
        return orders

    # --- the guardian

    def _guardian(self, draft: GuardianDraft) -> None:
        values = {name: draft.value(name) for name in GUARDIAN_COLUMNS}
        before = {name: getattr(draft.known, name) for name in values} if draft.known else {}
        differences = tuple(_differences(before, values))
        sign = _sign(draft.known, differences)
        self.guardians.append(GuardianRow(draft, sign, values))
        self.changes.append(Change(sign, GUARDIAN, draft.full_name, differences))
        if before.get("has_secret_address") and not values["has_secret_address"]:
            self._remark(
                _("The file lifts the secrecy of the address of %(name)s. Is that so?"), name=draft.full_name
            )

    # --- the guardianship

    def _link(self, link: LinkDraft, orders: dict[int, int]) -> None:
        earlier = link.known or link.ended
        values = {
            "relation": self._said(link, "relation", earlier, Relation.PARENT),
            "has_custody": self._custody(link, earlier),
            "call_order": self._call_order(link, orders),
        }
        before = {name: getattr(link.known, name) for name in values} if link.known else {}
        differences = tuple(_differences(before, values))
        sign = _sign(link.known, differences)
        dates = {"first_on": self.on, "last_on": None}
        if link.known:
            dates = {"first_on": link.known.first_on, "last_on": self._last_on(link.known)}
            if dates["last_on"] != link.known.last_on:
                sign = Sign.CHANGED
                differences += (Difference(LABELS["last_on"], f"{link.known.last_on:%d-%m-%Y}", ""),)
        self.links.append(LinkRow(link, sign, {**values, **dates}))
        self.changes.append(Change(sign, GUARDIANSHIP, self._name(link), differences))
        self._remarks_on(link, custody=values["has_custody"])

    def _last_on(self, known: KnownLink) -> date | None:
        """What an earlier file ended today stands again when today's better file names it."""
        return None if known.is_imported and known.last_on == self.on else known.last_on

    @staticmethod
    def _said(link: LinkDraft, name: str, earlier: KnownLink | None, otherwise: Any) -> Any:
        if name in link.said:
            return link.said[name].value
        return getattr(earlier, name) if earlier else otherwise

    def _custody(self, link: LinkDraft, earlier: KnownLink | None) -> bool:
        if "has_custody" in link.said or earlier:
            return bool(self._said(link, "has_custody", earlier, False))
        self.presumed += 1
        said = link.said.get("relation")
        return bool(said and said.value in HAVE_CUSTODY) and not self._lacks_custody_elsewhere(link)

    def _lacks_custody_elsewhere(self, link: LinkDraft) -> bool:
        known = link.guardian.known
        return known is not None and any(
            other.guardian == known.pk and not other.has_custody for other in self.matching.standing.links
        )

    def _call_order(self, link: LinkDraft, orders: dict[int, int]) -> int:
        if "call_order" in link.said or link.known:
            order = int(self._said(link, "call_order", link.known, 1))
        else:
            order = orders.get(link.pupil, 0) + 1
        orders[link.pupil] = max(orders.get(link.pupil, 0), order)
        return order

    # --- what the file no longer names

    def _those_left(self) -> None:
        named = {link.known.pk for link in self.matching.links.values() if link.known}
        standing = self.matching.standing
        for known in standing.links:
            has_begun = known.first_on <= self.on and known.last_on is None
            if known.is_imported and has_begun and known.pk not in named:
                self.left.append(known)
                guardian = GuardianDraft(standing.guardians[known.guardian])
                link = LinkDraft(known.pupil, guardian, 0, known)
                ends = Difference(LABELS["last_on"], "", f"{self.on:%d-%m-%Y}")
                self.changes.append(Change(Sign.LEFT, GUARDIANSHIP, self._name(link), (ends,)))

    # --- remarks

    def _remarks_on(self, link: LinkDraft, *, custody: bool) -> None:
        names = {"name": link.guardian.full_name, "pupil": self.matching.standing.pupils[link.pupil].name}
        earlier, known = link.known or link.ended, link.guardian.known
        lacked = not earlier.has_custody if earlier else self._lacks_custody_elsewhere(link)
        if custody and lacked:
            self._remark(_("The file gives %(name)s custody of %(pupil)s. Ask for the proof first."), **names)
        if link.ended:
            message = _(
                "%(name)s was a guardian of %(pupil)s until %(day)s, and the file names this person again."
            )
            self._remark(message, **names, day=f"{link.ended.last_on:%d-%m-%Y}")
        if known and (link.pupil, known.pk) in self.matching.standing.under_order:
            message = _("There is an order about contact between %(name)s and %(pupil)s. It stays as it is.")
            self._remark(message, **names)

    def _remarks_on_the_whole(self) -> None:
        if self.presumed:
            message = _(
                "The file does not say who has custody in %(count)s cases. Mothers, fathers "
                "and legal guardians are taken to have it, others not. Check those where a court "
                "decided otherwise."
            )
            self._remark(message, count=self.presumed)
        if any(row.sign is Sign.NEW and "has_secret_address" not in row.draft.said for row in self.guardians):
            self._remark(_("The file does not say of everybody new whether the address is secret. Check it."))

    def _remark(self, message: str, **params: object) -> None:
        self.remarks.append(gettext(message) % params)

    def _name(self, link: LinkDraft) -> str:
        return f"{link.guardian.full_name} - {self.matching.standing.pupils[link.pupil].name}"


def _sign(known: object | None, differences: tuple[Difference, ...]) -> Sign:
    if known is None:
        return Sign.NEW
    return Sign.CHANGED if differences else Sign.SAME


def _differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    for name, value in after.items():
        if before and is_same(name, before[name], value):
            continue
        if not before and value in ("", False):
            continue
        label = LABELS[name]
        if before and _is_loosened(name, before[name], value):
            label = LOOSENED[name]
        yield Difference(label, _shown(name, before[name]) if before else "", _shown(name, value))


def _is_loosened(name: str, before: Any, after: Any) -> bool:
    return (name == "has_secret_address" and before and not after) or (
        name == "has_custody" and after and not before
    )


def _shown(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return str(Relation(value).label) if name == "relation" else str(value)
