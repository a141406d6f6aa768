"""What was never meant for a reader: a remark of a writer to another, and what Word leaves where a field is broken."""
# ruff: noqa: E501  (words are easier to read and to search on one line)

import re
from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Place, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan

OF_WORD = re.compile(
    r"(?:fout!\s*)?(?:verwijzingsbron|bladwijzer|geen tekst met de opgegeven stijl)\b(?:\s+(?:is\s+)?niet\s+\w+)?"
    r"|error!\s+(?:reference|bookmark)\b|\bklik(?:\s+of\s+tik)?\s+(?:hier\s+)?(?:om|als\s+u)\s+tekst\b|#(?:ref|naam|verw)[!?]",
    re.IGNORECASE,
)
WORDS = (
    r"check\w*|nog|vraag|navragen|nagaan|let op|todo|to do|opm|opmerking|uitzoeken|klopt|bespreken|overleggen|aanpassen|"
    r"controleren|graag|weghalen|schrappen|akkoord|weet iemand|wie weet|volgens mij|moet dit|kan dit|is dit|in overleg"
)
REMARK = re.compile(
    r"\[\s*(?:[A-Z]{2,3}|[A-Z][a-z]{2,12}|[A-Z]\.[A-Z]\.)\s?[:>]\s[^\[\]]{2,200}\]"
    rf"|\[\s*(?i:{WORDS})\b[^\[\]]{{2,200}}\]"
    r"|\[[^\[\]]{4,160}\?{1,3}\s*\]"
    r"|\(\s*(?:[A-Z]{2,3}:\s|(?i:checken|nagaan|navragen|uitzoeken|nog checken|klopt dit|is dit nog)\b)[^()]{2,160}\)"
    r"|\([A-Z][a-z]{2,12}:\s[^()]{4,160}(?:\?|(?i:nabellen|navragen|nagaan|uitzoeken|checken))[^()]{0,60}\)"
    r"|(?:^|\s)(?i:opm)\.\s?[A-Z][A-Za-z]{1,3}:"
    r"|(?:^|\s)(?i:opmerking)\s\[?[A-Z]{2,4}\d{1,3}\]?\s?:"
)


def look(plan: Plan) -> Iterator[Spot]:
    """In a whole block: Word's message holds an exclamation mark, and may run over two lines."""
    for number, block in enumerate(plan.blocks):
        for found in filter(None, (OF_WORD.search(block.text), REMARK.search(block.text))):
            text = (
                _("“%(words)s” is what Word leaves where a field or a reference is broken.")
                if found.re is OF_WORD
                else _("“%(words)s” is a remark to whoever wrote this, not to who reads it.")
            )
            place = Place(*block.at(found.start()), plan.chapter_of(number))
            yield Spot(place, found[0].strip(), say(text, words=found[0].strip()))


KIND = Kind(
    "left-over",
    _("A remark or an error message left in"),
    Severity.NOTABLE,
    _("Do what it asks, and take it out; let Word update its fields before you save."),
    look,
)
