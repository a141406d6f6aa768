"""Small charts that everybody can read: bars and columns, with the same numbers in a table beside them.

A hidden number (below five, or one that would give such a number away) is never drawn to size nor written: it
would say which child it was. Its bar is hatched and as wide as five would be, and the words are "not told". Only
whole numbers come out, because a page in Dutch would write 3.5 as 3,5 and no drawing understands that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

FEWEST_SHOWN = 5
WIDTH = 360
ROW = 44
LABEL = 13
THICKNESS = 16
ROOM_FOR_NUMBER = 48
COLUMNS_TOP = 24
COLUMNS_FLOOR = 176
COLUMNS_HEIGHT = 200


@dataclass(frozen=True)
class Bar:
    """A number of one thing; `hidden` when it may not be told."""

    label: str
    value: int
    hidden: bool = False
    url: str = ""


@dataclass(frozen=True)
class Month:
    """A number of one month, with last year's beside it if there was one."""

    label: str
    value: int
    hidden: bool = False
    before: int | None = None
    before_hidden: bool = False


@dataclass(frozen=True)
class Mark:
    """A drawn rectangle, and where its words stand. It holds no number that is hidden."""

    x: int
    y: int
    width: int
    height: int
    kind: str  # "now", "before" or "hidden"
    shown: str = ""
    label: str = ""
    url: str = ""

    @property
    def end(self) -> int:
        """Where the number of a lying bar begins."""
        return self.x + self.width + 6

    @property
    def middle(self) -> int:
        """The centre of a standing column."""
        return self.x + self.width // 2


@dataclass(frozen=True)
class Label:
    """A word under a group of columns."""

    x: int
    text: str


@dataclass(frozen=True)
class Row:
    """A line of the table that stands beside the drawing."""

    label: str
    cells: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True)
class Chart:
    """A drawing and its table, as `ui/components/chart.html` shows them."""

    key: str
    shape: str  # "bars" or "columns"
    title: str
    description: str
    height: int
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    width: int = WIDTH

    @property
    def has_hidden(self) -> bool:
        """Whether the page must explain the hatching."""
        return any(mark.kind == "hidden" for mark in self.marks)


def bars(title: str, description: str, rows: Sequence[Bar], *, counted: str = "", key: str = "") -> Chart:
    """Lying bars, for categories whose names are long: each name stands above its bar."""
    most = _most([row.value for row in rows if not row.hidden])
    return Chart(
        key=key or slugify(title),
        shape="bars",
        title=title,
        description=description,
        height=max(ROW * len(rows), ROW),
        marks=tuple(_lying(row, most, top=ROW * place) for place, row in enumerate(rows)),
        labels=(),
        headings=(counted or _("Number"),),
        rows=tuple(Row(row.label, (_said(row.value, hidden=row.hidden),), row.url) for row in rows),
    )


def columns(
    title: str, description: str, months: Sequence[Month], *, now: str, before: str = "", key: str = ""
) -> Chart:
    """Standing columns by month; `now` and `before` name the two years, such as "2026-2027"."""
    most = _most(_told(months))
    step = WIDTH // max(len(months), 1)
    return Chart(
        key=key or slugify(title),
        shape="columns",
        title=title,
        description=description,
        height=COLUMNS_HEIGHT,
        marks=tuple(
            mark for place, month in enumerate(months) for mark in _standing(month, most, place * step, step)
        ),
        labels=tuple(Label(place * step + step // 2, month.label) for place, month in enumerate(months)),
        headings=(now, before) if before else (now,),
        rows=tuple(Row(month.label, _cells(month, before)) for month in months),
    )


def _told(months: Sequence[Month]) -> list[int]:
    """The numbers of both years that may be told."""
    this_year = [month.value for month in months if not month.hidden]
    last_year = [month.before for month in months if month.before is not None and not month.before_hidden]
    return this_year + last_year


def _most(numbers: Sequence[int]) -> int:
    """The number that fills the drawing; never less than five, so that a hatched bar always fits."""
    return max([FEWEST_SHOWN, *numbers])


def _length(value: int, most: int, room: int, *, hidden: bool) -> int:
    """How long a bar is drawn: a hidden one always as long as five."""
    drawn = FEWEST_SHOWN if hidden else value
    return round(room * drawn / most)


def _lying(row: Bar, most: int, top: int) -> Mark:
    """A bar under its name."""
    return Mark(
        x=0,
        y=top + LABEL + 7,
        width=_length(row.value, most, WIDTH - ROOM_FOR_NUMBER, hidden=row.hidden),
        height=THICKNESS,
        kind="hidden" if row.hidden else "now",
        shown=_shown(row.value, hidden=row.hidden),
        label=row.label,
        url=row.url,
    )


def _standing(month: Month, most: int, left: int, step: int) -> list[Mark]:
    """The column of a month, with last year's at its left."""
    thickness = max(4, step * 3 // 8)
    if month.before is None:
        return [
            _column(month.value, most, left + (step - thickness) // 2, thickness, "now", hidden=month.hidden)
        ]
    start = left + (step - 2 * thickness) // 2
    return [
        _column(month.before, most, start, thickness, "before", hidden=month.before_hidden),
        _column(month.value, most, start + thickness, thickness, "now", hidden=month.hidden),
    ]


def _column(value: int, most: int, left: int, thickness: int, kind: str, *, hidden: bool) -> Mark:
    """One standing column; only this year's carries its number."""
    height = _length(value, most, COLUMNS_FLOOR - COLUMNS_TOP, hidden=hidden)
    return Mark(
        x=left,
        y=COLUMNS_FLOOR - height,
        width=thickness,
        height=height,
        kind="hidden" if hidden else kind,
        shown=_shown(value, hidden=hidden) if kind == "now" else "",
    )


def _shown(value: int, *, hidden: bool) -> str:
    """The number as it stands in the drawing."""
    return "–" if hidden else str(value)


def _said(value: int, *, hidden: bool) -> str:
    """The number as it stands in the table, where a screen reader meets it."""
    return _("not told") if hidden else str(value)


def _cells(month: Month, before: str) -> tuple[str, ...]:
    """This year's number, and last year's when the table has a column for it."""
    this_year = _said(month.value, hidden=month.hidden)
    if not before:
        return (this_year,)
    return (this_year, "–" if month.before is None else _said(month.before, hidden=month.before_hidden))
