"""All schools beside all duties, in one table: what is broken comes first, in the rows and in the columns.

A board of a hundred schools has thousands of cells, of which most say the same: each is written here as it stands in
the page, because a template would take longer over them than the database over all facts.
"""

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
    schools: Sequence[School]
    duties: Sequence[Duty]
    stands: dict[tuple[int, str], Standing]

    @classmethod
    def of(cls, schools: Sequence[School], on: date, *, is_all: bool) -> "Matrix":
        duties = all_duties(on)
        found = states(duties, [school.pk for school in schools], on, is_all=is_all)
        by_duty = {
            duty.key: sum(found[school.pk, duty.key].state.is_broken for school in schools) for duty in duties
        }
        by_school = {
            school.pk: sum(found[school.pk, duty.key].state.is_broken for duty in duties)
            for school in schools
        }
        return cls(
            sorted(schools, key=lambda school: (-by_school[school.pk], school.name)),
            sorted(duties, key=lambda duty: -by_duty[duty.key]),
            found,
        )

    def state(self, school: School, duty: Duty) -> State:
        return self.stands[school.pk, duty.key].state

    def number(self, *wanted: State) -> int:
        return sum(each.state in wanted for each in self.stands.values())

    @cached_property
    def rows(self) -> "list[tuple[School, int, SafeString]]":
        cells = {state: _cell(state) for state in State}
        links = {duty.key: reverse("duty", args=[0, duty.key]).split("/0/") for duty in self.duties}
        return [(school, self.broken(school), self._cells(school, cells, links)) for school in self.schools]

    def broken(self, school: School) -> int:
        return sum(self.state(school, duty).is_broken for duty in self.duties)

    def _cells(
        self, school: School, cells: dict[State, tuple[str, str]], links: dict[str, list[str]]
    ) -> SafeString:
        written = []
        for duty in self.duties:
            before, after = cells[self.stands[school.pk, duty.key].state]
            start, end = links[duty.key]
            written.append(f"{before}{start}/{school.pk}/{end}{after}")
        return mark_safe("".join(written))  # noqa: S308 - our own words, a number and an address of ours


def _cell(state: State) -> tuple[str, str]:
    """What stands before and after the address to which a cell of this state leads."""
    word = escape(_(state.word))
    return (
        f'<td data-state="{state.badge}"><a href="',
        f'" title="{word}"><span aria-hidden="true">{state.sign}</span><span class="unseen">{word}</span></a></td>',
    )


def as_lines(matrix: Matrix) -> list[list[str | int]]:
    """The same as a table for a file: a school per line, a duty per column."""
    heading: list[str | int] = [_("School"), _("Broken"), *(_(duty.title) for duty in matrix.duties)]
    lines: list[list[str | int]] = [
        [school.name, matrix.broken(school), *(_(matrix.state(school, duty).word) for duty in matrix.duties)]
        for school in matrix.schools
    ]
    return [heading, *lines]
