"""Which guardians a Dutch text speaks of, so that the father who was phoned is a father whom the child has."""

import re
from collections.abc import Iterable

from .guardians import Guardian
from .pupils import Pupil

WORDS = {"father": re.compile(r"\bvader\b", re.I), "mother": re.compile(r"\bmoeder\b", re.I)}
BOTH = re.compile(r"\bouders\b", re.I)


def in_texts(texts: Iterable[str]) -> frozenset[str]:
    """Relations: father, mother, and "both" where a text says parents."""
    every = " ".join(texts)
    found = {relation for relation, word in WORDS.items() if word.search(every)}
    return frozenset(found | {"both"} if BOTH.search(every) else found)


def are_there(relations: Iterable[str], pupil: Pupil) -> bool:
    """Whether the child has these guardians, with custody and without a limit on contact."""
    parents = may_be_told(pupil)
    held = {each.relation for each in parents}
    return all(relation in held or (relation == "both" and len(parents) > 1) for relation in relations)


def may_be_told(pupil: Pupil) -> list[Guardian]:
    """Guardians with custody (BW 1:377c gives others less), in the order in which to call."""
    return [each for each in pupil.guardians if each.has_custody and not each.contact_order]


def spoken_with(text: str, pupil: Pupil) -> Guardian | None:
    """The guardian who was told: the one whom the text names, else the first to call."""
    named = in_texts([text])
    told = may_be_told(pupil)
    return next((each for each in told if each.relation in named), told[0] if told else None)
