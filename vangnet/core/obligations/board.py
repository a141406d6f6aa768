"""All schools beside all duties, in one table: what is broken comes first, in the rows and in the columns.

A board of a hundred schools has thousands of cells, of which most say the same: each is written here as it stands in
the page, because a template would take longer over them than the database over all facts.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from vangnet.core.people.models import School

from .declared import all_duties
from .duties import Duty, Standing, State
from .states import states


@dataclass(frozen=True)
class Matrix:
    """`broken` counts what is broken, by school."""

    schools: Sequence[School]
    duties: Sequence[Duty]
    stands: dict[tuple[int, str], Standing]
    broken: Counter[int]

    @classmethod
    def of(cls, schools: Sequence[School], on: date, *, is_all: bool) -> "Matrix":
        duties = all_duties(on)
        found = states(duties, [school.pk for school in schools], on, is_all=is_all)
        broken = [place for place, each in found.items() if each.state.is_broken]
        of_school, of_duty = (
            Counter(school for school, _duty in broken),
            Counter(key for _school, key in broken),
        )
        return cls(
            sorted(schools, key=lambda school: (-of_school[school.pk], school.name)),
            sorted(duties, key=lambda duty: -of_duty[duty.key]),
            found,
            of_school,
        )

    def state(self, school: School, duty: Duty) -> State:
        return self.stands[school.pk, duty.key].state

    def number(self, *wanted: State) -> int:
        return sum(self._numbers[state] for state in wanted)

    @cached_property
    def _numbers(self) -> Counter[State]:
        return Counter(each.state for each in self.stands.values())

    def body(self) -> SafeString:
        """The rows of the table: a school, how much is broken there, and a cell for each duty."""
        year, around = reverse("duties"), [(duty.key, _around(duty)) for duty in self.duties]
        rows = [
            f'<tr><th scope="row"><a href="{year}?school={school.pk}">{escape(school.name)}</a></th>'
            f'<td class="number">{self.broken[school.pk]}</td>{self._cells(school.pk, around)}</tr>'
            for school in self.schools
        ]
        return mark_safe("\n".join(rows))  # noqa: S308 - our own words, numbers, addresses, and names escaped

    def _cells(self, school: int, around: "list[tuple[str, dict[State, tuple[str, str]]]]") -> str:
        stands = self.stands
        parts = [(before_and_after[stands[school, key].state]) for key, before_and_after in around]
        return "".join([f"{before}{school}{after}" for before, after in parts])


def _around(duty: Duty) -> dict[State, tuple[str, str]]:
    """Of a cell of this duty in each state: what stands before the number of the school in its address, and after."""
    start, end = reverse("duty", args=[0, duty.key]).split("/0/")
    return {state: (f"{_OPEN[state]}{start}/", f"/{end}{_closing(state)}") for state in State}


_OPEN = {state: f'<td data-state="{state.badge}"><a href="' for state in State}


def _closing(state: State) -> str:
    word = escape(_(state.word))
    return f'" title="{word}"><span aria-hidden="true">{state.sign}</span><span class="unseen">{word}</span></a></td>'


def as_lines(matrix: Matrix) -> list[list[str | int]]:
    """The same as a table for a file: a school per line, a duty per column."""
    heading: list[str | int] = [_("School"), _("Broken"), *(_(duty.title) for duty in matrix.duties)]
    lines: list[list[str | int]] = [
        [
            school.name,
            matrix.broken[school.pk],
            *(_(matrix.state(school, duty).word) for duty in matrix.duties),
        ]
        for school in matrix.schools
    ]
    return [heading, *lines]
