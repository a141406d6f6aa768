"""The annexes of a plan: the lists under "Bijlagen", and headings or lines such as "Bijlage 3: Meldcode"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .reading.document import Block

LIST = re.compile(r"^(?:\d+(?:\.\d+)*\.?\s+)?(?:hoofdstuk \d+:?\s*)?(?:overzicht (?:van (?:de )?)?)?bijlage[ns]?\b\W*$",
                  re.IGNORECASE)  # fmt: skip
BACKGROUND = re.compile(r"^(?:achtergrondinformatie|verwijzingen|bronnen|meer informatie)\W*$", re.IGNORECASE)
INTRODUCED = re.compile(r"\bbijlagen\b.*:$", re.IGNORECASE)
LONGEST_INTRODUCTION = 300
NUMBERED = re.compile(r"^\W*bijlage\s+(\d{1,2}|[A-Z])\b[\s:.–-]*(.*)$", re.IGNORECASE)
INLINE = re.compile(r"^bijlagen?\s*:\s*[-–]?\s*(.+)$", re.IGNORECASE)
MARKER = re.compile(r"^(?:[-–—•*·]|\d{1,2}[.)])\s*")


@dataclass(frozen=True)
class Annex:
    """`listing` is the number of the block that introduces its list; `number` as it stands, "" without one."""

    title: str
    number: str
    block: int
    listing: int
    is_background: bool = False


def annexes_in(blocks: Sequence[Block]) -> Iterator[Annex]:
    listing, background = -1, False
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if LIST.match(text) or BACKGROUND.match(text) or INTRODUCED.search(text[-LONGEST_INTRODUCTION:]):
            listing, background = index, bool(BACKGROUND.match(text))
        elif inline := INLINE.match(text):
            yield Annex(inline[1].strip(), "", index, index)
        elif annex := _annex(block, index, listing, background):
            yield annex
        elif not _goes_on(block, listing):
            listing = -1


def _annex(block: Block, index: int, listing: int, background: bool) -> Annex | None:
    numbered = NUMBERED.match(block.text) if not block.cells else NUMBERED.match(" ".join(block.cells))
    if numbered and (listing >= 0 or block.is_item or block.level or block.cells) and _is_title(numbered[2]):
        return Annex(numbered[2].strip(), numbered[1].upper(), index, listing if listing >= 0 else index)
    if listing >= 0 and block.is_item:
        number = re.match(r"^(\d{1,2})[.)]", block.text)
        title = MARKER.sub("", block.text)
        return Annex(title, number[1] if number else "", index, listing, background)
    return None


def _is_title(text: str) -> bool:
    return bool(text) and not re.match(r"(?:staat|staan|is|bevat|geeft|beschrijft|vindt|hoort)\b", text)


def _goes_on(block: Block, listing: int) -> bool:
    return listing >= 0 and (block.is_item or bool(block.cells) or block.text.endswith(":"))
