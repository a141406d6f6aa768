"""The list of contents: it repeats the headings, so it is kept apart from what the plan says."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .document import Block, Document

TITLE = re.compile(r"(?:inhoud|inhoudsopgave|inhoudstafel|inhoudsoverzicht)\W*", re.IGNORECASE)
PAGE = re.compile(r"(?<=[\s.…·_])\d{1,3}$")
SENTENCE = re.compile(r"[a-zé]{2}[.;]$")
SHORTEST = 3
LONGEST = 150
LONGEST_ENTRY = 110


def is_title(text: str) -> bool:
    return TITLE.fullmatch(text.strip()) is not None


def entry_of(text: str) -> str:
    """What a line of the list says, without its page."""
    bare = PAGE.sub("", text.strip())
    return bare.rstrip(" .…·_\t") if bare != text.strip() else bare


def same(text: str) -> str:
    """By what two headings are compared."""
    return " ".join(re.findall(r"\w+", text.lower()))


def is_entry(text: str) -> bool:
    return len(text) <= LONGEST_ENTRY and not SENTENCE.search(text)


def with_contents(document: Document) -> Document:
    """Marks the entries under a heading "Inhoud", up to the next heading, where a reader has not done so."""
    blocks = document.blocks
    if any(block.is_contents for block in blocks):
        return document
    found = next((number for number, block in enumerate(blocks) if is_title(block.text)), None)
    run = _run(blocks, found + 1) if found is not None else range(0)
    if len(run) < SHORTEST:
        return document
    marked = tuple(
        replace(block, is_contents=True) if number in run else block for number, block in enumerate(blocks)
    )
    return replace(document, blocks=marked)


def _run(blocks: Sequence[Block], start: int) -> range:
    """The blocks of the list: it must end at a heading, or it is no list of contents."""
    for number in range(start, min(start + LONGEST, len(blocks))):
        block = blocks[number]
        if block.level:
            return range(start, number)
        if not is_entry(block.text) or block.is_figure:
            break
    return range(0)
