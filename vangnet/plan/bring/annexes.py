"""The annexes that a plan lists, as lines for the register."""

import re
from collections.abc import Iterator, Mapping

from django.utils.text import slugify

from vangnet.plan.check.annexes import Annex
from vangnet.plan.check.findings import Place
from vangnet.plan.check.text import Plan
from vangnet.plan.models.layered import LONGEST_KEY

from .proposed import ProposedAnnex, Sort, Where, key_of
from .titles import shortened

ADDRESS = re.compile(r"https?://\S+")
UNFINISHED = re.compile(
    r"\s*[(–-]\s*(?:in ontwikkeling|in concept|concept(?:versie)?|nog (?:te|niet) [^)]*)\s*\)?\s*$",
    re.IGNORECASE,
)
EDITION = re.compile(r"[,;(]?\s*\bversie\s+([\w.]{1,20})", re.IGNORECASE)
ASKED_FOR = re.compile(
    r"\bbijlagen?\b[^.]*\b(?:opvragen|opgevraagd|op te vragen|(?:beschikbaar|verkrijgbaar) (?:bij|via) de direct)",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^\W*bijlage\s+(?:\d{1,2}|[A-Z])\b[\s:.–-]*(.+)$", re.IGNORECASE)


def annexes_of(plan: Plan) -> Mapping[int, ProposedAnnex]:
    """By the number of the block that lists it; the same annex listed twice is one."""
    known: dict[str, ProposedAnnex] = {}
    is_asked_for = any(ASKED_FOR.search(each.text) for each in plan.body)
    found = {}
    for annex in plan.annexes:
        proposed = _proposed(plan, annex, is_asked_for=is_asked_for)
        if proposed:
            found[annex.block] = known.setdefault(proposed.key, proposed)
    return found


def _proposed(plan: Plan, annex: Annex, *, is_asked_for: bool) -> ProposedAnnex | None:
    block = plan.blocks[annex.block]
    if annex.block in plan.template_blocks:
        return None
    told = _title_in_row(block.cells) if block.cells else annex.title.lstrip(" -–:")
    address = next(iter(ADDRESS.findall(told)), "") or next(
        (each for each in block.links if ADDRESS.match(each)), ""
    )
    edition = EDITION.search(told) or EDITION.search(block.text)
    title = ADDRESS.sub("", EDITION.split(told)[0])
    title = shortened(UNFINISHED.sub("", title).strip(" .,;:-–("))
    if len(title) < 3 or not any(letter.isalpha() for letter in title):
        return None
    name = slugify(title)[: LONGEST_KEY - 5].strip("-") or "annex"
    return ProposedAnnex(
        key=key_of(Sort.ANNEX, name),
        name=f"annex:{name}",
        title=title,
        where=Where(Place(block.line, block.page, plan.chapter_of(annex.block)), block.text),
        is_in_development=UNFINISHED.search(told) is not None,
        edition=_edition(plan, annex.block) or (edition[1].strip(".") if edition else ""),
        link=address if len(address) <= 500 else "",
        is_asked_for=is_asked_for,
    )


def _title_in_row(cells: tuple[str, ...]) -> str:
    return next((found[1] for cell in cells if (found := NUMBERED.match(cell))), cells[0])


def _edition(plan: Plan, number: int) -> str:
    """In a table: what stands in the column that is headed "versie"."""
    cells = plan.blocks[number].cells
    for row in _rows_above(plan, number):
        column = next((place for place, cell in enumerate(row) if cell.lower().startswith("versie")), None)
        if column is not None and column < len(cells):
            return cells[column][:40]
    return ""


def _rows_above(plan: Plan, number: int) -> Iterator[tuple[str, ...]]:
    while number > 0 and plan.blocks[number - 1].cells:
        number -= 1
        yield plan.blocks[number].cells
