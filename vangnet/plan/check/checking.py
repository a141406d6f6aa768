"""Reads a plan and puts together what all kinds found, with a score for each chapter and for the whole."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from .findings import Finding, Place, Report, Score
from .kinds import KINDS, currency, people
from .reading import Document
from .text import Plan

SMALLEST = 10  # sentences: a chapter of three is not ruined by one finding


# What is no fault where a register says it today, with the words that tell it.
KEPT_UP = {people.KIND.key: "name", currency.EXPIRED.key: "words"}


def check(document: Document, today: date, from_registers: Collection[str] = ()) -> Report:
    """`from_registers`: words that stand in the plan because a register says so today, such as who has a task."""
    plan = Plan(document, today)
    found = (each for each in _found(plan) if not _is_kept_up(each, from_registers))
    findings = tuple(sorted(found, key=_order))
    sizes = _sizes(plan)
    chapters = tuple(
        _score(name, size, _of(findings, name)) for name, size in sizes.items() if name or _of(findings, name)
    )
    whole = _score("", len(plan.sentences), findings)
    return Report(
        document.name, document.form, document.counts, document.pages, findings, chapters, whole.points
    )


def _found(plan: Plan) -> Iterator[Finding]:
    for kind in KINDS:
        for spot in kind.look(plan):
            yield Finding(kind, spot.severity or kind.severity, spot.place, spot.quote, spot.why)


def _is_kept_up(finding: Finding, from_registers: Collection[str]) -> bool:
    if finding.kind.key not in KEPT_UP:
        return False
    told = dict(finding.why.values)[KEPT_UP[finding.kind.key]]
    return any(told in words and words in finding.quote for words in from_registers)


def _order(finding: Finding) -> tuple[int, int, int, int]:
    """As they stand in the file; what stands nowhere comes last, the serious first."""
    place = finding.place
    return (place == Place(), place.page or 0, place.line, -finding.severity.weight)


def _sizes(plan: Plan) -> dict[str, int]:
    sizes: dict[str, int] = {section.place.chapter: 0 for section in plan.sections}
    for sentence in plan.sentences:
        sizes[sentence.place.chapter] += 1
    return sizes


def _of(findings: Sequence[Finding], chapter: str) -> list[Finding]:
    return [each for each in findings if each.place.chapter == chapter]


def _score(chapter: str, sentences: int, findings: Sequence[Finding]) -> Score:
    size = max(sentences, SMALLEST)
    weight = sum(each.severity.weight for each in findings)
    return Score(chapter, round(100 * size / (size + weight)), len(findings))
