"""What changed from one text to another, word by word: what was taken out and what was put in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

WORDS = re.compile(r"\s+|[^\s]+")
MOST = 3000  # lines, or words of lines that differ; comparing more would take seconds


@dataclass(frozen=True)
class Piece:
    """`kind` is the element that says it: `ins`, `del`, or nothing where it stayed."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """Lines first, and in the lines that differ the words, which costs little for a long text."""
    return _joined(_by_line(before.splitlines(keepends=True), after.splitlines(keepends=True)))


def _by_line(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for same, old, new in _compared(before, after):
        if same:
            yield Piece("", old)
            continue
        for equal, gone, came in _compared(WORDS.findall(old), WORDS.findall(new)):
            yield from (Piece("", gone),) if equal else (Piece("del", gone), Piece("ins", came))


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """What both begin and end with is the same; of what lies between, if it is not too much, the rest."""
    first = sum(1 for _ in takewhile(_is_alike, zip(before, after, strict=False)))
    rest = zip(reversed(before[first:]), reversed(after[first:]), strict=False)
    last = sum(1 for _ in takewhile(_is_alike, rest))
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    yield True, "".join(before[:first]), ""
    if len(old) + len(new) > MOST:
        yield False, "".join(old), "".join(new)
    else:
        for kind, here, there, from_, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield kind == "equal", "".join(old[here:there]), "".join(new[from_:until])
    yield True, "".join(before[len(before) - last :]), ""


def _is_alike(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _joined(every: Iterator[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in every:
        if piece.text and found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    return found
