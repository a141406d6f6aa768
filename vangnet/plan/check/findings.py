"""What the check reports: kinds of faults, each finding with its place, why it is one and what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vangnet.core.words import _

from .said import Said

if TYPE_CHECKING:
    from .text import Plan


class Severity(StrEnum):
    """How much it matters: somebody may come to harm or the law is not met; it should be mended; it is untidy."""

    SERIOUS = "serious"
    NOTABLE = "notable"
    MINOR = "minor"

    @property
    def weight(self) -> int:
        return {Severity.SERIOUS: 6, Severity.NOTABLE: 3, Severity.MINOR: 1}[self]


SEVERITY_NAMES = {
    Severity.SERIOUS: _("serious"),
    Severity.NOTABLE: _("to mend"),
    Severity.MINOR: _("small"),
}


@dataclass(frozen=True)
class Place:
    """Where in the file. Line 0 is the plan as a whole: something that stands nowhere has no line."""

    line: int = 0
    page: int | None = None
    chapter: str = ""

    def __str__(self) -> str:
        """As one place is named from another: lines of a PDF are counted on each page."""
        return f"{self.line} (p. {self.page})" if self.page else str(self.line)


@dataclass(frozen=True)
class Spot:
    """What a kind has found: a place, the words that stand there, and what is wrong with them."""

    place: Place
    quote: str
    why: Said
    severity: Severity | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of fault. `look` goes through a plan; `advice` says what a school does about it."""

    key: str
    title: str
    severity: Severity
    advice: str
    look: Callable[["Plan"], Iterator[Spot]]


@dataclass(frozen=True)
class Finding:
    kind: Kind
    severity: Severity
    place: Place
    quote: str
    why: Said


@dataclass(frozen=True)
class Score:
    """From 0 to 100: 100 without findings, 50 when each ten sentences carry two serious ones."""

    chapter: str
    points: int
    findings: int


@dataclass(frozen=True)
class Report:
    name: str
    form: str
    counts: str
    pages: int | None
    findings: tuple[Finding, ...]
    chapters: tuple[Score, ...]
    score: int

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity.weight >= severity.weight)

    def count(self, severity: Severity) -> int:
        return sum(1 for each in self.findings if each.severity is severity)
