"""The same thing counted twice, with different outcomes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import pattern
from vangnet.plan.topics import Words


@dataclass(frozen=True)
class Counted:
    """What must be the same number everywhere; `near` are words of which a sentence must have one to be about it."""

    what: str
    words: str
    near: Words | None = None


COUNTED = (
    Counted(_("emergency officers (BHV'ers)"), r"bhv['’‘ -]?ers?|bedrijfshulpverleners?"),
    Counted(_("confidential advisers (vertrouwenspersonen)"), r"vertrouwenspersonen"),
    Counted(
        _("steps of the reporting code (meldcode)"),
        r"stappen",
        Words(r"meldcode|kindermishandeling|stappen staan"),
    ),
    Counted(_("assembly points"), r"verzamelplaats(?:en)?"),
    Counted(
        _("school days of a suspension"),
        r"(?:aaneengesloten |achtereenvolgende )?schooldagen",
        Words(r"schors"),
    ),
    Counted(
        _("pupils of the school"), r"leerlingen|kinderen", Words(r"\b(?:telt|tellen|bezoeken|bezocht door)\b")
    ),
    Counted(_("weeks for an objection"), r"weken", Words(r"bezwaar (?:maken|indienen|aantekenen)")),
)
WORDS = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
]
NUMBER = rf"(?<![\w.,-])(\d{{1,4}}|één|\?|{'|'.join(WORDS)})"
BEFORE = re.compile(
    r"\b(?:minstens|minimaal|ten minste|altijd|steeds|een van de|nog|van de)\s+$|\bper\b", re.IGNORECASE
)
AFTER = re.compile(r"^\s*(?:per|in elk|op elk|van de groep)\b", re.IGNORECASE)


def look(plan: Plan) -> Iterator[Spot]:
    for thing in filter(lambda each: plan.has(pattern(each.words)), COUNTED):
        found = list(_counts(plan, thing))
        first = next(((number, sentence) for number, sentence in found if number != "?"), None)
        for number, sentence in found:
            if first and number != first[0] and number != "?":
                why = say(
                    _("Here it is %(here)s, on line %(line)s it is %(there)s: %(what)s."),
                    here=number, there=first[0], line=first[1].place, what=say(thing.what),
                )  # fmt: skip
                yield Spot(sentence.place, sentence.text, why)
            elif first and number == "?":
                why = say(
                    _("The number is open here, and on line %(line)s it is %(there)s: %(what)s."),
                    there=first[0], line=first[1].place, what=say(thing.what),
                )  # fmt: skip
                yield Spot(sentence.place, sentence.text, why)


def _counts(plan: Plan, thing: Counted) -> Iterator[tuple[str, Sentence]]:
    words = re.compile(rf"{NUMBER}\s+(?:[a-z]+e\s+)?(?:{thing.words})(?!\w)", re.IGNORECASE)
    for sentence in plan.body:
        found = words.search(sentence.text)
        if not found or (thing.near and not thing.near.search(sentence.text)):
            continue
        if BEFORE.search(sentence.text[: found.start()][-25:]) or AFTER.search(sentence.text[found.end() :]):
            continue
        yield _as_number(found[1]), sentence


def _as_number(word: str) -> str:
    word = word.lower().replace("één", "een")
    return str(WORDS.index(word)) if word in WORDS else word


KIND = Kind(
    "contradiction-number",
    _("Two different numbers"),
    Severity.SERIOUS,
    _("Find out which is true, say it in one place, and refer to that."),
    look,
)
