"""What holds when several phones speak of one pupil, whatever order their words come in. Needs no Django.

A word says of which earlier word it knew (`answers`). Who answers a word takes its place, whatever the clocks say; of
words that know nothing of each other the latest holds, and at the same moment the one that lets us go on looking. The
phones reckon by the same rule (`static/rollcall/merging.js`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Said(StrEnum):
    PRESENT = "present"
    NOT_IN = "not_in"
    MISSING = "missing"


# At the same moment: rather looked for in vain than not looked for.
CAUTION = {Said.PRESENT: 0, Said.NOT_IN: 1, Said.MISSING: 2}


@dataclass(frozen=True)
class Word:
    """Somebody said of one pupil or other person, at a moment, that he or she is there or is missing."""

    token: UUID
    about: str
    said: Said
    by: int
    at: datetime
    answers: UUID | None = None


@dataclass(frozen=True)
class Standing:
    """The word that holds for one person, what others said otherwise without knowing it, and since when missed."""

    word: Word
    against: tuple[Word, ...]
    first_missed: Word | None

    @property
    def is_missing(self) -> bool:
        return self.word.said == Said.MISSING

    @property
    def is_found(self) -> bool:
        return self.first_missed is not None and not self.is_missing


def standing(words: Iterable[Word]) -> Mapping[str, Standing]:
    """Where everybody stands of whom something was said; the same for any order, and however often a word came."""
    of_each: dict[str, dict[UUID, Word]] = {}
    for word in words:
        of_each.setdefault(word.about, {})[word.token] = word
    return {about: _standing(tuple(said.values())) for about, said in of_each.items()}


def _standing(words: tuple[Word, ...]) -> Standing:
    ordered = sorted(words, key=_weight)
    answered = {word.answers for word in words if word.answers != word.token}
    # Only words that somebody forged answer each other in a ring; then all of them count.
    unanswered = [word for word in ordered if word.token not in answered] or ordered
    holds = unanswered[-1]
    against = tuple(word for word in unanswered if word.said != holds.said and word.by != holds.by)
    missed = (word for word in ordered if word.said == Said.MISSING)
    return Standing(holds, against, next(missed, None))


def _weight(word: Word) -> tuple[datetime, int, bytes]:
    return word.at, CAUTION[word.said], word.token.bytes


@dataclass(frozen=True)
class Tally:
    """How many there are of a group, or of the school, and how they stand."""

    expected: int = 0
    present: int = 0
    not_in: int = 0
    missing: int = 0
    found: int = 0  # among who is present or not in: first missed, then found

    @property
    def uncalled(self) -> int:
        return self.expected - self.present - self.not_in - self.missing

    @property
    def unaccounted(self) -> int:
        return self.missing + self.uncalled


def tally(everybody: Iterable[str], stand: Mapping[str, Standing]) -> Tally:
    names = list(everybody)
    said = [stand[name] for name in names if name in stand]
    return Tally(
        expected=len(names),
        present=sum(each.word.said == Said.PRESENT for each in said),
        not_in=sum(each.word.said == Said.NOT_IN for each in said),
        missing=sum(each.is_missing for each in said),
        found=sum(each.is_found for each in said),
    )
