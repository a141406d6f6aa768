"""A list of contents that is not that of the text, and headings with nothing under them."""

import re
from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Place, Severity, Spot
from vangnet.plan.check.reading.contents import LONGEST_ENTRY, entry_of, is_title, same
from vangnet.plan.check.reading.document import SUBHEADING
from vangnet.plan.check.said import say
from vangnet.plan.check.text import ANNEX_TITLE, Plan

NUMBER = re.compile(r"^(?:hoofdstuk\s+|h\.?\s*)?(\d{1,2}(?:\.\d{1,2})*)\.?[\s:–-]+", re.IGNORECASE)
ENOUGH = 0.6  # of the entries: with fewer found, it is our reading that fails, not the list
TITLED = ("md", "docx", "odt", "html")  # here a heading is one because the file says so


def _number(text: str) -> str:
    found = NUMBER.match(text)
    return found[1] if found else ""


def _words(text: str) -> str:
    return same(NUMBER.sub("", text))


def _agree(one: str, other: str) -> bool:
    """The same number, or the same words, one of them perhaps with more after it."""
    if _number(one) and _number(one) == _number(other):
        return True
    words, others = _words(one), _words(other)
    shorter, longer = sorted((words, others), key=len)
    return words == others or (len(shorter) > 5 and longer.startswith(shorter))


def _mismatch(plan: Plan) -> Iterator[Spot]:
    entries = [(block, entry_of(block.text)) for block in plan.contents]
    entries = [(block, entry) for block, entry in entries if re.search(r"[^\W\d_]{2}", entry)]
    titles = [section.title for section in plan.sections if section.title]
    titles += [block.text for block in plan.blocks if not block.level and len(block.text) < LONGEST_ENTRY]
    lacking = [each for each in entries if not any(_agree(each[1], title) for title in titles)]
    if not any(ANNEX_TITLE.match(title) for title in titles):  # then the annexes are files of their own
        lacking = [each for each in lacking if not ANNEX_TITLE.match(each[1])]
    if not entries or len(lacking) > (1 - ENOUGH) * len(entries):
        return
    for block, entry in lacking:
        why = say(_("“%(title)s” stands in the contents, and the text has no such heading."), title=entry)
        yield Spot(Place(block.line, block.page), block.text, why)
    yield from _unlisted(plan, [entry for _block, entry in entries])


def _unlisted(plan: Plan, entries: list[str]) -> Iterator[Spot]:
    """Numbered headings, no deeper than the list goes."""
    depth = max((_number(each).count(".") for each in entries if _number(each)), default=-1)
    for section in plan.sections:
        number = _number(section.title)
        if not number or number.count(".") > depth or section.level == SUBHEADING:
            continue
        if not any(_agree(section.title, entry) for entry in entries):
            why = say(_("“%(title)s” is not in the list of contents."), title=section.title)
            yield Spot(section.place, section.title, why, Severity.MINOR)


def _empty(plan: Plan) -> Iterator[Spot]:
    """The first heading is a title; of a heading that was guessed from a line we are not sure enough."""
    filled = {number for number, _block in _owned(plan)}
    for number, section in enumerate(plan.sections):
        if (
            number <= _title_at(plan)
            or number in filled
            or is_title(section.title)
            or section.level == SUBHEADING
        ):
            continue
        is_sure = plan.document.form in TITLED or _number(section.title)
        following = plan.sections[number + 1] if number + 1 < len(plan.sections) else None
        if is_sure and (following is None or following.level <= section.level):
            why = say(_("Nothing stands under “%(title)s”."), title=section.title)
            yield Spot(section.place, section.title, why)


def _owned(plan: Plan) -> Iterator[tuple[int, int]]:
    """Each block that is no heading, with its section."""
    section = 0
    for number, block in enumerate(plan.blocks):
        section += bool(block.level)
        if not block.level:
            yield section, number


def _title_at(plan: Plan) -> int:
    """Where the first section with text is: what comes before it are titles on a cover."""
    return next((section for section, _number_of in _owned(plan) if section), len(plan.sections))


MISMATCH = Kind(
    "contents-mismatch",
    _("The contents and the text differ"),
    Severity.NOTABLE,
    _("Write what the contents promise, or make the list of contents anew."),
    _mismatch,
)
EMPTY = Kind(
    "empty-paragraph",
    _("A heading with nothing under it"),
    Severity.NOTABLE,
    _("Write what belongs here, or take the heading out."),
    _empty,
)
