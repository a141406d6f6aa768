"""What every kind of file is read into: blocks, in order, each with its place."""

from dataclasses import dataclass

from vangnet.plan.check.said import Said

SUBHEADING = 9  # the level of a line that looks like a heading and has no number


class Unreadable(Exception):  # noqa: N818  (a claim, as elsewhere)
    """The file cannot be read as a plan; says why, to whoever chose it."""

    def __init__(self, why: Said) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True, slots=True)
class Start:
    """Where in the text of a block a line of the file begins."""

    offset: int
    line: int
    page: int | None = None


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, a list item or a row of a table.

    `starts` tells the line of each letter of it; `in_margin` is what stands in the head or foot of
    each page, `is_contents` an entry of the list of contents, `number` that of an item where its text lacks it.
    """

    text: str
    line: int
    page: int | None = None
    level: int = 0
    is_item: bool = False
    is_figure: bool = False
    in_margin: bool = False
    is_contents: bool = False
    number: str = ""
    cells: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    starts: tuple[Start, ...] = ()

    def at(self, offset: int) -> tuple[int, int | None]:
        """The line and page of a letter."""
        before = [each for each in self.starts if each.offset <= offset]
        return (before[-1].line, before[-1].page) if before else (self.line, self.page)


@dataclass(frozen=True)
class Document:
    """`counts` tells what `Block.line` counts: the lines of a text, or the paragraphs of a Word file."""

    name: str
    form: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    counts: str = "line"

    def has_text(self) -> bool:
        return any(any(letter.isalpha() for letter in block.text) for block in self.blocks)
