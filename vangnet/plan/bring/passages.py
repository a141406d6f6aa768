"""A plan as passages: each heading with what stands below it until the next one, and the chapter where that belongs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from vangnet.plan.chapters import Chapter
from vangnet.plan.check.reading.document import SUBHEADING
from vangnet.plan.check.text import Plan

from .titles import shortened, without_number
from .words import chapter_of_topic, chapters

DEEPEST = 2  # levels below a chapter that are a paragraph of their own; deeper is a heading inside one


@dataclass(frozen=True)
class Passage:
    """`first` is the number of its first block, the heading if it has one; `above` are the headings over it."""

    title: str
    level: int
    first: int
    last: int
    above: tuple[str, ...]
    has_heading: bool

    @property
    def inside(self) -> range:
        return range(self.first + self.has_heading, self.last + 1)


class Passages:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def all(self) -> tuple[Passage, ...]:
        return tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        starts = [number for number in range(len(self.plan.blocks)) if self.is_start(number)]
        ends = [*starts, len(self.plan.blocks)]
        if ends[0] > 0:
            yield self._passage(0, ends[0] - 1, [])
        over: list[tuple[int, str]] = []
        for start, following in pairwise(ends):
            level = self.plan.blocks[start].level
            over = [each for each in over if each[0] < level]
            yield self._passage(start, following - 1, over)
            over.append((level, self.plan.blocks[start].text))

    def _passage(self, first: int, last: int, over: list[tuple[int, str]]) -> Passage:
        has_heading = self.is_start(first)
        block = self.plan.blocks[first]
        title = without_number(block.text) if has_heading else ""
        return Passage(title, block.level, first, last, tuple(text for _level, text in over), has_heading)

    def is_start(self, number: int) -> bool:
        level = self.plan.blocks[number].level
        is_real = bool(level) and number not in self.plan.annex_blocks
        return is_real and (level == self._top or (level < SUBHEADING and level <= self._top + DEEPEST))

    @cached_property
    def _top(self) -> int:
        """The level of a chapter: the highest that is used more than once, or else the highest."""
        levels = Counter(block.level for block in self.plan.blocks if block.level)
        return min((level for level, times in levels.items() if times > 1), default=min(levels, default=1))

    def title_of(self, passage: Passage) -> str:
        """Two of the same title are told apart by the chapter of the file in which each stands."""
        same = [each for each in self.all if each.title == passage.title]
        if len(same) > 1 and passage.above and passage.above[0] != passage.title:
            return shortened(f"{passage.title} ({without_number(passage.above[0])})")
        return passage.title

    def chapter_of(self, passage: Passage) -> Chapter:
        """By its own heading, else by what it is about, else by the heading above it."""
        if passage.first == 0 and passage.level <= 1 and _by_heading(passage.title) is None:
            return Chapter.ABOUT
        for heading in (passage.title, *reversed(passage.above)):
            if by_heading := _by_heading(heading):
                return by_heading
            if heading == passage.title and (by_topic := self._by_topic(passage)):
                return by_topic
        return Chapter.ABOUT

    def _by_topic(self, passage: Passage) -> Chapter | None:
        text = "\n".join(self.plan.blocks[number].text for number in passage.inside).lower()
        counted: Counter[Chapter] = Counter()
        for covered in self.plan.topics:
            hits = sum(1 for _hit in covered.topic.pattern.finditer(text))
            counted[chapter_of_topic()[covered.topic.key]] += min(hits, 3)
        best = counted.most_common(1)
        return best[0][0] if best and best[0][1] > 1 else None


def _by_heading(heading: str) -> Chapter | None:
    found = {chapter: hit.start() for chapter, words in chapters().items() if (hit := words.search(heading))}
    return min(found, key=lambda chapter: found[chapter]) if found else None
