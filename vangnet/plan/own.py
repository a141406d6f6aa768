"""The plan that is written here as the check reads it: every fact filled in, each line with the paragraph it is of.

In the language of the plan, which is the one that the check reads. What an edition says about itself (version,
adoption, consent, review) is added, as it stands on the cover of a printed plan; so is the list of annexes.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override

from vangnet.core.people.models import School

from .adoption import Course, Kind, courses_of
from .annexes import annexes_of
from .chapters import Chapter
from .check.findings import Finding, Report
from .check.reading import Block, Document, markdown
from .freezing import frozen
from .models import AnnexVersion
from .text import NAMED

# Dutch, because the check reads them: how a gap looks to it, and how a plan says where an annex is.
HEADING = re.compile(r"^(#{1,4})(?=\s)")  # of a paragraph: below its own title
GAP = "[invullen: {title:.50}]"
FOUND = {
    AnnexVersion.Found.FILE: "te vinden bij dit plan",
    AnnexVersion.Found.HEAD: "op te vragen bij de directeur",
}


@dataclass(frozen=True)
class Line:
    """From this line on the text is that of a paragraph; of the list of annexes it has no key."""

    number: int
    title: str
    key: str


@dataclass(frozen=True)
class Own:
    """`from_registers`: what the facts in it say."""

    document: Document
    starts: Sequence[Line]
    from_registers: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not any(each.key for each in self.starts)

    def at(self, line: int) -> Line | None:
        """What a line is of; nothing for a chapter's heading before its first paragraph."""
        before = bisect_right([each.number for each in self.starts], line)
        return self.starts[before - 1] if before else None


def own_plan(school: School, on: date) -> Own:
    contents = frozen(school, on)
    with override(settings.LANGUAGE_CODE):
        lines, starts = _written(contents)
        course = courses_of([school], on)[school.pk].in_force
        cover = [Block(each, 0, in_margin=True) for each in _cover(course)] if course else []
        annexes = list(_annexes(annexes_of(school)))
    if annexes:
        starts.append(Line(len(lines) + 1, "", ""))
    read = markdown.read(school.name, "\n".join([*lines, *annexes]).encode())
    facts = tuple(_flat(said["words"]) for said in contents["named"].values() if said["words"])
    return Own(replace(read, form="plan", blocks=(*read.blocks, *cover)), starts, facts)


def told_by_number(report: Report, own: Own) -> Report:
    """Where a finding names another line, it names the number of that paragraph."""
    return replace(report, findings=tuple(_told_by_number(each, own) for each in report.findings))


def _told_by_number(finding: Finding, own: Own) -> Finding:
    values = {name: _number(value, own) if name == "line" else value for name, value in finding.why.values}
    return replace(finding, why=replace(finding.why, values=tuple(values.items())))


def _number(line: str, own: Own) -> str:
    place = own.at(int(line)) if line.isdecimal() else None
    return place.title.split(" ")[0] if place and place.title else line


def _written(contents: Mapping[str, Any]) -> tuple[list[str], list[Line]]:
    lines: list[str] = []
    starts: list[Line] = []
    for number, chapter in enumerate(Chapter, start=1):
        inside = [each for each in contents["paragraphs"] if each["chapter"] == chapter]
        lines += [f"# {number} {chapter.label}", ""] if inside else []
        for each in inside:
            title = f"{each['number']} {each['title']}"
            starts.append(Line(len(lines) + 1, title, each["key"]))
            lines += [f"## {title}", "", *_filled(each["text"], contents["named"]), ""]
    return lines, starts


def _filled(text: str, named: Mapping[str, Any]) -> Iterator[str]:
    """A fact that stands alone may be a table, as it is on the page."""
    for line in text.splitlines():
        alone = NAMED.fullmatch(line.strip())
        if alone and named[alone[1]]["rows"]:
            yield from ("", *map(_row, named[alone[1]]["rows"]), "")
        else:
            yield HEADING.sub(r"##\1", NAMED.sub(lambda found: _words(named[found[1]]), line))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_flat(cell).replace('|', '/') for cell in cells)} |"


def _words(said: Mapping[str, Any]) -> str:
    return _flat(said["words"]) or GAP.format(title=said["title"])


def _flat(text: str) -> str:
    return " ".join(text.split())


def _cover(course: Course) -> Iterator[str]:
    """As a reader of the printed plan has it before him."""
    adopted, consented = course.adopted, course.last(Kind.CONSENTED)
    if adopted:
        yield f"Versie {course.edition.number}, vastgesteld door het bestuur op {date_format(adopted.held_on)}."
        yield f"Evaluatie: vóór {date_format(adopted.review_on)}." if adopted.review_on else ""
    if consented:
        yield f"Instemming van de MR op {date_format(consented.held_on)}."


def _annexes(versions: Sequence[AnnexVersion]) -> Iterator[str]:
    if versions:
        yield from ("# Bijlagen", "")
    for each in versions:
        told = [each.get_status_display(), each.edition and f"versie {each.edition}", _place(each)]
        yield f"- {each.title} ({', '.join(str(part) for part in told if part)})"


def _place(version: AnnexVersion) -> str:
    return version.link or FOUND.get(AnnexVersion.Found(version.found), "")
