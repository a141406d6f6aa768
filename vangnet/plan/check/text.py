"""A plan as the kinds of findings see it: sections, sentences with their place, annexes and the day of reading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, pairwise

from vangnet.plan.topics import TOPICS, Words

from .annexes import Annex, annexes_in, numbers_in
from .covered import Covered
from .findings import Place
from .reading.contents import same
from .reading.document import Block, Document
from .sentences import cut
from .templates import is_instruction
from .vocabulary import words_of

ANNEX_TITLE = re.compile(r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?bijlagen?\b", re.IGNORECASE)
CHAPTER = re.compile(r"\bhoofdstuk(?:ken)? (?:\d|een|twee|drie|vier|vijf|zes|zeven)", re.IGNORECASE)
NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?(?:\s|:|$)")
LONGEST_LISTING = 300  # letters: a line of annexes, not a sentence that begins with one


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence in its block, and whether it speaks to who writes the plan."""

    start: int
    text: str
    is_instruction: bool


@dataclass(frozen=True)
class Sentence:
    """`block` is the number of its block; `is_template` when it speaks to who writes the plan."""

    text: str
    place: Place
    section: int
    block: int
    is_item: bool = False
    is_row: bool = False
    is_template: bool = False


@dataclass(frozen=True)
class Section:
    title: str
    level: int
    place: Place


def _names_annex(block: Block) -> bool:
    return bool(ANNEX_TITLE.match(block.text)) and (block.level > 0 or len(block.text) < LONGEST_LISTING)


@dataclass(frozen=True)
class Plan:
    document: Document
    today: date

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for block in self.document.blocks if not block.in_margin and not block.is_contents)

    @cached_property
    def contents(self) -> tuple[Block, ...]:
        """The entries of its list of contents."""
        return tuple(block for block in self.document.blocks if block.is_contents)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The first is what stands before any heading."""
        return tuple(self._sections())

    @cached_property
    def titles(self) -> frozenset[str]:
        """What its headings say, as two headings are compared."""
        return frozenset(same(section.title) for section in self.sections)

    @cached_property
    def guides(self) -> frozenset[int]:
        """Paragraphs that say which chapter holds what: they promise everything and tell nothing."""
        return frozenset(
            number for number, block in enumerate(self.blocks) if len(CHAPTER.findall(block.text)) > 1
        )

    def _sections(self) -> Iterator[Section]:
        yield Section("", 0, Place(0))
        chapter = ""
        top = self._top
        for block in self.blocks:
            if block.level:
                chapter = block.text if block.level <= top else chapter
                yield Section(block.text, block.level, Place(block.line, block.page, chapter))

    @cached_property
    def _top(self) -> int:
        """The level of a chapter: the highest that is used more than once, so that a title is not one."""
        levels = sorted(block.level for block in self.blocks if block.level)
        return next((level for level in levels if levels.count(level) > 1), levels[0] if levels else 1)

    @cached_property
    def pieces(self) -> tuple[tuple[Piece, ...], ...]:
        """The sentences of each block, headings too."""
        return tuple(
            tuple(Piece(start, text, is_instruction(text)) for start, text in cut(block.text))
            for block in self.blocks
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        section = 0
        for number, block in enumerate(self.blocks):
            if block.level:
                section += 1
            if block.level or block.is_figure:
                continue
            for each in self.pieces[number]:
                place = Place(*block.at(each.start), self.sections[section].place.chapter)
                template = number in self.template_blocks or each.is_instruction
                yield Sentence(each.text, place, section, number, block.is_item, bool(block.cells), template)

    @cached_property
    def template_blocks(self) -> frozenset[int]:
        """Blocks that are template text as a whole, with the items that such a line introduces."""
        found: set[int] = set()
        for number, block in enumerate(self.blocks):
            introduced = block.is_item and number - 1 in found
            if introduced or (block.text and all(each.is_instruction for each in self.pieces[number])):
                found.add(number)
        return frozenset(found)

    @cached_property
    def annexes(self) -> tuple[Annex, ...]:
        return tuple(annexes_in(self.blocks))

    @cached_property
    def annex_numbers(self) -> frozenset[str]:
        """Of those that are listed, have a heading here, or stand in the list of contents."""
        listed = {annex.number for annex in self.annexes if annex.number}
        told = [block.text for block in self.blocks if _names_annex(block)]
        return frozenset(listed.union(*map(numbers_in, (*told, *(block.text for block in self.contents)))))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of chapters and paragraphs, as in "3.1.2"."""
        return frozenset(found[1] for each in self.sections if (found := NUMBER.search(each.title)))

    @cached_property
    def annex_blocks(self) -> frozenset[int]:
        return frozenset(annex.block for annex in self.annexes)

    @cached_property
    def annex_sections(self) -> frozenset[int]:
        """The sections that are an annex or a list of who can be called, with what is under them."""
        found, depth = set(), 0
        for number, section in enumerate(self.sections):
            if ANNEX_TITLE.search(section.title) or words_of("people", "lists").search(section.title):
                depth = depth or section.level
                found.add(number)
            elif depth and section.level > depth:
                found.add(number)
            else:
                depth = 0
        return frozenset(found)

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """What the school says: without template text and lists of annexes."""
        return tuple(
            each for each in self.sentences if not each.is_template and each.block not in self.annex_blocks
        )

    @cached_property
    def whole(self) -> str:
        """Everything that is said, headings and margins too, without template text."""
        margins = [block.text for block in self.document.blocks if block.in_margin]
        blocks = {number: [block.text] for number, block in enumerate(self.blocks) if block.level}
        for each in self.sentences:
            if not each.is_template:
                blocks.setdefault(each.block, []).append(each.text)
        return "\n".join([*margins, *(" ".join(blocks[number]) for number in sorted(blocks))])

    @cached_property
    def _by_section(self) -> dict[int, list[Sentence]]:
        found: dict[int, list[Sentence]] = {}
        for each in self.body:
            found.setdefault(each.section, []).append(each)
        return found

    def sentences_of(self, section: int) -> list[Sentence]:
        """What the school says in a section."""
        return self._by_section.get(section, [])

    @cached_property
    def _following(self) -> dict[int, Sentence]:
        return {id(each): following for each, following in pairwise(self.body)}

    def after(self, sentence: Sentence) -> list[Sentence]:
        """The sentence that follows in the same section, if any."""
        following = self._following.get(id(sentence))
        return [following] if following and following.section == sentence.section else []

    @cached_property
    def topics(self) -> tuple[Covered, ...]:
        return tuple(Covered(self, topic) for topic in TOPICS)

    def title_of(self, sentence: Sentence) -> str:
        return self.sections[sentence.section].title

    @cached_property
    def whole_with_annexes(self) -> str:
        return "\n".join(block.text for block in self.document.blocks if not block.is_contents)

    @cached_property
    def _small(self) -> str:
        return self.whole_with_annexes.lower()

    def has(self, words: Words) -> bool:
        """Whether they stand anywhere: then it is worth looking in which sentence."""
        return words.is_in(self._small)

    def chapter_of(self, number: int) -> str:
        """The chapter of a block, by its number."""
        return self.sections[self._section_of[number]].place.chapter

    @cached_property
    def _section_of(self) -> tuple[int, ...]:
        counted = accumulate(bool(block.level) for block in self.blocks)
        return tuple(counted)
