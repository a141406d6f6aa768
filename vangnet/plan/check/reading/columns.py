"""Columns that a text file makes with spaces: a table, or a list of which each line has a name and a value."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .document import Block
from .line import Line

GAP = re.compile(r" {3,}|\t+")
MOST = 4
DEEP = 10  # spaces: a line this far in goes on with the value above it
KEY = re.compile(r"^[^\W\d_][^:]{1,48}:\s*")
ITEM = re.compile(r"^(?:[-–—•*·▪◦‣○●]|\d{1,2}[.)]|[a-z][.)])$")


def cells_of(raw: str) -> tuple[str, ...]:
    """The columns of a line, none when it has only one. Text that was spread out to fill a line has more gaps."""
    cells = tuple(" ".join(each.split()) for each in GAP.split(raw.strip()))
    if not 2 <= len(cells) <= MOST or ITEM.match(cells[0]) or not all(cells):
        return ()
    return cells if any(any(letter.isalpha() for letter in each) for each in cells[1:]) else ()


def indent_of(raw: str) -> int:
    return len(raw) - len(raw.lstrip(" "))


def rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Two names with their values beside each other are two lines; a line far in belongs to the row above it."""
    in_table = False
    for line in lines:
        named = _named(line.cells)
        if len(named) > 1 and all(KEY.match(each) for each in named):
            yield from (replace(line, text=each, cells=(each,)) for each in named)
        elif not line.cells and in_table and line.indent >= DEEP:
            yield replace(line, cells=("", line.text))
            continue
        else:
            yield line
        in_table = bool(line.cells)


def _named(cells: Sequence[str]) -> list[str]:
    """The cells, with a name that stands in one of its own before its value."""
    told: list[str] = []
    for each in cells:
        if told and told[-1].endswith(":"):
            told[-1] = f"{told[-1]} {each}"
        else:
            told.append(each)
    return told


def row(line: Line) -> Block:
    return Block(line.text, line.number, line.page, cells=line.cells)
