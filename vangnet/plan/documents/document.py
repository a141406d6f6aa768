"""A plan as a document, before anybody draws it: its cover, its chapters, its annexes and its earlier editions."""

from collections.abc import Mapping
from dataclasses import dataclass

from .blocks import Block, Table


@dataclass(frozen=True)
class Passage:
    """One paragraph; `key` is its name in links, and `remark` stands below its title."""

    number: str
    key: str
    title: str
    remark: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Part:
    number: int
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Cover:
    """`state` is what a reader must know first, such as that this is a draft; `mark` says it on every page.

    `about` are pairs of a name and a value.
    """

    title: str
    school: str
    board: str
    state: str
    lead: str
    mark: str
    about: tuple[tuple[str, str], ...]
    digest: str


@dataclass(frozen=True)
class Document:
    """In the language of the plan. `words` are the headings that are not the plan's own; `name` is of the file."""

    language: str
    name: str
    cover: Cover
    parts: tuple[Part, ...]
    annexes: Table | None
    history: Table | None
    words: Mapping[str, str]
