"""The annexes of a plan: the lists under "Bijlagen", and headings or lines such as "Bijlage 3: Meldcode"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .reading.document import SUBHEADING, Block

LIST = re.compile(r"^(?:\d+(?:\.\d+)*\.?\s+)?(?:hoofdstuk \d+:?\s*)?(?:overzicht (?:van (?:de )?)?)?bijlage[ns]?\b\W*$",
                  re.IGNORECASE)  # fmt: skip
BACKGROUND = re.compile(r"^(?:achtergrondinformatie|verwijzingen|bronnen|meer informatie)\W*$", re.IGNORECASE)
INTRODUCED = re.compile(r"\bbijlagen\b.*:$", re.IGNORECASE)
LONGEST_INTRODUCTION = 300
NUMBERED = re.compile(r"^\W*bijlage\s+(\d{1,2}|[A-Z])\b[\s:.–-]*(.*)$", re.IGNORECASE)
MENTIONED = re.compile(r"\bbijlage\s+(\d{1,2}|[A-Z])\b(?=\s*[:.–-]|\s+[A-Z])", re.IGNORECASE)
INLINE = re.compile(r"^bijlagen?\s*:\s*[-–]?\s*(.+)$", re.IGNORECASE)
MARKER = re.compile(r"^(?:[-–—•*·]|\d{1,2}[.)]|[A-Z][.)])\s*")
NUMBER = re.compile(r"^(\d{1,2}|[A-Z])[.)]\s")


@dataclass(frozen=True)
class Annex:
    """`listing` is the number of the block that introduces its list; `number` as it stands, "" without one."""

    title: str
    number: str
    block: int
    listing: int
    is_background: bool = False


def annexes_in(blocks: Sequence[Block]) -> Iterator[Annex]:
    listing, background, told = -1, False, 0
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if LIST.match(text) or BACKGROUND.match(text) or INTRODUCED.search(text[-LONGEST_INTRODUCTION:]):
            listing, background, told = index, bool(BACKGROUND.match(text)), 0
        elif inline := INLINE.match(text):
            yield Annex(inline[1].strip(), "", index, index)
        elif annex := _annex(block, index, listing, background, told + 1):
            told += 1
            yield annex
        elif not _goes_on(block, listing, blocks, told):
            listing = -1


def _annex(block: Block, index: int, listing: int, background: bool, count: int) -> Annex | None:
    numbered = NUMBERED.match(block.text) if not block.cells else NUMBERED.match(" ".join(block.cells))
    if numbered and (listing >= 0 or block.is_item or block.level or block.cells) and _is_title(numbered[2]):
        return Annex(numbered[2].strip(), numbered[1].upper(), index, listing if listing >= 0 else index)
    if listing >= 0 and block.is_item:
        number = NUMBER.match(block.text)
        title = MARKER.sub("", block.text)
        told = number[1] if number else block.number or str(count)
        return Annex(title, told, index, listing, background)
    return None


def _is_title(text: str) -> bool:
    return bool(text) and not re.match(r"(?:staat|staan|is|bevat|geeft|beschrijft|vindt|hoort)\b", text)


def _goes_on(block: Block, listing: int, blocks: Sequence[Block], told: int) -> bool:
    """A paragraph may stand between the heading of the list and the list itself."""
    if listing < 0:
        return False
    has_heading = 0 < blocks[listing].level < SUBHEADING
    return (
        block.is_item
        or bool(block.cells)
        or block.text.endswith(":")
        or (has_heading and not told and not block.level)
    )


def numbers_in(text: str) -> set[str]:
    """Every annex that a line names, such as one of the list of contents with several on it."""
    return {found[1].upper() for found in MENTIONED.finditer(text)}
