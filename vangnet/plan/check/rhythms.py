"""Reads how often: "jaarlijks", "eens in de vier jaar", "twee keer per schooljaar", as months between two times."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMBERS = {
    "een": 1,
    "één": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "tien": 10,
}
N = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
UNITS = {"week": 0.25, "weken": 0.25, "maand": 1.0, "maanden": 1.0, "kwartaal": 3.0, "halfjaar": 6.0, "half jaar": 6.0,
         "jaar": 12.0, "jaren": 12.0, "schooljaar": 12.0, "schooljaren": 12.0}  # fmt: skip
UNIT = rf"({'|'.join(sorted(UNITS, key=len, reverse=True))})"
TIMES = r"(?:keer|maal|x)"
OFTEN = re.compile(
    rf"\b{N}\s*{TIMES}\s+(?:per|in het|in een|in de|elk|ieder)\s+(?:{N}\s+)?{UNIT}\b"
    rf"|\b(?:eens|een keer|één keer|een maal|éénmaal|eenmaal)\s+(?:in de|per|in|om de)\s+(?:{N}\s+)?{UNIT}\b"
    rf"|\b(?:om de|iedere|elke|ieder|elk)\s+(?:{N}\s+)?{UNIT}\b"
    rf"|\b(half|twee|drie|vier|vijf)?-?(jaarlijks|maandelijks|wekelijks)e?\b",
    re.IGNORECASE,
)
ONCE = re.compile(
    r"\b(?:enige|enige keer|enige oefening) (?:van|in) (?:het|dit|een) (?:school)?jaar\b", re.IGNORECASE
)
EVERY_OTHER = re.compile(r"\bom het jaar\b", re.IGNORECASE)
ADVERBS = {"jaarlijks": 12.0, "maandelijks": 1.0, "wekelijks": 0.25}


@dataclass(frozen=True)
class Told:
    words: str
    months: float
    start: int
    end: int


def told_in(text: str) -> Iterator[Told]:
    for found in EVERY_OTHER.finditer(text):
        yield Told(found[0], 24.0, found.start(), found.end())
    for found in ONCE.finditer(text):
        yield Told(found[0], 12.0, found.start(), found.end())
    for found in OFTEN.finditer(text):
        yield Told(found[0], _months(found), found.start(), found.end())


def _months(found: re.Match[str]) -> float:
    times, every_a, unit_a, every_b, unit_b, every_c, unit_c, prefix, adverb = found.groups()
    if adverb:
        return ADVERBS[adverb.lower()] * (0.5 if (prefix or "").lower() == "half" else _number(prefix))
    unit = UNITS[(unit_a or unit_b or unit_c).lower()]
    return unit * _number(every_a or every_b or every_c) / _number(times)


def _number(word: str | None) -> int:
    """A number in digits or in a word; nothing is one, and nought counts as one too."""
    if not word:
        return 1
    return max(int(word), 1) if word.isdecimal() else NUMBERS[word.lower()]
