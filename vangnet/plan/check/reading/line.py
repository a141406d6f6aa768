"""A line of a file that says nothing about its structure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """`cells` are its columns, if spaces make any; `indent` is how far in it begins."""

    text: str
    number: int
    page: int | None = None
    cells: tuple[str, ...] = ()
    indent: int = 0
