"""A plan as a page or a terminal shows it: counted, translated, and cut off where nobody reads on."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from vangnet.core.people.models import ImportRun

from .shape import Change, Plan, Sign

CHANGES_SHOWN = 300
PROBLEMS_SHOWN = 200

# Who left is looked at first: a wrong file shows itself there.
ORDER = (Sign.LEFT, Sign.CHANGED, Sign.NEW)


def word_of(sign: Sign) -> str:
    return {
        Sign.NEW: pgettext("in an import", "New"),
        Sign.CHANGED: pgettext("in an import", "Changed"),
        Sign.LEFT: pgettext("in an import", "Left"),
        Sign.SAME: pgettext("in an import", "The same"),
    }[sign]


@dataclass(frozen=True)
class ChangeRow:
    sign: str
    word: str
    subject: str
    name: str
    details: tuple[str, ...]


@dataclass(frozen=True)
class ProblemRow:
    line: int | None
    column: str
    value: str
    text: str


@dataclass(frozen=True)
class Preview:
    plan: Plan

    def title(self) -> str:
        return gettext(self.plan.title)

    def counts(self) -> list[tuple[str, int]]:
        return [(word_of(sign), self.plan.counts[sign]) for sign in (*ORDER, Sign.SAME)]

    def changes(self) -> list[ChangeRow]:
        """Who left first, then what changed, then what is new; of each kind the same number at most."""
        return [_row(change) for sign in ORDER for change in self._of(sign)[: CHANGES_SHOWN // len(ORDER)]]

    def changes_left_out(self) -> int:
        return sum(max(0, self.plan.counts[sign] - CHANGES_SHOWN // len(ORDER)) for sign in ORDER)

    def problems(self) -> list[ProblemRow]:
        shown = self.plan.problems[:PROBLEMS_SHOWN]
        return [ProblemRow(one.line, one.column or "", one.value, one.text()) for one in shown]

    def number_of_problems(self) -> int:
        return len(self.plan.problems)

    def problems_left_out(self) -> int:
        return max(0, len(self.plan.problems) - PROBLEMS_SHOWN)

    def _of(self, sign: Sign) -> list[Change]:
        return [change for change in self.plan.changes if change.sign is sign]


def counts_of(run: ImportRun) -> list[tuple[str, int]]:
    return [(word_of(sign), run.counts.get(sign.value, 0)) for sign in (*ORDER, Sign.SAME)]


def _row(change: Change) -> ChangeRow:
    return ChangeRow(
        change.sign.value, word_of(change.sign), gettext(change.subject), change.name, tuple(_details(change))
    )


def _details(change: Change) -> Iterator[str]:
    for one in change.differences:
        before = f"{one.before} → " if one.before else ""
        yield f"{gettext(one.field)}: {before}{one.after or '–'}"
