"""Firms and others outside the school: those with a phone number or address, and those that do work on the building."""

import re
from collections.abc import Iterator
from dataclasses import replace

from vangnet.plan.check.findings import Place
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import loaded

from .proposed import ProposedPartner, Sort, Where, key_of
from .titles import without_mark
from .words import roles, words_of

PHONE = re.compile(
    r"(?<![\w/-])(?:\+31|0)[\s(-]?(?:\d[\s()-]?){8,10}(?!\d)|\b0[89]00[\s-]?\d{4,7}\b|\b14 ?0\d{2,3}\b"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SITE = re.compile(r"(?:https?://|www\.)\S+")
WORD = r"[A-Z][\w&’'.-]*"
FIRM = re.compile(rf"\b{WORD}(?:\s+(?:(?:en|&|van|de|der)\s+)?{WORD}){{1,4}}")
MUNICIPALITY = re.compile(r"\b[Gg]emeente(?:\s+[A-Z][\w-]+)?")
LONGEST = 120
LONGEST_LINE = 300
MOST_PLACES = 3


def partners_of(plan: Plan) -> list[ProposedPartner]:
    found: dict[str, ProposedPartner] = {}
    for partner in (*_in_lists(plan), *_at_work(plan)):
        known = found.get(partner.key)
        found[partner.key] = _together(known, partner) if known else partner
    return list(_with_their_names(list(found.values())))


def _with_their_names(found: list[ProposedPartner]) -> Iterator[ProposedPartner]:
    """ "De gemeente" is the one that is named elsewhere in full."""
    full = [each for each in found if each.kind == "municipality" and " " in each.name]
    bare = [each for each in found if each.kind == "municipality" and " " not in each.name]
    for each in found:
        if len(full) == 1 and each in full:
            yield _together(each, bare[0]) if bare else each
        elif not (len(full) == 1 and each in bare):
            yield each


def _together(known: ProposedPartner, other: ProposedPartner) -> ProposedPartner:
    said = {each.quote for each in known.places}
    more = tuple(each for each in other.places if each.quote not in said)
    return replace(
        known,
        places=(known.places + more)[:MOST_PLACES],
        phone=known.phone or other.phone,
        email=known.email or other.email,
    )


def _in_lists(plan: Plan) -> Iterator[ProposedPartner]:
    """A row or a line with a name and how to reach it; who works at the school is a task and no partner."""
    for number, block in enumerate(plan.blocks):
        if block.level or len(block.text) > LONGEST_LINE or number in plan.template_blocks:
            continue
        phone, email = PHONE.search(block.text), EMAIL.search(block.text)
        if not (phone or email):
            continue
        name = _name(block.cells) if block.cells else _before(block.text)
        if name and not any(each.words.search(block.text) for each in roles()):
            where = Where(Place(block.line, block.page, plan.chapter_of(number)), block.text)
            yield _partner(name, where, phone[0].strip() if phone else "", email[0] if email else "")


def _name(cells: tuple[str, ...]) -> str:
    return next(
        (cell for cell in cells if any(letter.isalpha() for letter in cell) and not _reaches(cell)), ""
    )


def _before(text: str) -> str:
    """What stands before the number or address."""
    ends = [found.start() for each in (PHONE, EMAIL, SITE) if (found := each.search(text))]
    told = without_mark(text[: min(ends)]).strip(" :,;(–-|")
    told = re.sub(
        r"[\s,:;(]+(?:tel(?:efoon)?|e-?mail|mail|website|nummer|bereikbaar)\b.*$",
        "",
        told,
        flags=re.IGNORECASE,
    )
    return told.strip(" :,;(–-|") if len(told.split()) <= 8 else ""


def _reaches(cell: str) -> bool:
    return any(each.search(cell) for each in (PHONE, EMAIL, SITE))


def _at_work(plan: Plan) -> Iterator[ProposedPartner]:
    for sentence in plan.body:
        if words_of("partners", "work").search(sentence.text):
            for name in dict.fromkeys((*_firms(sentence), *_municipalities(sentence))):
                yield _partner(name, Where(sentence.place, sentence.text))


def _firms(sentence: Sentence) -> Iterator[str]:
    for found in FIRM.finditer(sentence.text):
        name = found[0].rstrip(".,;")
        is_named = words_of("partners", "ends").search(name) or words_of("partners", "before").search(
            sentence.text[: found.start()]
        )
        if is_named and not _is_other(name):
            yield name


def _is_other(name: str) -> bool:
    """A function, or a word that is no name."""
    first = name.split()[0]
    return any(each.words.search(name) for each in roles()) or first in _no_names()


def _municipalities(sentence: Sentence) -> Iterator[str]:
    for found in MUNICIPALITY.finditer(sentence.text):
        yield found[0][0].upper() + found[0][1:]


def _partner(name: str, where: Where, phone: str = "", email: str = "") -> ProposedPartner:
    name = " ".join(name.split())[:LONGEST]
    kind = "municipality" if name.lower().startswith("gemeente") else "firm"
    return ProposedPartner(key_of(Sort.PARTNER, name.lower()), name, kind, (where,), phone[:30], email)


def _no_names() -> frozenset[str]:
    return frozenset(loaded()["people"]["not_names"])
