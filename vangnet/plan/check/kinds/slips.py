"""Sentences that break off, stand there twice, or were never read again."""

import re
from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Place, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence

BREAKS_OFF = re.compile(
    r"(?:\b(?:de|het|een|en|of|van|met|voor|in|op|bij|naar|door|die|dat|om|te|aan|als|wordt|worden|is|heeft|kan|moet|mag|onze?|hun|haar|zijn|"
    r"deze|wanneer|omdat|zodat|tot)|,)$",
    re.IGNORECASE,
)
SALUTATION = re.compile(
    r"^(?:beste|geachte|lieve|dag|hallo|waarde|met (?:vriendelijke|hartelijke) groet)\b.{0,200},$",
    re.IGNORECASE,
)
LONG_ENOUGH = 45  # letters: a sentence this long does not come twice by chance
HET = "bestuur|plan|team|protocol|beleid|kind|gesprek|gebouw|register|dossier|formulier|verslag"
DE = "directie|leerling|ouder|klacht|melding|inspectie|oefening"
VERBS = "streven|werken|vinden|willen|gaan|volgen|nemen|maken"
MISSPELT = _("“%(words)s” is misspelt.")
SLIP = _("“%(words)s”: a slip of the pen.")
PATTERNS = (
    (re.compile(r"\b(?:[Dd]e het|[Ee]en de|[Dd]e de|[Hh]et het)\b"), SLIP),
    (re.compile(rf"\bde (?:{HET})\b"), _("“%(words)s”: this noun takes “het”.")),
    (re.compile(rf"\bhet (?:{DE})\b"), _("“%(words)s”: this noun takes “de”.")),
    (re.compile(r"\bge-(?!en\b)[a-zï]\w+", re.IGNORECASE), MISSPELT),
    (re.compile(r"\bge\w{3,}seert\b"), MISSPELT),
    (re.compile(rf"\b(?:[Ww]ij|[Ww]e) zijn (?:{VERBS})\b"), _("“%(words)s”: a word is left over.")),
    (re.compile(r"\b[Ww]aar(?:in|bij|mee|door) en \w+"), SLIP),
    (
        re.compile(r"\bheeft (?:veel |grote |geen )?invloed (?:het|de|een) \w+"),
        _("“%(words)s”: a word is missing."),
    ),
    (
        re.compile(r"\b(?!(?:dat|die|hen|zij|wat|was|bla)\b)([a-z]{2,}) \1\b(?!['’-])"),
        _("“%(words)s”: the same word twice."),
    ),
    (
        re.compile(r"\b(?:3[01] februari|31 (?:april|juni|september|november))\b", re.IGNORECASE),
        _("“%(words)s”: there is no such day."),
    ),
    (re.compile(r"\b[Hh]un (?:hebben|zijn|gaan|moeten|kunnen)\b(?! \w+d\b)"), SLIP),
)
JOINED = re.compile(
    r"\b(?:en|of|van|de|het|een|met|voor|bij|op|in)\s+(?:De|Het|Een|Wij|Er|Dit|Deze|Als)\s+[a-z]|"
    r"\b(?:bij|in|op|van|met|aan|voor) (?:de|het|een|onze)\s+[A-Z][a-z]+(?:en|s)?\s+"
    r"(?:worden|wordt|zijn|is|heeft|hebben)\b"
)


def _cut_off(plan: Plan) -> Iterator[Spot]:
    """Only the end of a paragraph can break off, and only running text: a heading and an item need no full stop."""
    for sentence in plan.body:
        block = plan.blocks[sentence.block]
        is_last = block.text.rstrip().endswith(sentence.text) and not _address_follows(plan, sentence)
        if SALUTATION.match(sentence.text):
            continue
        if is_last and not sentence.is_row and not sentence.is_item and BREAKS_OFF.search(sentence.text):
            yield Spot(sentence.place, sentence.text, say(_("The sentence breaks off.")))
        elif JOINED.search(sentence.text):
            yield Spot(sentence.place, sentence.text, say(_("The sentence breaks off, and another begins.")))


def _address_follows(plan: Plan, sentence: Sentence) -> bool:
    """The word "zie", and then an address on a line of its own."""
    return any(
        each.text.startswith(("http", "www."))
        for each in plan.blocks[sentence.block + 1 : sentence.block + 2]
    )


def _doubled(plan: Plan) -> Iterator[Spot]:
    seen: dict[str, Place] = {}
    last = -2
    for number, sentence in enumerate(plan.sentences):
        if (
            len(sentence.text) < LONG_ENOUGH
            or sentence.is_row
            or sentence.text.startswith(("http", "- http"))
        ):
            continue
        key = re.sub(r"\W+", " ", sentence.text.lower())[:LONG_ENOUGH]
        if key in seen and last < number - 1:
            why = say(_("This stands on line %(line)s as well."), line=seen[key])
            yield Spot(sentence.place, sentence.text, why)
        last = number if key in seen else last
        seen.setdefault(key, sentence.place)


def _slips(plan: Plan) -> Iterator[Spot]:
    for sentence in plan.body:
        for pattern, text in PATTERNS:
            if found := pattern.search(sentence.text):
                yield Spot(sentence.place, sentence.text, say(text, words=found[0]))


CUT_OFF = Kind(
    "cut-off", _("A sentence that breaks off"), Severity.NOTABLE, _("Finish the sentence."), _cut_off
)
DOUBLED = Kind(
    "doubled",
    _("The same text twice"),
    Severity.MINOR,
    _("Keep it in one place, so that only one is kept up."),
    _doubled,
)
SLIPS = Kind("slip", _("A slip of the pen"), Severity.MINOR, _("Read the sentence again."), _slips)
