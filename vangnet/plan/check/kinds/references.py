"""What the plan refers to and does not hold: figures, annexes, pages, paragraphs, documents, "see below"."""
# ruff: noqa: E501  (words are easier to read and to search on one line)

import re
from collections.abc import Iterator
from itertools import chain

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import Said, say
from vangnet.plan.check.text import Plan, Sentence

PICTURE = (
    r"organogram|schema|figuur|afbeelding|plaatje|stroomschema|stroomdiagram|diagram|grafiek|plattegrond|tabel|overzicht|"
    r"foto['’]?s?|kaart(?:je)?|tekening|schets|illustratie"
)
NUMBERED_PICTURE = re.compile(
    r"\b(figuur|fig\.|afbeelding|tabel|foto|schema|grafiek|diagram|kaart)\s+(\d{1,2})\b(?![.,]?\d| (?:jaar|keer|weken|uur))",
    re.IGNORECASE,
)
FIGURE = re.compile(
    rf"\b(?:onderstaande?|bovenstaande?|bijgaande?|hieronder)\b[^.]{{0,25}}\b({PICTURE})\b"
    rf"|\b({PICTURE})\b[^.]{{0,12}}\b(?:hieronder|hierboven|hiernaast)\b",
    re.IGNORECASE,
)
ANNEX = re.compile(r"\b[Bb]ijlagen?\s+(\d{1,2}|[A-Z])\b(?:(?:,| en| of)\s+(\d{1,2}|[A-Z])\b)?")
PAGE = re.compile(r"\b(?:pagina|blz\.?|bladzijde|pag\.)\s+(\d{1,4})\b", re.IGNORECASE)
PARAGRAPH = re.compile(
    r"\b(?:paragraaf|par\.|§|hoofdstuk|hfdst\.?)\s*(\d{1,2}(?:\.\d{1,2})*)\b", re.IGNORECASE
)
DOCUMENT = re.compile(
    r"\bzie (?:ook )?(?:het )?(?:document|notitie|stuk)\s+(.{3,60}?)(?=\s+rol\b|[.,;]|$)", re.IGNORECASE
)
BELOW = re.compile(
    r"\b(?:zie|staat|staan|volgt|volgen) hieronder\b\W*$|\b(?:de volgende|onderstaande) \w+(?: \w+){0,4}:$",
    re.IGNORECASE,
)
THESE = re.compile(
    r"^(?:deze|die)\s+(instrumenten|formulieren|protocollen|documenten|vragenlijsten|methodes?|methoden|programma['’]s|lijsten|bijlagen)\b",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:van (?:de|het|onze|ons) \w*(?:gids|wet|plan|code|regeling|boek|besluit)|wet|cao|besluit|nen)\b",
    re.I,
)
NEAR = 6


def _missing(plan: Plan) -> Iterator[Spot]:
    for sentence in plan.body:
        for why in chain(
            *(look(plan, sentence) for look in (_figure, _numbered, _annex, _page, _paragraph, _document))
        ):
            yield Spot(sentence.place, sentence.text, why)


def _figure(plan: Plan, sentence: Sentence) -> Iterator[Said]:
    if (found := FIGURE.search(sentence.text)) and not _has_figure(plan, sentence):
        yield say(_("There is no %(name)s here."), name=(found[1] or found[2]).lower())


def _numbered(plan: Plan, sentence: Sentence) -> Iterator[Said]:
    """Not its own caption, and not where a figure may stand without one."""
    for found in NUMBERED_PICTURE.finditer(sentence.text):
        name, number = found[1].lower(), int(found[2])
        captions = [each for block in plan.blocks if (each := NUMBERED_PICTURE.match(block.text))]
        held = any(int(each[2]) == number and each[1].lower()[:3] == name[:3] for each in captions)
        shown = number <= sum(
            1 for block in plan.blocks if block.is_figure or (block.cells and name == "tabel")
        )
        if not held and not shown and not _elsewhere(sentence.text, found):
            yield say(_("There is no %(name)s %(number)s in this plan."), name=name, number=number)


