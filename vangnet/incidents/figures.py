"""The figures of a school year, per school, cluster and board: how many incidents, when, where, what, how grave.

Who handles incidents at a school may open each of them, so he or she sees its numbers as they are, of what he or she
may read. The participation council, the cluster director and the board see figures in which numbers below five are
left out (`vangnet.core.figures`): whole school years only, and the same ones on every page, so that no two pages
subtracted from each other tell more than either. A register that grows is not a school that gets worse
(domain: more reports may mean better reporting), so no figure here is called good or bad.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vangnet.core.calendars import SchoolYear
from vangnet.core.dossiers.rules import about_oneself
from vangnet.core.figures import Cell, Counts, Tree, blank, left_out
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Enrolment, Person, School
from vangnet.core.questions import Question

from . import totals
from .models import Incident, Total
from .models.category import category_names
from .models.facts import Assessment, Place
from .totals import CATEGORY, INJURY, MONTH, PLACE, SEVERITY

BOARD = "board"
TABLES = (MONTH, CATEGORY, PLACE, SEVERITY, INJURY)


def of_school(key: int) -> str:
    return f"school-{key}"


def of_cluster(key: int) -> str:
    return f"cluster-{key}"


# Counting


@dataclass(frozen=True)
class Counted:
    """What the register counts in one year: of each table the numbers by school and value."""

    year: SchoolYear
    tables: Mapping[str, Counts]

    def total(self, unit: str) -> int:
        return sum(self.tables[MONTH].get(unit, {}).values())


def counted(year: SchoolYear) -> Counted:
    """Of all schools, from the totals that are kept: one query, whatever the size of the register."""
    return _tables(year, _totals(year.name))


def counted_for(person: Person, school: int, year: SchoolYear) -> Counted:
    """Of one school what this person may open: the totals without the incidents about himself or herself."""
    found = Counter({tuple(row[:3]): row[3] for row in _totals(year.name, school)})
    # Asked first, and hardly ever one: as a part of the next question it costs a walk through the year.
    about = [row["dossier"] for row in about_oneself(person)]
    rows = Incident.objects.filter(pk__in=about, school=school, school_year=year.name).order_by()
    for row in rows.values_list(*totals.COLUMNS):
        found.subtract({(cell.school, cell.table, cell.value) for cell in totals.cells(*row)})
    return _tables(year, [(*cell, number) for cell, number in found.items()])


def _totals(year: str, school: int | None = None) -> list[tuple[Any, ...]]:
    return TOTALS(year=year) if school is None else TOTALS(year=year, school=school)


TOTALS = Question(
    lambda year, **school: Total.objects.filter(school_year=year, **school).values_list(
        "school", "table", "value", "number"
    )
)


def _tables(year: SchoolYear, rows: Iterable[tuple[Any, ...]]) -> Counted:
    tables: dict[str, dict[Hashable, dict[Hashable, int]]] = {table: defaultdict(dict) for table in TABLES}
    for school, table, value, number in rows:
        tables[table][of_school(school)][int(value) if table == MONTH else value] = number
    return Counted(year, tables)


def months_of(year: SchoolYear) -> list[date]:
    return [date(year.starts + (month < 8), month, 1) for month in (8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7)]


# Telling


@dataclass(frozen=True)
class Told:
    """The figures of a year as they may be told: `number` gives None for what is left out."""

    counted: Counted
    tree: Tree
    hides: bool
    values: Mapping[str, Sequence[tuple[Hashable, str]]]  # of each table all values, with their words

    def number(self, table: str, unit: str, value: Hashable) -> int | None:
        if self.hides and (unit, value) in self._left_out[table]:
            return None
        return self._sums[table][unit].get(value, 0)

    def total(self, unit: str) -> int | None:
        return None if self.hides and unit in self._blank else self._totals[unit]

    @cached_property
    def _sums(self) -> dict[str, dict[Hashable, dict[Hashable, int]]]:
        return {table: self.tree.sums(counts) for table, counts in self.counted.tables.items()}

    @cached_property
    def _totals(self) -> dict[Hashable, int]:
        return {unit: sum(values.values()) for unit, values in self._sums[MONTH].items()}

    @cached_property
    def _blank(self) -> frozenset[Hashable]:
        return blank(self.tree, self._totals)

    @cached_property
    def _left_out(self) -> dict[str, frozenset[Cell]]:
        return {
            table: left_out(self.tree, counts, [value for value, _label in self.values[table]], self._blank)
            for table, counts in self.counted.tables.items()
        }


def values_of(table: str) -> list[tuple[Hashable, str]]:
    """The values of a table in a fixed order; a table always has all of them, whatever was counted."""
    if table == MONTH:
        return [(place, date_format(first, "M")) for place, first in enumerate(months_of(SchoolYear(2025)))]
    if table == CATEGORY:
        return list(category_names().items())
    if table == PLACE:
        return [(place.value, str(place.label)) for place in Place]
    choices = Assessment.Grade if table == SEVERITY else Assessment.Injury
    return [*((choice.value, str(choice.label)) for choice in choices), ("", _("Not yet assessed"))]


def tree_of(schools: Sequence[School]) -> Tree:
    """Schools in their clusters, clusters and schools without one in the board."""
    above: dict[Hashable, Hashable] = {}
    for school in schools:
        above[of_school(school.pk)] = of_cluster(school.cluster_id) if school.cluster_id else BOARD
    return Tree({**above, **{whole: BOARD for whole in above.values() if whole != BOARD}})


def schools_in(year: SchoolYear) -> list[School]:
    """The schools that were there in that year."""
    return [
        school
        for school in School.objects.all()
        if school.closed_on is None or school.closed_on >= year.first
    ]


def pupils_on(day: date) -> dict[int, int]:
    """How many pupils each school had."""
    enrolled = Enrolment.objects.filter(holds_on(day)).order_by().values_list("school")
    return dict(enrolled.annotate(number=Count("pupil", distinct=True)))


def per_hundred(number: int | None, pupils: int) -> str:
    """To one decimal, as Dutch and English each write it; nothing when the number itself is left out."""
    if number is None or not pupils:
        return ""
    tenths = round(1000 * number / pupils)
    return _("%(whole)s.%(tenth)s") % {"whole": tenths // 10, "tenth": tenths % 10}
