"""The document as DOCX, for whoever must edit or hand in such a file: real styles, a contents field, no macro.

Word and LibreOffice work the page numbers of the contents out; until then its lines lead to their paragraphs.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from .blocks import Block, Heading, List, Paragraph, Runs, Table
from .document import Cover, Document, Part
from .word_parts import (
    Bookmarks,
    add_contents,
    add_link,
    add_page_break,
    add_page_numbers,
    blank,
    keep_whole,
    number_from,
    repeat_on_each_page,
    shown_as_gap,
    step_in,
    without_what_xml_cannot_hold,
)

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as Line

LISTS_DEEP = 3  # of so many levels the styles of Word know lists
FILE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx_of(document: Document, at: datetime) -> bytes:
    written = _Writer(document, at)
    made = BytesIO()
    written.word.save(made)
    return made.getvalue()


class _Writer:
    """Writes from the cover to the last table."""

    def __init__(self, document: Document, at: datetime) -> None:
        cover = document.cover
        self.word: Word = blank(f"{cover.title} {cover.school}", cover.school, document.language, at)
        self.bookmarks = Bookmarks()
        self.styles = {style.name: style.style_id for style in self.word.styles}
        self.cover(cover, document.words["digest"])
        add_contents(self.word, document.words["contents"], _lines_of_contents(document.parts))
        if not document.parts:
            self.line("Heading 1", document.words["nothing"])
        for part in document.parts:
            self.part(part)
        for table, title in ((document.annexes, "annexes"), (document.history, "history")):
            if table:
                self.line("Heading 1", document.words[title])
                self.table(table)
        add_page_numbers(self.word, f"{cover.title} {cover.school} · {cover.mark}")

    def cover(self, cover: Cover, digest: str) -> None:
        self.line("", cover.board)
        self.line("Title", f"{cover.title} {cover.school}")
        self.line("Subtitle", cover.state)
        if cover.lead:
            self.line("", cover.lead)
        for name, value in [*cover.about, *([(digest, cover.digest)] if cover.digest else [])]:
            line = self.line("", f"{name}: ")
            line.add_run(value).bold = True
        add_page_break(self.word)

    def part(self, part: Part) -> None:
        self.bookmarks.mark(self.line("Heading 1", f"{part.number} {part.title}"))
        for passage in part.passages:
            self.bookmarks.mark(self.line("Heading 2", f"{passage.number} {passage.title}"))
            if passage.remark:
                self.line("").add_run(passage.remark).italic = True
            for block in passage.blocks:
                self.block(block)

    def line(self, style: str, text: str = "") -> "Line":
        """By the key of its style: looking that up by name for every line takes a third of the time."""
        line = self.word.add_paragraph(_plain(text))
        if style:
            line._p.style = self.styles[style]
        return line

    def block(self, block: Block, depth: int = 0) -> None:
        match block:
            case Paragraph():
                self.runs(self.line(_deep("List Continue", depth) if depth else ""), block.runs)
            case Heading():
                self.runs(self.line(f"Heading {block.level}"), block.runs)
            case Table():
                self.table(block)
            case List():
                self.list(block, depth + 1)

    def list(self, block: List, depth: int) -> None:
        kind = "List Bullet" if block.start is None else "List Number"
        style = _deep(kind, depth)
        numbered = number_from(self.word, style, block.start) if block.start is not None else None
        for first, *others in (item for item in block.items if item):
            line = self.line(style)
            if numbered is not None:
                numbered(line)
            if isinstance(first, Paragraph | Heading):
                self.runs(line, first.runs)
            for other in others if isinstance(first, Paragraph | Heading) else [first, *others]:
                self.block(other, depth)

    def table(self, block: Table) -> None:
        made = self.word.add_table(rows=1, cols=len(block.headings), style="Table Grid")
        repeat_on_each_page(made.rows[0])
        self.row(made.rows[0].cells, block.headings, is_strong=True)
        for place, line in enumerate(block.lines):
            row = made.add_row()
            keep_whole(row)
            cells = row.cells
            self.row(cells, line)
            step_in(cells[0].paragraphs[0], block.depths[place] if block.depths else 0)
        self.line("")

    def row(self, cells: "Sequence[_Cell]", line: Sequence[Runs], *, is_strong: bool = False) -> None:
        for cell, runs in zip(cells, line, strict=True):
            self.runs(cell.paragraphs[0], runs, is_strong=is_strong)

    def runs(self, line: "Line", runs: Runs, *, is_strong: bool = False) -> None:
        for run in runs:
            text = _plain(run.text)
            made = add_link(line, text, run.link) if run.link else line.add_run(text)
            if run.is_strong or is_strong:
                made.bold = True
            if run.is_emphasised:
                made.italic = True
            if run.is_gap:
                shown_as_gap(made)


def _lines_of_contents(parts: Sequence[Part]) -> list[tuple[int, str]]:
    """Each heading that is marked, in the order in which it is."""
    return [
        line
        for part in parts
        for line in (
            (1, _plain(f"{part.number} {part.title}")),
            *((2, _plain(f"{each.number} {each.title}")) for each in part.passages),
        )
    ]


def _deep(style: str, depth: int) -> str:
    return style if depth == 1 else f"{style} {min(depth, LISTS_DEEP)}"


def _plain(text: str) -> str:
    return without_what_xml_cannot_hold(text)
