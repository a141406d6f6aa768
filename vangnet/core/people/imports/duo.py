"""Brings in the schools of the board from DUO's open file of addresses, so that nobody types them over.

A school that DUO no longer names is proposed as closed and never deleted: its dossiers stay. The holiday
region is proposed for a new school only, and what a school has chosen is never overwritten.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from vangnet.core.people.models import Board, School
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .duo_file import DuoSchool, schools_of_board
from .holiday_regions import proposed_region
from .shape import Change, Difference, Plan, PlanOutdated, Sign
from .tables import read_table

TITLE = _("Schools of the board")
SUBJECT = _("school")
LABELS = {
    "name": _("name"),
    "governance": _("governance"),
    "denomination": _("denomination"),
    "street": _("street"),
    "house_number": _("house number"),
    "postal_code": _("postal code"),
    "town": _("town"),
    "municipality": _("municipality"),
    "phone": _("phone"),
    "website": _("website"),
    "region": _("holiday region"),
    "closed_on": _("closed on"),
}
COMPARED = tuple(name for name in LABELS if name not in ("region", "closed_on"))

_REGION = _("%(school)s: holiday region “%(region)s” is proposed by its province. Check it in its settings.")
_NO_REGION = _("%(school)s: the holiday region does not follow from its province. Choose it in its settings.")
_OTHER_REGION = _("%(school)s: by its province the holiday region would be “%(region)s”. Your choice stays.")
_GOVERNANCE = _(
    "%(school)s would change between public and private law. That changes the terms for objections."
)
_CLOSED = _("%(school)s is not in the file. It is proposed as closed; nothing of it is deleted.")
_OPEN_AGAIN = _("%(school)s is closed here, and the file still names it. It stays closed.")


@dataclass
class Comparison:
    on: date
    known: dict[tuple[str, str], "KnownSchool"]
    changes: list[Change] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    new: list[dict[str, Any]] = field(default_factory=list)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)
    closed: list[int] = field(default_factory=list)

    def compare(self, duo: DuoSchool) -> None:
        code = (duo.brin, duo.location_code)
        values = _values(duo)
        if code in self.known:
            self._known(self.known[code], values, duo)
        else:
            self._new(values, duo)

    def _new(self, values: dict[str, Any], duo: DuoSchool) -> None:
        region = proposed_region(duo.province, duo.municipality)
        if region:
            values["region"] = region
        self._remark(_REGION if region else _NO_REGION, duo.name, region)
        self.new.append({"brin": duo.brin, "location_code": duo.location_code, **values})
        self.changes.append(Change(Sign.NEW, SUBJECT, duo.name, tuple(_differences({}, values))))

    def _known(self, school: "KnownSchool", values: dict[str, Any], duo: DuoSchool) -> None:
        before = {name: getattr(school, name) for name in values}
        differences = tuple(_differences(before, values))
        if differences:
            self.changed[school.pk] = values
        sign = Sign.CHANGED if differences else Sign.SAME
        self.changes.append(Change(sign, SUBJECT, school.name, differences))
        if values.get("governance", school.governance) != school.governance:
            self._remark(_GOVERNANCE, school.name)
        region = proposed_region(duo.province, duo.municipality)
        if region and region != school.region:
            self._remark(_OTHER_REGION, school.name, region)
        if school.closed_on and school.closed_on <= self.on:
            self._remark(_OPEN_AGAIN, school.name)

    def close_others(self, named: set[tuple[str, str]], board: Board) -> None:
        for code, school in self.known.items():
            if code in named or school.closed_on or school.board != board.pk:
                continue
            self.closed.append(school.pk)
            closes = Difference(LABELS["closed_on"], "", f"{self.on:%d-%m-%Y}")
            self.changes.append(Change(Sign.LEFT, SUBJECT, school.name, (closes,)))
            self._remark(_CLOSED, school.name)

    def _remark(self, message: str, school: str, region: School.Region | None = None) -> None:
        self.remarks.append(gettext(message) % {"school": school, "region": region.label if region else ""})


def plan_schools(path: Path, *, board: Board, on: date) -> Plan:
    """What the file would change among the schools of the board."""
    table = read_table(path)
    if table.problems:
        return _nothing_to_apply(table.problems)
    if not board.number.strip():
        return _nothing_to_apply(
            (Problem(None, None, "", _("Fill in the board number first, as DUO has it.")),)
        )
    named, problems = schools_of_board(table, board.number)
    if problems:
        return _nothing_to_apply(tuple(sorted(problems, key=lambda problem: problem.line or 0)))
    standing = _standing()
    comparison = Comparison(on, {(school.brin, school.location_code): school for school in standing})
    for duo in named:
        comparison.compare(duo)
    comparison.close_others({(duo.brin, duo.location_code) for duo in named}, board)

    @transaction.atomic
    def apply() -> None:
        Board.objects.select_for_update().get(pk=board.pk)
        if _standing() != standing:
            raise PlanOutdated
        _write(comparison, board)

    return Plan(TITLE, tuple(comparison.changes), (), apply, tuple(comparison.remarks))


def _nothing_to_apply(problems: tuple[Problem, ...]) -> Plan:
    def refuse() -> None:
        raise PlanOutdated

    return Plan(TITLE, (), problems, refuse)


@dataclass(frozen=True)
class KnownSchool:
    """A school as it stands here, as far as the file can say something about it."""

    pk: int
    board: int
    brin: str
    location_code: str
    name: str
    governance: str
    denomination: str
    street: str
    house_number: str
    postal_code: str
    town: str
    municipality: str
    phone: str
    website: str
    region: str
    closed_on: date | None


def _standing() -> tuple[KnownSchool, ...]:
    rows = School.objects.order_by("name", "pk").values_list("pk", "board", "brin", "location_code", *LABELS)
    return tuple(KnownSchool(*row) for row in rows)


def _values(duo: DuoSchool) -> dict[str, Any]:
    """What the file says; what DUO leaves out or hides says nothing."""
    values = {name: getattr(duo, name) for name in COMPARED if name != "governance"}
    if duo.denomination:
        is_public = duo.denomination.strip().lower().startswith("openbaar")
        values["governance"] = School.Governance.PUBLIC if is_public else School.Governance.PRIVATE
    return {name: value for name, value in values.items() if value}


def _differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    for name, value in after.items():
        if not before or before[name] != value:
            shown = _shown(name, before[name]) if before else ""
            yield Difference(LABELS[name], shown, _shown(name, value))


def _shown(name: str, value: Any) -> str:
    if name == "governance":
        return str(School.Governance(value).label)
    return str(School.Region(value).label) if name == "region" else str(value)


def _write(comparison: Comparison, board: Board) -> None:
    School.objects.bulk_create(School(board=board, **values) for values in comparison.new)
    for pk, values in comparison.changed.items():
        School.objects.filter(pk=pk).update(**values)
    School.objects.filter(pk__in=comparison.closed).update(closed_on=comparison.on)
