"""The text of a paragraph as a tree of plain values, which every writer of documents draws in its own way.

Nothing in it is markup any more: what somebody typed is text in a run, and what a fact says is so as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markdown_it.token import Token

from vangnet.core.plan_facts import Rows

from ..said import Said
from ..text import parsed

SHALLOWEST = 3  # a chapter is a heading of the first level, a paragraph of the second
ON_THE_PAGE = 1  # so much deeper stands the same heading on the web page
NARROWEST, WIDEST, OF_A_SENTENCE, BETWEEN = 4, 44, 28, 3


@dataclass(frozen=True)
class Run:
    """Text in one form. `is_gap`: something is missing here, or can't be leaned on."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    is_gap: bool = False
    link: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    runs: Runs
    kind: str = "paragraph"


@dataclass(frozen=True)
class Heading:
    level: int
    runs: Runs
    kind: str = "heading"


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the width; `depths` as in `Rows`: then it is a tree, and drawn as one."""

    title: str
    headings: tuple[Runs, ...]
    lines: tuple[tuple[Runs, ...], ...]
    widths: tuple[int, ...]
    depths: tuple[int, ...] = ()
    kind: str = "table"


@dataclass(frozen=True)
class List:
    """`start` is the number of the first; a list of points has none."""

    items: tuple[tuple["Block", ...], ...]
    start: int | None = None
    kind: str = "list"


Block = Paragraph | Heading | Table | List


def blocks_of(text: str, said: Mapping[str, Said]) -> tuple[Block, ...]:
    """`said` has everything that the text names."""
    return tuple(_Reader(text, said).blocks(""))


def table_of(title: str, rows: Rows) -> Table:
    headings = tuple((Run(each),) for each in rows.headings)
    lines = tuple(tuple((Run(cell),) for cell in line) for line in rows.lines)
    return Table(title, headings, lines, _widths(headings, lines), rows.depths)


class _Reader:
    """Goes through what the parser found, once, from the front."""

    def __init__(self, text: str, said: Mapping[str, Said]) -> None:
        self.tokens, self.said = iter(parsed(text)), said
        self.level = SHALLOWEST - 1

    def blocks(self, until: str) -> Iterator[Block]:
        for token in self.tokens:
            if token.type == until:
                return
            if token.type == "paragraph_open":
                yield from self._paragraph(next(self.tokens))
            elif token.type == "heading_open":
                yield self._heading(token, next(self.tokens))
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                yield self._list(token)
            elif token.type == "table_open":
                yield self._table()

    def _paragraph(self, inline: Token) -> Iterator[Block]:
        names = [child for child in inline.children or () if child.meta.get("is_alone")]
        said = self.said[names[0].content] if names else None
        if said and said.rows and not said.gap:
            yield table_of(said.title, said.rows)
            if said.remark:
                yield Paragraph((_remark(said),))
            return
        yield Paragraph(self._runs(inline))

    def _heading(self, token: Token, inline: Token) -> Heading:
        """None is skipped: whoever has it read aloud would look for the one between."""
        self.level = min(int(token.tag[1:]) - ON_THE_PAGE, self.level + 1)
        return Heading(self.level, self._runs(inline))

    def _list(self, opened: Token) -> List:
        start = int(opened.attrs.get("start", 1)) if opened.type == "ordered_list_open" else None
        closed, items = opened.type.replace("open", "close"), []
        for token in self.tokens:
            if token.type == closed:
                break
            items.append(tuple(self.blocks("list_item_close")))
        return List(tuple(items), start)

    def _table(self) -> Table:
        lines: list[list[Runs]] = []
        for token in self.tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                lines.append([])
            elif token.type == "inline":
                lines[-1].append(self._runs(token))
        headings, *others = map(tuple, lines)
        return Table("", headings, tuple(others), _widths(headings, tuple(others)))

    def _runs(self, inline: Token) -> Runs:
        form, runs = Run(""), []
        for token in inline.children or ():
            form = _form(form, token)
            if token.type == "text":
                runs.append(replace(form, text=token.content))
            elif token.type in {"softbreak", "hardbreak"}:
                runs.append(replace(form, text=" " if token.type == "softbreak" else "\n"))
            elif token.type == "named":
                runs += _named(self.said[token.content], form)
        return tuple(run for run in runs if run.text)


def _form(form: Run, token: Token) -> Run:
    if token.type.startswith("strong_"):
        return replace(form, is_strong=token.nesting == 1)
    if token.type.startswith("em_"):
        return replace(form, is_emphasised=token.nesting == 1)
    if token.type.startswith("link_"):
        return replace(form, link=str(token.attrs["href"]) if token.nesting == 1 else "")
    return form


def _named(said: Said, form: Run) -> Iterator[Run]:
    if said.gap:
        yield replace(form, text=f"{said.title}: {said.gap.told}", is_gap=True)
        return
    yield replace(form, text=said.words, link=form.link or said.address)
    if said.remark:
        yield Run(" ")
        yield _remark(said)


def _remark(said: Said) -> Run:
    return Run(f"({said.remark})", is_strong=True, is_gap=True)


def _widths(headings: tuple[Runs, ...], lines: tuple[tuple[Runs, ...], ...]) -> tuple[int, ...]:
    """By the longest word of each column, or more where there are sentences in it."""
    columns = zip(headings, *lines, strict=True)
    return tuple(max(_width("".join(run.text for run in cell)) for cell in column) for column in columns)


def _width(text: str) -> int:
    longest = max(map(len, text.split()), default=0)
    return min(max(longest, min(len(text), OF_A_SENTENCE), NARROWEST), WIDEST) + BETWEEN
