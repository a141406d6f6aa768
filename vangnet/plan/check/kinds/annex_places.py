"""Annexes of which nothing says where they are or which version holds, and documents that no list of annexes has."""

import re
from collections.abc import Iterator
from itertools import groupby

from vangnet.core.words import _
from vangnet.plan.check.annexes import NUMBERED
from vangnet.plan.check.findings import Kind, Place, Severity, Spot
from vangnet.plan.check.reading.contents import same
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan
from vangnet.plan.check.vocabulary import words_of

from .references import numbers_cited


def _without_place(plan: Plan) -> Iterator[Spot]:
    """One for each list: a list without places is one fault, however long."""
    where, when = words_of("annexes", "where"), words_of("annexes", "when")
    own = (each for each in plan.annexes if not _is_chapter(plan, each.block))
    first = {annex.listing: annex.block for annex in reversed(plan.annexes)}
    for listing, group in groupby(own, key=lambda annex: annex.listing):
        annexes = [
            each
            for each in group
            if not where.search(_told(plan, each.block)) and not each.title.startswith("http")
        ]
        if not annexes or where.search(_introduced(plan, listing, first[listing])):
            continue
        has_day = all(when.search(_told(plan, each.block)) for each in annexes)
        block = plan.blocks[annexes[0].block]
        text = (
            _("No place for: %(titles)s.")
            if has_day
            else _("No place and no date or version for: %(titles)s.")
        )
        titles = "; ".join(each.title for each in annexes[:6])
        place = Place(block.line, block.page, plan.chapter_of(listing))
        yield Spot(place, block.text, say(text, titles=titles))


def _is_chapter(plan: Plan, number: int) -> bool:
    """An annex that follows in this file itself, under its own heading, has its place."""
    block = plan.blocks[number]
    following = plan.blocks[number + 1 : number + 2]
    if not block.level:
        return bool(NUMBERED.match(block.text)) and same(block.text) in plan.titles
    return bool(following and (not following[0].level or following[0].level > block.level))


def _introduced(plan: Plan, listing: int, first: int) -> str:
    """The heading of a list, and what stands between it and the first annex."""
    return " ".join(block.text for block in plan.blocks[listing:first])


def _told(plan: Plan, number: int) -> str:
    return plan.blocks[number].text


def _not_listed(plan: Plan) -> Iterator[Spot]:
    if not plan.annexes:
        return
    where = words_of("annexes", "where")
    titles = _titles(plan)
    told: set[str] = set()
    for sentence in plan.body:
        for found in words_of("annexes", "cited").finditer(sentence.text):
            name = found[1].lower().replace("-", "")
            if name in told or _is_listed(name, titles) or where.search(sentence.text):
                continue
            if any(number in plan.annex_numbers for number in numbers_cited(sentence.text)):
                continue
            told.add(name)
            why = say(_("“%(name)s” stands in no list of annexes."), name=found[1])
            yield Spot(sentence.place, sentence.text, why)


def _titles(plan: Plan) -> str:
    """What the annexes are called, and what is said in those that stand in this file."""
    inside = [each.text for each in plan.sentences if each.section in plan.annex_sections]
    return " ".join([*(annex.title for annex in plan.annexes), *inside]).lower().replace("-", "")


def _is_listed(name: str, titles: str) -> bool:
    words = [word for word in re.split(r"\W+", name) if word not in {"protocol", "regeling", "richtlijn"}]
    stems = [
        re.sub(r"(?:protocol|regeling|draaiboek|richtlijn|reglement|stappenplan)$", "", word)
        for word in words
    ]
    return name in titles or all(stem in titles for stem in stems)


WITHOUT_PLACE = Kind(
    "annex-without-place",
    _("Annexes without a place, date or version"),
    Severity.NOTABLE,
    _("Say of each annex where it is, which version holds and since when."),
    _without_place,
)
NOT_LISTED = Kind(
    "document-not-listed",
    _("A document that no list of annexes has"),
    Severity.MINOR,
    _("Add it to the annexes under this name, with its place."),
    _not_listed,
)
