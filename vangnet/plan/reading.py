"""The plan of a school as it is read: chapters with numbered paragraphs, the board's layer and the school's in one.

A number tells where a paragraph stands and may change; the link to it (`key`) stays.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from vangnet.core.people.models import School

from .chapters import Chapter
from .models import Version
from .said import Said, as_shown
from .text import as_html, named_in

Ask = Callable[[Collection[str]], Mapping[str, Said]]


@dataclass(frozen=True)
class Passage:
    """One paragraph in its place."""

    number: str
    version: Version
    html: SafeString
    named: tuple[Said, ...] = ()

    @property
    def key(self) -> str:
        return self.version.paragraph.key

    @property
    def title(self) -> str:
        return self.version.title

    @property
    def is_of_the_board(self) -> bool:
        return self.version.paragraph.is_of_the_board

    @property
    def missing(self) -> list[Said]:
        """Gaps, and what is there and cannot be leaned on."""
        return [each for each in self.named if each.is_gap or each.remark]

    @property
    def facts(self) -> list[Said]:
        return [each for each in self.named if each.is_fact and not each.is_gap]


@dataclass(frozen=True)
class Part:
    """A chapter with what stands in it."""

    number: int
    chapter: Chapter
    passages: tuple[Passage, ...]

    @property
    def title(self) -> str:
        return str(self.chapter.label)


@dataclass(frozen=True)
class Placed:
    number: str
    version: Version


def placed(versions: Iterable[Version]) -> list[Placed]:
    """In the order of reading, each with its number; of two at the same place the board's first."""
    found: list[Placed] = []
    rows = list(versions)
    for chapter_number, chapter in enumerate(Chapter, start=1):
        inside = [row for row in rows if row.chapter == chapter]
        ordered = sorted(
            inside, key=lambda row: (row.place, not row.paragraph.is_of_the_board, row.paragraph_id)
        )
        found += [Placed(f"{chapter_number}.{place}", row) for place, row in enumerate(ordered, start=1)]
    return found


def standing(school: School | None) -> tuple[list[Version], list[Version]]:
    """What stands in a plan now, and what was left out of it."""
    rows = list(Version.objects.of_plan(school))
    return [row for row in rows if not row.is_left_out], [row for row in rows if row.is_left_out]


def parts(versions: Iterable[Version], ask: Ask) -> list[Part]:
    """A chapter in which nothing stands is not read, and keeps its number."""
    every = placed(versions)
    named = {each: named_in(each.version.text) for each in every}
    said = ask(tuple(dict.fromkeys(name for names in named.values() for name in names)))
    shown = as_shown(said)
    found = []
    for number, chapter in enumerate(Chapter, start=1):
        passages = tuple(
            Passage(
                each.number,
                each.version,
                as_html(each.version.text, shown),
                tuple(said[name] for name in named[each]),
            )
            for each in every
            if each.version.chapter == chapter
        )
        if passages:
            found.append(Part(number, chapter, passages))
    return found
