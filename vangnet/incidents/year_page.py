"""The page with the figures of a school year: whose figures somebody may see, and how they are drawn and listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from vangnet.core.access.grounds import appointments, schools_where
from vangnet.core.calendars import SchoolYear, school_year_of
from vangnet.core.people.models import Cluster, Person, School
from vangnet.core.people.roles import Role
from vangnet.ui.charts import Bar, Chart, Month, bars, columns

from .access import HANDLERS
from .figures import (
    BOARD,
    TABLES,
    Counted,
    Told,
    counted,
    counted_for,
    of_cluster,
    of_school,
    per_hundred,
    pupils_on,
    schools_in,
    tree_of,
    values_of,
)
from .totals import CATEGORY, INJURY, MONTH, PLACE, SEVERITY

READERS = (*HANDLERS, Role.PARTICIPATION_COUNCIL, Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD)
YEARS_BACK = 7


@dataclass(frozen=True)
class Scope:
    """Whose figures: a school, a cluster or the board. `hides`: numbers below five are left out."""

    unit: str
    label: str
    hides: bool
    schools: tuple[School, ...]


def scopes_of(person: Person, on: date) -> list[Scope]:
    """What somebody may see figures of, the widest first; of a school where one handles incidents as they are."""
    handled = {school.pk for school in schools_where(person, on, HANDLERS)}
    council = {school.pk for school in schools_where(person, on, [Role.PARTICIPATION_COUNCIL])}
    held = list(
        appointments(person, on, [Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD]).values_list("role", "cluster")
    )
    for_board = any(role == Role.EXECUTIVE_BOARD for role, _cluster in held)
    clusters = (
        Cluster.objects.all() if for_board else Cluster.objects.filter(pk__in=[c for _role, c in held if c])
    )
    every = list(School.objects.all())
    scopes = [Scope(BOARD, _("All schools"), True, tuple(every))] if for_board else []
    for cluster in clusters.order_by("name"):
        inside = tuple(school for school in every if school.cluster_id == cluster.pk)
        scopes += [Scope(of_cluster(cluster.pk), cluster.name, True, inside)] if inside else []
    overseen = {school.pk for scope in scopes for school in scope.schools}
    for school in every:
        if school.pk in handled | council | overseen:
            scopes.append(Scope(of_school(school.pk), school.name, school.pk not in handled, (school,)))
    return scopes


@dataclass(frozen=True)
class SchoolLine:
    """A school beside the others."""

    label: str
    number: str
    pupils: int
    rate: str
    url: str


@dataclass(frozen=True)
class YearPage:
    """Everything that the page shows of one year and scope; the file holds the same."""

    scope: Scope
    year: SchoolYear
    this_year: Told
    last_year: Told
    pupils: dict[int, int]
    counted_on: date

    @cached_property
    def total(self) -> int | None:
        return self.this_year.total(self.scope.unit)

    @cached_property
    def total_before(self) -> int | None:
        return self.last_year.total(self.scope.unit)

    @cached_property
    def rate(self) -> str:
        return per_hundred(self.total, sum(self.pupils.get(school.pk, 0) for school in self.scope.schools))

    def numbers(self, table: str) -> list[tuple[str, int | None]]:
        unit = self.scope.unit
        return [
            (label, self.this_year.number(table, unit, value))
            for value, label in self.this_year.values[table]
        ]

    @cached_property
    def months(self) -> Chart:
        unit = self.scope.unit
        drawn = []
        for value, label in self.this_year.values[MONTH]:
            now, before = (told.number(MONTH, unit, value) for told in (self.this_year, self.last_year))
            drawn.append(Month(label, now or 0, now is None, before or 0, before is None))
        says = _("Incidents by the month in which they happened. %(rest)s") % {"rest": self._rest(MONTH)}
        last = self.year.previous().name
        return columns(_("Month by month"), says.strip(), drawn, now=self.year.name, before=last, key=MONTH)

    @cached_property
    def charts(self) -> list[Chart]:
        return [self._bars(table, title) for table, title in titles().items() if table != MONTH]

    def _bars(self, table: str, title: str) -> Chart:
        """What never happened is not drawn: nineteen rows of nought would hide the four that matter."""
        drawn = [
            Bar(label, number or 0, number is None) for label, number in self.numbers(table) if number != 0
        ]
        return bars(title, self._rest(table), drawn, counted=_("Incidents"), key=table)

    def _rest(self, table: str) -> str:
        numbers = [number for _label, number in self.numbers(table)]
        if self.total is None or None not in numbers:
            return ""
        together = self.total - sum(number for number in numbers if number)
        return _("The hatched ones are together %(number)s.") % {"number": together}

    @cached_property
    def schools(self) -> list[SchoolLine]:
        if len(self.scope.schools) < 2:
            return []
        there = self.this_year.tree.above
        return [self._line(school) for school in self.scope.schools if of_school(school.pk) in there]

    def _line(self, school: School) -> SchoolLine:
        number, pupils = self.this_year.total(of_school(school.pk)), self.pupils.get(school.pk, 0)
        url = f"?of={of_school(school.pk)}&year={self.year.name}"
        return SchoolLine(school.name, said(number), pupils, per_hundred(number, pupils), url)


def said(number: int | None) -> str:
    return _("not told") if number is None else str(number)


def titles() -> dict[str, str]:
    return {
        MONTH: _("Month by month"),
        CATEGORY: _("What happened"),
        PLACE: _("Where it happened"),
        SEVERITY: _("How serious it was"),
        INJURY: _("Whether somebody was hurt"),
    }


def year_page(scope: Scope, year: SchoolYear, person: Person, on: date) -> YearPage | None:
    """The figures of a year and of the one before it, in a fixed number of queries; nothing of a school closed before.

    Where numbers are left out, those of the whole board are counted, whatever the page shows: what may be told of one
    school depends on what is told of the others.
    """
    schools = schools_in(year.previous()) if scope.hides else list(scope.schools)
    tree = tree_of(schools)
    if scope.unit not in {*tree.above, tree.root}:
        return None
    values = {table: values_of(table) for table in TABLES}
    counting_day = min(on, date(year.starts, 10, 1))
    return YearPage(
        scope,
        year,
        Told(_counted(scope, year, person), tree, scope.hides, values),
        Told(_counted(scope, year.previous(), person), tree, scope.hides, values),
        pupils_on(counting_day),
        counting_day,
    )


def _counted(scope: Scope, year: SchoolYear, person: Person) -> Counted:
    return counted(year) if scope.hides else counted_for(person, scope.schools[0].pk, year)


def years(on: date) -> list[SchoolYear]:
    this_year = school_year_of(on).starts
    return [SchoolYear(starts) for starts in range(this_year, this_year - YEARS_BACK, -1)]


def asked_for(asked: QueryDict, scopes: Sequence[Scope], on: date) -> tuple[Scope, SchoolYear] | None:
    """The scope and year that an address names; the widest scope and this year when it names none."""
    units = {scope.unit: scope for scope in scopes}
    by_name = {year.name: year for year in years(on)}
    scope = units.get(asked.get("of") or scopes[0].unit)
    year = by_name.get(asked.get("year") or years(on)[0].name)
    return (scope, year) if scope and year else None


def as_lines(page: YearPage) -> list[tuple[str | int, ...]]:
    """The same figures for a spreadsheet; what is left out is left out there too."""
    lines: list[tuple[str | int, ...]] = [
        (_("Figures of"), _("School year"), _("Table"), _("Row"), _("Number"))
    ]
    head = (page.scope.label, page.year.name)
    lines.append((*head, _("Total"), "", _cell(page.total)))
    for table in TABLES:
        lines += [(*head, titles()[table], label, _cell(number)) for label, number in page.numbers(table)]
    for school in page.schools:
        lines.append((*head, _("Schools"), school.label, school.number))
    return lines


def _cell(number: int | None) -> str | int:
    return said(number) if number is None else number
