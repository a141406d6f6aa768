"""The words by which a plan is taken apart, from `words.toml`, as patterns."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vangnet.core.people.roles import Role
from vangnet.plan.chapters import Chapter
from vangnet.plan.topics import Words

FILE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True)
class RoleWords:
    """`fact` names who it is today, where that is a task which a plan must be able to put a name to."""

    role: Role
    words: Words
    fact: str


@dataclass(frozen=True)
class DutyWords:
    """`duty` is one that the slices declare; `what` is how schools call one that they do not."""

    words: Words
    duty: str = ""
    what: str = ""


@cache
def loaded() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def chapters() -> Mapping[Chapter, Words]:
    return {Chapter(key): Words(words) for key, words in loaded()["chapters"].items()}


@cache
def chapter_of_topic() -> Mapping[str, Chapter]:
    return {topic: Chapter(key) for key, topics in loaded()["topics"].items() for topic in topics}


@cache
def roles() -> tuple[RoleWords, ...]:
    return tuple(
        RoleWords(Role(each["role"]), Words(each["words"]), each.get("fact", ""))
        for each in loaded()["roles"]
    )


@cache
def duties() -> tuple[DutyWords, ...]:
    return tuple(DutyWords(Words(each["words"]), duty=each["duty"]) for each in loaded()["duties"])


@cache
def known_duties() -> tuple[DutyWords, ...]:
    return tuple(DutyWords(Words(each["words"]), what=each["what"]) for each in loaded()["named"])


@cache
def words_of(table: str, key: str) -> Words:
    return Words(loaded()[table][key])
