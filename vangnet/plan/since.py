"""What changed since an edition: its text and its facts beside those of today."""

from collections.abc import Sequence
from dataclasses import dataclass

from .differences import Piece, pieces
from .freezing import Contents


@dataclass(frozen=True)
class ChangedText:
    """A paragraph that came, went or says something else. `kind` is new, gone or changed."""

    kind: str
    number: str
    key: str
    title: str
    title_before: str
    changes: Sequence[Piece]


@dataclass(frozen=True)
class ChangedFact:
    """`before` and `now` are the lines in which they differ; no line where nothing was known."""

    title: str
    before: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    texts: tuple[ChangedText, ...]
    facts: tuple[ChangedFact, ...]


def changes(before: Contents, now: Contents) -> Changes:
    return Changes(tuple(_texts(before, now)), tuple(_facts(before, now)))


def _texts(before: Contents, now: Contents) -> list[ChangedText]:
    old = {each["key"]: each for each in before["paragraphs"]}
    new = {each["key"]: each for each in now["paragraphs"]}
    found = []
    for key, each in new.items():
        was = old.get(key)
        if was is None:
            found.append(_changed("new", each, "", each["text"]))
        elif (was["title"], was["text"]) != (each["title"], each["text"]):
            found.append(_changed("changed", each, was["text"], each["text"], was["title"]))
    gone = [each for key, each in old.items() if key not in new]
    return found + [_changed("gone", each, each["text"], "") for each in gone]


def _changed(kind: str, each: Contents, before: str, now: str, title_before: str = "") -> ChangedText:
    was = title_before if title_before != each["title"] else ""
    return ChangedText(kind, each["number"], each["key"], each["title"], was, pieces(before, now))


def _facts(before: Contents, now: Contents) -> list[ChangedFact]:
    """Those that both texts name; of a list its lines that came or went."""
    found = []
    for name, kept in now["named"].items():
        old, new = _lines(before["named"].get(name, kept)), _lines(kept)
        gone = tuple(line for line in old if line not in new)
        came = tuple(line for line in new if line not in old)
        if gone or came:
            found.append(ChangedFact(kept["title"], gone, came))
    return found


def _lines(kept: Contents) -> list[str]:
    return [", ".join(filter(None, line)) for line in kept["rows"][1:]] or (
        [kept["words"]] if kept["words"] else []
    )
