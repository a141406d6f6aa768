"""The words that the check knows, from `vocabulary.toml`, as patterns; and what the roles among them are called."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vangnet.core.words import _
from vangnet.plan.topics import Words

FILE = Path(__file__).with_name("vocabulary.toml")
# A school knows each by its Dutch name, so that stands in the English one too.
TITLES = {
    "vertrouwenspersoon": _("confidential adviser (vertrouwenspersoon)"),
    "pestcoördinator": _("anti-bullying coordinator (pestcoördinator)"),
    "veiligheidscoördinator": _("safety coordinator (veiligheidscoördinator)"),
    "preventiemedewerker": _("prevention officer (preventiemedewerker)"),
    "BHV'er": _("emergency officer (BHV'er)"),
    "aandachtsfunctionaris": _("child protection officer (aandachtsfunctionaris)"),
}


@dataclass(frozen=True)
class Role:
    """`words` finds the task, `person` who holds it; mostly these are the same words."""

    title: str
    words: Words
    person: Words


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


@cache
def roles() -> dict[str, Role]:
    """By their key."""
    return {
        each["key"]: Role(TITLES[each["key"]], whole(each["words"]), whole(each.get("person", each["words"])))
        for each in loaded()["roles"]
    }
