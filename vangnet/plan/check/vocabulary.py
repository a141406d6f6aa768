"""The words that the check knows, from `vocabulary.toml`, as patterns."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vangnet.plan.topics import Words

FILE = Path(__file__).with_name("vocabulary.toml")


@dataclass(frozen=True)
class Role:
    """`words` finds the task, `person` who holds it; mostly these are the same words."""

    key: str
    words: Words
    person: Words


@dataclass(frozen=True)
class Apart:
    one: str
    other: str
    words: Words
    why: str


@dataclass(frozen=True)
class Names:
    thing: str
    names: tuple[Words, ...]


@dataclass(frozen=True)
class Counted:
    what: str
    words: str
    near: Words | None


@dataclass(frozen=True)
class Known:
    """Words with what is said about them: an act that was replaced, a statement that the law contradicts."""

    words: Words
    why: str
    source: str
    since: str = ""


@dataclass(frozen=True)
class Rhythm:
    """`months` is the longest that may lie between two times, 0 when the law gives none."""

    what: str
    words: Words
    months: int
    source: str
    serious: bool
    also: Words | None
    unless: Words | None


@cache
def loaded() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def pattern(words: str) -> Words:
    return Words(words)


def whole(words: str) -> Words:
    return Words(words, whole=True)


@cache
def words_of(table: str, key: str) -> Words:
    return pattern(loaded()[table][key])


def _maybe(words: str | None) -> Words | None:
    return pattern(words) if words else None


@cache
def roles() -> tuple[Role, ...]:
    return tuple(
        Role(each["key"], whole(each["words"]), whole(each.get("person", each["words"])))
        for each in loaded()["roles"]
    )


@cache
def apart() -> tuple[Apart, ...]:
    of = {role.key: role.person for role in roles()}
    return tuple(
        Apart(
            each["one"],
            each["other"],
            whole(each["words"]) if "words" in each else of[each["other"]],
            each["why"],
        )
        for each in loaded()["apart"]
    )


@cache
def names() -> tuple[Names, ...]:
    return tuple(Names(each["thing"], tuple(map(whole, each["names"]))) for each in loaded()["names"])


@cache
def counted() -> tuple[Counted, ...]:
    return tuple(
        Counted(each["what"], each["words"], _maybe(each.get("near"))) for each in loaded()["counted"]
    )


@cache
def outdated() -> tuple[Known, ...]:
    return tuple(
        Known(whole(each["words"]), each["now"], each["source"], each["since"])
        for each in loaded()["outdated"]
    )


@cache
def claims() -> tuple[Known, ...]:
    return tuple(Known(pattern(each["words"]), each["why"], each["source"]) for each in loaded()["claims"])


@cache
def rhythms() -> tuple[Rhythm, ...]:
    return tuple(
        Rhythm(
            each["what"],
            whole(each["words"]),
            each["months"],
            each["source"],
            each.get("serious", False),
            _maybe(each.get("also")),
            _maybe(each.get("unless")),
        )
        for each in loaded()["rhythms"]
    )
