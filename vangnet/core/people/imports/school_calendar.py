"""Brings in a school's holidays, study days and half days of one school year, from a calendar or a table.

What the file no longer names is taken out of the calendar, for it tells the whole year; a holiday that
began in the year before stays, for it belongs to the file of that year.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext

from vangnet.core.calendars import Exceptional, SchoolYear
from vangnet.core.people.calendar_files import read_calendar
from vangnet.core.people.models import CalendarDay, School
from vangnet.core.people.names import searchable
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .cells import MOST_BYTES
from .shape import Change, Difference, Plan, PlanOutdated, Sign

TITLE = _("Calendar of the school")
SUBJECT = _("day off")
COLUMNS = ("kind", "first_on", "last_on", "title", "ends_at")
LABELS = {
    "kind": _("kind"),
    "first_on": _("first day"),
    "last_on": _("last day"),
    "title": _("title"),
    "ends_at": _("ends at"),
}


@dataclass(frozen=True)
class KnownDay:
    pk: int
    kind: str
    first_on: date
    last_on: date
    title: str
    ends_at: time | None


@dataclass
class Comparison:
    """Each day in the file beside the row that it is about, when there is one."""

    known: list[KnownDay]
    new: list[Exceptional]
    pairs: list[tuple[KnownDay, Exceptional]] = field(default_factory=list)

    def pair_off(self) -> None:
        """First what is equal, then what has the same title, then what overlaps."""
        for is_about in (_is_same_span, self._has_the_only_such_title, _overlaps):
            for day in list(self.new):
                row = next(
                    (row for row in self.known if row.kind == day.kind.value and is_about(row, day)), None
                )
                if row:
                    self.pairs.append((row, day))
                    self.known.remove(row)
                    self.new.remove(day)

    def _has_the_only_such_title(self, row: KnownDay, day: Exceptional) -> bool:
        title = searchable(day.title)
        rows = sum(searchable(other.title) == title for other in self.known)
        days = sum(searchable(other.title) == title for other in self.new)
        return searchable(row.title) == title and rows == days == 1


def _is_same_span(row: KnownDay, day: Exceptional) -> bool:
    return (row.first_on, row.last_on) == (day.first, day.last)


def _overlaps(row: KnownDay, day: Exceptional) -> bool:
    return row.first_on <= day.last and day.first <= row.last_on


def plan_calendar(path: Path, *, school: School, school_year: SchoolYear, on: date) -> Plan:
    """What the file would change in the calendar of that school year."""
    if path.stat().st_size > MOST_BYTES:
        return _nothing_to_apply((Problem(None, None, "", _("This file is too large for a calendar.")),))
    reading = read_calendar(path.read_bytes(), school_year=school_year)
    if reading.problems:
        return _nothing_to_apply(reading.problems)
    standing = _rows(school, school_year)
    comparison = Comparison(list(standing), list(reading.exceptions))
    comparison.pair_off()
    left = [row for row in comparison.known if row.first_on >= school_year.first]

    @transaction.atomic
    def apply() -> None:
        School.objects.select_for_update().get(pk=school.pk)
        if _rows(school, school_year) != standing:
            raise PlanOutdated
        _write(comparison, left, school)

    changes = sorted(_changes(comparison, left), key=lambda change: change[0])
    remarks = [problem.text() for problem in reading.passed_over]
    if any(day < on and change.sign is not Sign.SAME for day, change in changes):
        remarks.append(
            gettext("The file also changes days that have passed. Terms that ran then are counted anew.")
        )
    return Plan(TITLE, tuple(change for _day, change in changes), (), apply, tuple(remarks), school)


def _nothing_to_apply(problems: tuple[Problem, ...]) -> Plan:
    def refuse() -> None:
        raise PlanOutdated

    return Plan(TITLE, (), problems, refuse)


def _rows(school: School, school_year: SchoolYear) -> tuple[KnownDay, ...]:
    rows = CalendarDay.objects.filter(
        school=school, first_on__lte=school_year.last, last_on__gte=school_year.first
    ).order_by("first_on", "pk")
    return tuple(KnownDay(*row) for row in rows.values_list("pk", *COLUMNS))


def _changes(comparison: Comparison, left: list[KnownDay]) -> Iterator[tuple[date, Change]]:
    """Each with its day, for the plan shows them in the order of the year."""
    for row, day in comparison.pairs:
        differences = tuple(_differences(row, day))
        yield day.first, Change(Sign.CHANGED if differences else Sign.SAME, SUBJECT, day.title, differences)
    for day in comparison.new:
        differences = tuple(
            Difference(LABELS[name], "", _shown(name, value)) for name, value in _values(day).items() if value
        )
        yield day.first, Change(Sign.NEW, SUBJECT, day.title, differences)
    for row in left:
        yield (
            row.first_on,
            Change(
                Sign.LEFT,
                SUBJECT,
                row.title,
                (Difference(LABELS["first_on"], _shown("first_on", row.first_on), ""),),
            ),
        )


def _differences(row: KnownDay, day: Exceptional) -> Iterator[Difference]:
    for name, after in _values(day).items():
        before = getattr(row, name)
        if before != after:
            yield Difference(LABELS[name], _shown(name, before), _shown(name, after))


def _values(day: Exceptional) -> dict[str, str | date | time | None]:
    values = (day.kind.value, day.first, day.last, day.title, day.ends)
    return dict(zip(COLUMNS, values, strict=True))


def _shown(name: str, value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if name == "kind":
        return str(CalendarDay.Kind(str(value)).label)
    return str(value or "")


def _write(comparison: Comparison, left: list[KnownDay], school: School) -> None:
    CalendarDay.objects.filter(pk__in=[row.pk for row in left]).delete()
    CalendarDay.objects.bulk_create(CalendarDay(school=school, **_values(day)) for day in comparison.new)
    CalendarDay.objects.bulk_create(
        (
            CalendarDay(pk=row.pk, school=school, **_values(day))
            for row, day in comparison.pairs
            if any(_differences(row, day))
        ),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=COLUMNS,
    )
