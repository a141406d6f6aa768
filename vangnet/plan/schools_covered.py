"""The plans of all schools beside all topics: whose plan covers least comes first, and what most schools miss."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from vangnet.core.people.models import School
from vangnet.core.spreadsheets import Line

from .coverage import LAW_FIRST, Coverage, State, coverage_of
from .topics import Topic


@dataclass(frozen=True)
class Table:
    schools: Sequence[School]
    topics: Sequence[Topic]
    covers: dict[int, Coverage]

    @classmethod
    def of(cls, schools: Sequence[School]) -> "Table":
        covers = coverage_of([school.pk for school in schools])
        missed: Counter[str] = Counter()
        for each in covers.values():
            missed.update({topic.key: 2 - each.state(topic).weight for topic in LAW_FIRST})
        return cls(
            sorted(schools, key=lambda school: (covers[school.pk].score, school.name)),
            sorted(LAW_FIRST, key=lambda topic: -missed[topic.key]),
            covers,
        )

    @cached_property
    def rows(self) -> list[tuple[School, int, SafeString]]:
        cells = {state: _cell(state) for state in State}
        return [
            (school, covers.score, mark_safe("".join(cells[covers.state(topic)] for topic in self.topics)))  # noqa: S308
            for school in self.schools
            for covers in [self.covers[school.pk]]
        ]


def _cell(state: State) -> SafeString:
    word = _(state.word)
    return format_html(
        '<td data-state="{}" title="{}"><span aria-hidden="true">{}</span><span class="unseen">{}</span></td>',
        state.badge,
        word,
        state.sign,
        word,
    )


def as_lines(table: Table) -> list[Line]:
    """The same for a file: a school per line, a topic per column."""
    heading = [_("School"), _("Covered (%)"), *(_(topic.title) for topic in table.topics)]
    return [heading, *(_line(school, table) for school in table.schools)]


def _line(school: School, table: Table) -> Line:
    covers = table.covers[school.pk]
    return [school.name, covers.score, *(_(covers.state(topic).word) for topic in table.topics)]
