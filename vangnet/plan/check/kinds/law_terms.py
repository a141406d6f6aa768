"""A term or threshold that differs from the one that the law gives."""

import re
from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.law_terms import LAW_TERMS, LawTerm
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan

from .numbers import as_number


def look(plan: Plan) -> Iterator[Spot]:
    for term in filter(lambda each: plan.has(each.words), LAW_TERMS):
        why_holds, source = say(term.holds), say(term.source)
        for sentence in plan.body:
            for told in _told(sentence.text, term):
                why = say(
                    _("“%(told)s” for %(what)s: %(holds)s (%(source)s)."),
                    told=told, what=say(term.what), holds=why_holds, source=source,
                )  # fmt: skip
                yield Spot(sentence.place, sentence.text, why)


def _told(text: str, term: LawTerm) -> Iterator[str]:
    for found in term.words.finditer(text):
        number, unit = (group for group in found.groups() if group)
        told = f"{as_number(number)} {_unit(unit)}"
        if told not in term.right and not (term.unless and term.unless.search(found[0])):
            yield f"{number} {unit}"


def _unit(word: str) -> str:
    """As the law counts: a school day is a day, and "uren" are "uur"."""
    word = re.sub(r"^(?:aaneengesloten |achtereenvolgende )?(?:school|werk|les)?", "", word)
    return {"dagen": "dag", "uren": "uur"}.get(word, word)


KIND = Kind(
    "term-law",
    _("Another term than the law gives"),
    Severity.SERIOUS,
    _("Read the source, and write the term that holds."),
    look,
)
