"""What changed from one text to another, word by word: what was taken out and what was put in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|[^\s]+")
MOST_WORDS = 3000  # of what lies between two equal lines; comparing more would take seconds


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
        old_words, new_words = WORDS.findall(old), WORDS.findall(new)
        if len(old_words) + len(new_words) > MOST_WORDS:
            yield from (Piece("del", old), Piece("ins", new))
            continue
        for equal, gone, came in _compared(old_words, new_words):
            yield from (Piece("", gone),) if equal else (Piece("del", gone), Piece("ins", came))


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    for kind, first, last, from_, until in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield kind == "equal", "".join(before[first:last]), "".join(after[from_:until])


def _joined(every: Iterator[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in every:
        if piece.text and found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    return found
