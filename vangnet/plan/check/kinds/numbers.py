"""The same thing counted twice, with different outcomes."""
# ruff: noqa: E501  (words are easier to read and to search on one line)

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import Said, say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import pattern
from vangnet.plan.topics import Words

PART = (
    r"\bgroepen? \d|\bgroep(?:en)? (?:drie|vier|vijf|zes|zeven|acht)|\bper\b|\bkamp\b|uitje|schoolreis|bovenbouw|onderbouw|middenbouw|"
    r"kleuter|\bbso\b|opvang|overblij|\blocatie\b|stichting|\bscholen\b|maximaal|minder dan|meer dan|tot en met|verschil|gemiddeld|"
    r"gebruiksmelding|\bvanaf\b|wachtlijst|leerlingenraad"
)
ONCE = r"\b(?:in|sinds|tot|eind|begin) (?:19|20)\d\d\b[^.;]{0,40}\b(?:waren|was|telde|had|hadden)|\b(?:vroeger|destijds|toen|ooit|vorig jaar|over vijf jaar|prognose|verwach\w+)\b"


@dataclass(frozen=True)
class Counted:
    """What must be the same number everywhere.

    `near` are words of which a sentence must have one to be about it, and `unless` words that do not stand beside it;
    fewer than `least` is a part of it.
    """

    what: str
    words: str
    near: Words | None = None
    unless: Words | None = None
    least: int = 0


COUNTED = (
    Counted(_("emergency officers (BHV'ers)"), r"bhv['’‘ -]?ers?|bedrijfshulpverleners?"),
    Counted(_("confidential advisers (vertrouwenspersonen)"), r"vertrouwenspersonen"),
    Counted(_("prevention officers (preventiemedewerkers)"), r"preventiemedewerkers"),
    Counted(
        _("steps of the reporting code (meldcode)"),
        r"stappen",
        Words(r"meldcode|kindermishandeling|stappen staan"),
    ),
    Counted(_("assembly points"), r"verzamel(?:plaats(?:en)?|punt(?:en)?|plek(?:ken)?)"),
    Counted(
        _("school days of a suspension"),
        r"(?:aaneengesloten |achtereenvolgende )?schooldagen",
        Words(r"schors"),
        Words(r"meer dan|langer dan|inspectie"),
    ),
    Counted(_("pupils of the school"), r"leerlingen|kinderen", None, Words(f"{PART}|{ONCE}"), least=40),
    Counted(
        _("groups of the school"),
        r"(?:klassen|groepen)(?! \d)",
        Words(r"\bschool|\balle\b|verdeeld|\btel(?:t|len)\b|leerlingen|kinderen|\bonze\b|\bwij\b|\bwe\b"),
        Words(rf"\bgroep(?:en)? \d|tegelijk|samen met|stichting|{ONCE}"),
        least=4,
    ),
    Counted(
        _("staff of the school"),
        r"medewerkers|personeelsleden|teamleden",
        Words(r"\bschool|\bteam\b|\btel(?:t|len)\b|\bwerken\b|\bonze\b|\balle\b|\bvan de\b"),
        Words(rf"meer dan|minder dan|vanaf|stichting|bestuur|\bper\b|{ONCE}"),
        least=5,
    ),
    Counted(_("locations of the school"), r"locaties|vestigingen", None, Words(rf"stichting|scholen|{ONCE}")),
    Counted(
        _("rules that hold at school"),
        r"(?:school|gedrags|omgangs|klassen|plein|leef|basis|kapstok|gouden )regels",
    ),
    Counted(_("core values"), r"kernwaarden"),
    Counted(_("first aiders (EHBO)"), r"ehbo['’‘ -]?ers?"),
    Counted(_("defibrillators (AED)"), r"aed['’]s"),
    Counted(_("weeks for an objection"), r"weken", Words(r"bezwaar (?:maken|indienen|aantekenen)")),
)
BESIDE = 40  # letters
UNITS = [
    *(
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
    ),
    *("veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"),
]
TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def _counted() -> Iterator[tuple[str, int]]:
    yield from ((word, number) for number, word in enumerate(UNITS))
    for ten, word in enumerate(TENS, start=2):
        yield word, ten * 10
        for unit in range(1, 10):
            yield f"{UNITS[unit]}{'ën' if UNITS[unit].endswith('e') else 'en'}{word}", ten * 10 + unit


