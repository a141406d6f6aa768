"""What the check found, as a page tells it: by chapter in the order of the plan, of one severity or of all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.core.people.models import School

from .check.findings import SEVERITY_NAMES, Finding, Report, Severity
from .check.telling.places import shortened, where
from .own import Own
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
    """What is wrong with one place, or with the whole; `whys` are several where the same is missing more than once."""

    title: str
    severity: str
    badge: str
    place: Place
    quote: str
    whys: tuple[str, ...]
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


def in_plan(own: Own, school: School) -> PlaceOf:
    """In a plan that is written here: its paragraph, or the register of annexes."""
    plan, annexes = reverse("plan-school", args=[school.pk]), reverse("plan-annexes", args=[school.pk])

    def place_of(finding: Finding) -> Place:
        line = own.at(finding.place.line)
        if line is None:
            return Place("")
        return Place(line.title, f"{plan}#{line.key}") if line.key else Place(_("Annexes"), annexes)

    return place_of


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
            tuple(_lines(found[each.chapter], place_of)),
        )
        for each in report.chapters
    ]


def _lines(findings: Iterable[Finding], place_of: PlaceOf) -> Iterator[Line]:
    """What stands after each other and differs only in what is missing is told together."""
    for _same, alike in groupby(
        findings, key=lambda each: (each.kind, each.severity, each.place, each.quote)
    ):
        every = list(alike)
        first = every[0]
        yield Line(
            _(first.kind.title),
            _(SEVERITY_NAMES[first.severity]),
            BADGES[first.severity],
            place_of(first),
            shortened(first.quote),
            tuple(each.why.told(_) for each in every),
            _(first.kind.advice),
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
