"""Keeps the totals of a school year exact: each incident is added when it is recorded, moved when its facts change.

It happens in the transaction that records, and `vangnet verify` counts the register anew and compares.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.questions import Question
from vangnet.core.rows import add_up

from .models import Incident, Total

MONTH, CATEGORY, PLACE, SEVERITY, INJURY = "month", "category", "place", "severity", "injury"
COLUMNS = ("school_year", "school_id", "happened_at", "category_id", "place", "severity", "injury")
KEPT_OF = Question(lambda dossier: Incident.objects.filter(pk=dossier).values_list(*COLUMNS))


class Cell(NamedTuple):
    """One number in the figures."""

    school_year: str
    school: int
    table: str
    value: str


def cells(
    school_year: str,
    school: int,
    happened_at: datetime,
    category: str,
    place: str,
    severity: str,
    injury: str,
) -> list[Cell]:
    """Where one incident counts. The months of a school year are numbered from August, 0."""
    month = str((timezone.localtime(happened_at).month - 8) % 12)
    values = {MONTH: month, CATEGORY: category, PLACE: place, SEVERITY: severity, INJURY: injury}
    return [Cell(school_year, school, table, value) for table, value in values.items()]


def cells_kept(dossier: int) -> list[Cell]:
    """Where an incident counts until now: nowhere before it is recorded."""
    return [cell for row in KEPT_OF(dossier=dossier) for cell in cells(*row)]


def cells_of(row: Incident) -> list[Cell]:
    return cells(*(getattr(row, name) for name in COLUMNS))


def move(before: Iterable[Cell], after: Iterable[Cell]) -> None:
    """Count an incident in other cells than before, in a fixed order so that nobody waits in a circle."""
    changed = Counter(after)
    changed.subtract(before)
    rows = [_total(cell, number) for cell, number in sorted(changed.items()) if number]
    if rows:
        add_up(rows, key=("school_year", "school_id", "table", "value"), number="number")


def recount() -> None:
    """Make all totals anew from the register."""
    Total.objects.all().delete()
    counted = sorted(_counted().items())
    Total.objects.bulk_create((_total(cell, number) for cell, number in counted), batch_size=2000)


def wrong_totals() -> Iterator[str]:
    """A sentence for each school year of which the totals differ from the register."""
    kept = {
        Cell(*cell): number
        for *cell, number in Total.objects.exclude(number=0).values_list(*Cell._fields, "number")
    }
    counted = _counted()
    years = {cell.school_year for cell in kept.keys() | counted.keys() if kept.get(cell) != counted.get(cell)}
    for year in sorted(years):
        yield _("The totals of %(year)s differ from the incidents that are recorded.") % {"year": year}


def _counted() -> Mapping[Cell, int]:
    found: Counter[Cell] = Counter()
    for row in Incident.objects.order_by().values_list(*COLUMNS).iterator(chunk_size=5000):
        found.update(cells(*row))
    return found


def _total(cell: Cell, number: int) -> Any:
    return Total(
        school_year=cell.school_year,
        school_id=cell.school,
        table=cell.table,
        value=cell.value,
        number=number,
    )
