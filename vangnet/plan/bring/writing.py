"""The text of a passage: what stays of its blocks, as headings, items, tables and paragraphs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from vangnet.plan.check.annexes import INTRODUCED, LONGEST_INTRODUCTION
from vangnet.plan.check.findings import Place
from vangnet.plan.check.reading.document import SUBHEADING, Block
from vangnet.plan.check.text import Plan

from . import markdown
from .living import Living
from .proposed import LeftOut, ProposedAnnex, Where, Why
from .titles import without_mark

ALONE = re.compile(r"^https?://\S+$")
STEP = re.compile(r"^(?:Stap|Fase)\s+\d{1,2}\b")
LABEL = re.compile(r"^[A-Z][^.:;?!]{2,60}:\s+(?=[A-Z])")
ASIDE = re.compile(r"^\([^()]*\)\s*")  # what a line of a template adds to the one before
LETTER = re.compile(r"^[a-z][.)]\s")
NUMBERED = re.compile(r"^(\d{1,3})[.)]\s+")


@dataclass(frozen=True)
class Piece:
    """`sort` is "heading", "item", "table" or "text"; `quote` is what stood in the file; `lists` annexes."""

    sort: str
    text: str
    place: Place
    quote: str = ""
    live: tuple[tuple[str, str], ...] = ()
    lists: bool = False


class Writing:
    """Goes through the blocks of a plan once; what it leaves out it keeps, with why."""

    def __init__(self, plan: Plan, annexes: Mapping[int, ProposedAnnex]) -> None:
        self.plan, self.annexes, self.living = plan, annexes, Living(plan)
        self.left_out: list[LeftOut] = []

    def pieces(self, numbers: range) -> Iterator[Piece]:
        for is_row, group in groupby(numbers, lambda number: len(self.plan.blocks[number].cells) > 1):
            if is_row:
                yield from self._table(list(group))
            else:
                for number in group:
                    yield from self._of(number)

    def leave(self, why: Why, place: Place, quote: str) -> None:
        self.left_out.append(LeftOut(why, Where(place, quote)))

    def _table(self, numbers: Sequence[int]) -> Iterator[Piece]:
        rows = [self._cells(number) for number in numbers]
        links = [link for number in numbers for link in self._links(self.plan.blocks[number])]
        quote = "\n".join(self.plan.blocks[number].text for number in numbers)
        lists = any(number in self.annexes for number in numbers)
        yield Piece("table", markdown.table(rows), self._place(numbers[0]), quote, lists=lists)
        if links:
            yield Piece("text", " ".join(links), self._place(numbers[0]), lists=lists)

    def _cells(self, number: int) -> list[str]:
        cells = [markdown.inline(cell) for cell in self.plan.blocks[number].cells]
        if annex := self.annexes.get(number):
            at = next(i for i, cell in enumerate(self.plan.blocks[number].cells) if annex.title[:20] in cell)
            cells[at] = f"{{{{ {annex.name} }}}}"
        return cells

    def _of(self, number: int) -> Iterator[Piece]:
        block, place = self.plan.blocks[number], self._place(number)
        if block.is_figure:
            self.leave(Why.FIGURE, place, "")
        elif number in self.plan.template_blocks or self._is_between_template(number):
            self.leave(Why.TEMPLATE, place, block.text)
        elif ALONE.match(block.text) and not block.is_item:
            self.leave(Why.ADDRESS, place, block.text)
        else:
            yield from self._written(number, block)

    def _is_between_template(self, number: int) -> bool:
        """A line that is template text though nothing in it says so: it stands in the middle of it."""
        template, block = self.plan.template_blocks, self.plan.blocks[number]
        return not block.level and number - 1 in template and number + 1 in template

    def _written(self, number: int, block: Block) -> Iterator[Piece]:
        place = self._place(number)
        if number in self.annexes:
            yield self._annex(number, block)
        elif self._is_heading(number):
            yield Piece("heading", f"## {markdown.line(block.text.rstrip(':'))}", place, block.text)
        else:
            for text, line in self._parts(number, block):
                yield from self._part(number, text, line)

    def _annex(self, number: int, block: Block) -> Piece:
        sort, before = ("item", "- ") if block.is_item else ("text", "Bijlage: ")
        cited = f"{before}{{{{ {self.annexes[number].name} }}}}"
        return Piece(sort, cited, self._place(number), block.text, lists=True)

    def _is_heading(self, number: int) -> bool:
        """A line that a text file shows as a heading, unless the line before it introduces it as its answer."""
        block, before = self.plan.blocks[number], self.plan.blocks[number - 1] if number else None
        if block.is_item and LETTER.match(block.text):
            return not any(self._is_item(beside) for beside in (number - 1, number + 1))
        if not block.level or (block.text.endswith(":") and len(block.text.split()) > 1):
            return False
        if block.level == SUBHEADING and ": " in block.text:
            return False
        return not (before and not before.level and before.text.endswith(":"))

    def _is_item(self, number: int) -> bool:
        return 0 <= number < len(self.plan.blocks) and self.plan.blocks[number].is_item

    def _parts(self, number: int, block: Block) -> Iterator[tuple[str, int]]:
        """What a file ran together: a line that begins with "Stap 2" or "Plein: ..." begins something new."""
        cuts = [0]
        for start in block.starts[1:]:
            rest = block.text[start.offset :]
            if (STEP.match(rest) or LABEL.match(rest)) and block.text[: start.offset].rstrip().endswith("."):
                cuts.append(start.offset)
        for begin, end in zip(cuts, [*cuts[1:], len(block.text)], strict=True):
            yield block.text[begin:end].strip(), begin

    def _part(self, number: int, text: str, begin: int) -> Iterator[Piece]:
        block = self.plan.blocks[number]
        place = Place(*block.at(begin), self.plan.chapter_of(number))
        kept = self._without_instructions(number, text, begin)
        if not kept:
            return
        if STEP.match(kept) and begin and not kept.endswith("."):
            yield Piece("heading", f"## {markdown.line(kept)}", place, kept)
            return
        said, live = self.living.written(without_mark(kept) if block.is_item else kept, number)
        if begin == 0 and (links := self._links(block)):
            said = f"{said} ({', '.join(links)})"
        sort, marked = ("item", f"{_mark(kept)} {said}") if block.is_item else ("text", said)
        yield Piece(
            sort, marked, place, kept, live, lists=INTRODUCED.search(kept[-LONGEST_INTRODUCTION:]) is not None
        )

    def _without_instructions(self, number: int, text: str, begin: int) -> str:
        if begin == 0 and number - 1 in self.plan.template_blocks and (aside := ASIDE.match(text)):
            self.leave(Why.TEMPLATE, self._place(number), aside[0].strip())
            return text[aside.end() :]
        found = [each for each in self.plan.pieces[number] if begin <= each.start < begin + len(text) + 1]
        if not any(each.is_instruction for each in found):
            return text
        for each in found:
            if each.is_instruction:
                self.leave(Why.TEMPLATE, Place(*self.plan.blocks[number].at(each.start)), each.text)
        return " ".join(each.text for each in found if not each.is_instruction)

    def _links(self, block: Block) -> list[str]:
        """The file tells where a link leads, not on which words it stands; what the text says itself is enough."""
        told = [each for each in dict.fromkeys(block.links) if markdown.can_be_opened(each)]
        return [
            markdown.link(markdown.short(each), each)
            for each in told
            if each.removeprefix("mailto:") not in block.text
        ]

    def _place(self, number: int) -> Place:
        block = self.plan.blocks[number]
        return Place(block.line, block.page, self.plan.chapter_of(number))


def _mark(item: str) -> str:
    numbered = NUMBERED.match(item)
    return f"{numbered[1]}." if numbered else "-"