WORDS = dict(_counted())
HUNDREDS = re.compile(r"(\w*?)honderd(?:en)?(\w*)")
NUMBER = (
    rf"(?<![\w.,-])(\d{{1,4}}|één|\?|[a-zë]*honderd[a-zë]*|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
)
BEFORE = re.compile(
    r"\b(?:minstens|minimaal|ten minste|altijd|steeds|een van de|één van de|nog|van de|ongeveer|ruim|circa|bijna|zo['’]n|rond de|maximaal"
    r"|hoogstens|meer dan|minder dan|eerste|laatste|andere|overige)\s+$|\bper\b",
    re.IGNORECASE,
)
AFTER = re.compile(r"^\s*(?:per|in elk|op elk|van de groep)\b", re.IGNORECASE)


def look(plan: Plan) -> Iterator[Spot]:
    for thing in filter(lambda each: plan.has(pattern(each.words)), COUNTED):
        found = list(_counts(plan, thing))
        first = next((each for each in found if each[0] != "?"), None)
        if first is None:
            continue
        told = {first[0]}
        for number, sentence in found:
            if number not in told:
                told.add(number)
                yield Spot(sentence.place, sentence.text, _why(number, first, thing))


def _why(number: str, first: tuple[str, Sentence], thing: Counted) -> Said:
    if number == "?":
        text = _("The number is open here, and on line %(line)s it is %(there)s: %(what)s.")
        return say(text, there=first[0], line=first[1].place, what=say(thing.what))
    text = _("Here it is %(here)s, on line %(line)s it is %(there)s: %(what)s.")
    return say(text, here=number, there=first[0], line=first[1].place, what=say(thing.what))


def _counts(plan: Plan, thing: Counted) -> Iterator[tuple[str, Sentence]]:
    words = re.compile(rf"{NUMBER}\s+(?:[a-zï]+e\s+)?(?:{thing.words})(?!\w)", re.IGNORECASE)
    named = pattern(thing.words)
    for sentence in plan.body:
        if not named.search(sentence.text) or (thing.near and not thing.near.search(sentence.text)):
            continue
        numbers = [as_number(found[1]) for found in words.finditer(sentence.text) if _is_all(found, thing)]
        if len(numbers) == 1 and _is_enough(numbers[0], thing):
            yield numbers[0], sentence


def _is_enough(number: str, thing: Counted) -> bool:
    return number == "?" or (number.isdecimal() and int(number) >= thing.least)


def _is_all(found: re.Match[str], thing: Counted) -> bool:
    """Not "minstens twee", which is about how many are there at once."""
    beside = found.string[max(0, found.start() - BESIDE) : found.end() + BESIDE]
    if thing.unless and thing.unless.search(beside):
        return False
    before, after = found.string[: found.start()][-25:], found.string[found.end() :]
    return not BEFORE.search(before) and not AFTER.search(after)


def as_number(word: str) -> str:
    """In figures; a word that is no number stays as it is."""
    word = word.lower().replace("één", "een")
    if word in WORDS:
        return str(WORDS[word])
    found = HUNDREDS.fullmatch(word)
    if found and found[1] in {"", *WORDS} and found[2] in {"", *WORDS}:
        return str(100 * WORDS.get(found[1], 1) + WORDS.get(found[2], 0))
    return word


KIND = Kind(
    "contradiction-number",
    _("Two different numbers"),
    Severity.SERIOUS,
    _("Find out which is true, say it in one place, and refer to that."),
    look,
)