def _annex(plan: Plan, sentence: Sentence) -> Iterator[Said]:
    for number in numbers_cited(sentence.text):
        if not sentence.is_row and number not in plan.annex_numbers:
            yield say(_("Annex %(number)s is not among the annexes of this plan."), number=number)


def numbers_cited(text: str) -> list[str]:
    """Of an annex of this plan; "bijlage 2 van de regeling" is another's."""
    found = [each for each in ANNEX.finditer(text) if not OTHER.search(text[each.end() : each.end() + 40])]
    return [number.upper() for each in found for number in each.groups() if number]


def _page(plan: Plan, sentence: Sentence) -> Iterator[Said]:
    found = PAGE.search(sentence.text)
    if not found or _elsewhere(sentence.text, found):
        return
    if not plan.document.pages:
        yield say(_("Page %(number)s: this file has no page numbers to find it by."), number=found[1])
    elif int(found[1]) > plan.document.pages:
        yield say(_("The plan has no page %(number)s."), number=found[1])


def _paragraph(plan: Plan, sentence: Sentence) -> Iterator[Said]:
    found = PARAGRAPH.search(sentence.text)
    if found and plan.numbers and found[1] not in plan.numbers and not _elsewhere(sentence.text, found):
        yield say(_("The plan has no paragraph %(number)s."), number=found[1])


def _document(plan: Plan, sentence: Sentence) -> Iterator[Said]:
    found = DOCUMENT.search(sentence.text)
    if found and not any(found[1].strip().lower() in annex.title.lower() for annex in plan.annexes):
        yield say(_("“%(title)s” stands in no list of annexes, and has no place."), title=found[1].strip())


def _elsewhere(text: str, found: re.Match[str]) -> bool:
    """A page or paragraph of another document: a law, the collective agreement, the school guide."""
    return (
        OTHER.search(text[max(0, found.start() - 15) : found.start()] + text[found.end() : found.end() + 40])
        is not None
    )


def _has_figure(plan: Plan, sentence: Sentence) -> bool:
    """A picture or a table within a few blocks; a list counts where an overview was promised."""
    is_below = re.search(r"\bhieronder\b|\bonderstaand", sentence.text, re.I) is not None
    start = sentence.block if is_below else max(0, sentence.block - NEAR)
    around = plan.blocks[start : sentence.block + NEAR + 1]
    if any(block.is_figure or block.cells for block in around):
        return True
    following = plan.blocks[sentence.block + 1 : sentence.block + 2]
    return bool(
        re.search(r"overzicht|schema|tabel", sentence.text, re.I)
        and any(block.is_item for block in following)
    )


def _nothing_follows(plan: Plan) -> Iterator[Spot]:
    for sentence in plan.body:
        if BELOW.search(sentence.text) and not _something_follows(plan, sentence):
            yield Spot(sentence.place, sentence.text, say(_("Nothing follows of what is announced.")))
        found = THESE.search(sentence.text)
        if found and not _is_told(plan, sentence, found[1].lower()):
            yield Spot(
                sentence.place,
                sentence.text,
                say(_("Which %(things)s? Nothing before says so."), things=found[1].lower()),
            )


def _something_follows(plan: Plan, sentence: Sentence) -> bool:
    own = plan.blocks[sentence.block].text
    if not own.endswith(sentence.text):
        return True
    following = plan.blocks[sentence.block + 1 : sentence.block + 2]
    return any(block.is_item or block.is_figure or block.cells or not block.level for block in following)


def _is_told(plan: Plan, sentence: Sentence, things: str) -> bool:
    stem = re.sub(r"(?:en|s|['’]s|s)$", "", things)
    before = plan.sentences_of(sentence.section)
    before = before[: before.index(sentence)]
    return any(stem in each.text.lower() for each in before)


MISSING = Kind(
    "missing-reference",
    _("Refers to what is not there"),
    Severity.NOTABLE,
    _("Add it, or take the reference out."),
    _missing,
)
NOTHING_FOLLOWS = Kind(
    "empty-reference",
    _("Announces what does not follow"),
    Severity.NOTABLE,
    _("Say what was meant here, or take the announcement out."),
    _nothing_follows,
)
