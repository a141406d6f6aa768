"""What the check found, as a page tells it: by chapter in the order of the plan, of one severity or of all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .check.findings import SEVERITY_NAMES, Finding, Report, Severity
from .check.telling.places import shortened, where
from .sections import Section

BADGES = {Severity.SERIOUS: "very_serious", Severity.NOTABLE: "serious", Severity.MINOR: "minor"}


@dataclass(frozen=True)
class Place:
    """Where it stands, in words; `address` is where it can be mended here, if it can."""

    words: str
    address: str = ""


PlaceOf = Callable[[Finding], Place]


@dataclass(frozen=True)
class Line:
    title: str
    severity: str
    badge: str
    place: Place
    quote: str
    why: str
    advice: str


@dataclass(frozen=True)
class Group:
    """A chapter with what was found in it; `count` is that of all severities."""

    title: str
    points: int
    count: int
    lines: tuple[Line, ...]


def in_file(report: Report) -> PlaceOf:
    return lambda finding: Place(where(finding, report, _))


def groups(report: Report, place_of: PlaceOf, only: Severity | None) -> list[Group]:
    """A chapter in which nothing of this severity was found keeps its score, and has no lines."""
    found: dict[str, list[Finding]] = {each.chapter: [] for each in report.chapters}
    for finding in report.findings:
        if only in {None, finding.severity}:
            found[finding.place.chapter].append(finding)
    return [
        Group(
            each.chapter or _("The plan as a whole"),
            each.points,
            each.findings,
            tuple(_line(finding, place_of) for finding in found[each.chapter]),
        )
        for each in report.chapters
    ]


def _line(finding: Finding, place_of: PlaceOf) -> Line:
    return Line(
        _(finding.kind.title),
        _(SEVERITY_NAMES[finding.severity]),
        BADGES[finding.severity],
        place_of(finding),
        shortened(finding.quote),
        finding.why.told(_),
        _(finding.kind.advice),
    )


def chosen(asked: str) -> Severity | None:
    return Severity(asked) if asked in set(Severity) else None


def choices(report: Report, only: Severity | None) -> Sequence[Section]:
    return list(_choices(report, only))


def _choices(report: Report, only: Severity | None) -> Iterator[Section]:
    yield Section(_("Everything"), "?", is_current=only is None, count=len(report.findings))
    for each in Severity:
        name = _(SEVERITY_NAMES[each])
        yield Section(
            name.capitalize(), f"?severity={each}", is_current=only is each, count=report.count(each)
        )
