"""Makes headings, items and paragraphs of bare lines, as in a text file or a page of a PDF.

Such a file says nothing about its structure, and blank lines mean little: a text that was saved from a PDF often has
one after every line. So a line goes on where the one before stopped unless either of them says otherwise.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .document import SUBHEADING, Block, Start

NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[^\W\d_]|\()")
ITEM = re.compile(r"^(?:[-–—•*·▪◦‣○●]\s*(?=\S)|o\s+(?=\S)|\d{1,2}[.)]\s+|[a-z][.)]\s+)")
BULLET_ALONE = re.compile(r"^[•*·▪◦‣○●]$")
PAGE_NUMBER = re.compile(r"^(?:pagina\s+)?-?\s*\d{1,3}\s*-?(?:\s*(?:van|/)\s*\d{1,3})?$", re.IGNORECASE)
ENDS = (".", "?", "!", ":", ";")
CONTENTS = re.compile(r"^[^\W_].*?(?:[.…]{2,}|\s)\s*(\d{1,3})$")
SHORTEST_CONTENTS = 5  # lines
CUT_WORD = re.compile(r"[^\W\d_]-$")
CUT_ADDRESS = re.compile(r"://\S*[-/_]$")
BARE_ADDRESS = re.compile(r"^https?://\S+$")
LONGEST_ADDRESS = 500
LONGEST_HEADING = 90
LONGEST_MARGIN = 12  # words
WORDS_OF_SUBHEADING = 7
NEAR = 4  # lines on either side that tell whether a number counts items or chapters


@dataclass(frozen=True)
class Line:
    text: str
    number: int
    page: int | None = None


Around = tuple[Sequence[Line], Sequence[Line]]


def blocks_of(lines: Iterable[Line]) -> Iterator[Block]:
    kept = [line for line in lines if line.text and not PAGE_NUMBER.match(line.text)]
    kept = list(_without_contents(kept))
    width = _usual_width(kept)
    kept, loose = _without_loose_addresses(kept)
    addresses = [Block(each.text, each.number, each.page) for each in loose]
    yield from sorted((*addresses, *_blocks(kept, width)), key=lambda block: (block.page or 0, block.line))


def _blocks(kept: Sequence[Line], width: int) -> Iterator[Block]:
    gathered: list[Line] = []
    for index, line in enumerate(kept):
        around = kept[max(0, index - NEAR) : index], kept[index + 1 : index + 1 + NEAR]
        if level := _level(line, around, width):
            yield from _joined(gathered)
            gathered = []
            yield Block(line.text, line.number, line.page, level=level)
        elif gathered and _goes_on(gathered[-1], line, width):
            gathered.append(line)
        else:
            yield from _joined(gathered)
            gathered = [line]
    yield from _joined(gathered)


def _without_contents(lines: Sequence[Line]) -> Iterator[Line]:
    """A table of contents repeats the headings: lines in a row that end with rising numbers of pages."""
    run: list[Line] = []
    last = 0
    for line in lines:
        found = CONTENTS.match(line.text)
        if not found or int(found[1]) < last:
            yield from run if len(run) < SHORTEST_CONTENTS else ()
            run = []
        last = int(found[1]) if found else 0
        if found:
            run.append(line)
        else:
            yield line
    yield from run if len(run) < SHORTEST_CONTENTS else ()


def _without_loose_addresses(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Addresses that a PDF has for the links of a page come out as lines in the middle of a sentence."""
    loose = [each for each in lines if _is_loose(each)]
    return [each for each in lines if not _is_loose(each)], loose


def _is_loose(line: Line) -> bool:
    return BARE_ADDRESS.match(line.text) is not None and not CUT_ADDRESS.search(line.text)


def _usual_width(lines: Sequence[Line]) -> int:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _level(line: Line, around: Around, width: int) -> int:
    """How deep a heading this line is; 0 for none."""
    if numbered := NUMBERED.match(line.text):
        is_heading = len(line.text) < LONGEST_HEADING and not line.text.rstrip().endswith((".", ";", ","))
        return numbered[1].count(".") + 1 if is_heading and not _is_in_list(line, around) else 0
    return SUBHEADING if _is_subheading(line, around, width) else 0


def _is_in_list(line: Line, around: Around) -> bool:
    """An item such as "2. Ontruimen" stands between 1 and 3; "2. Beleid" on its own is a chapter."""
    number = re.match(r"^(\d{1,2})([.)])\s", line.text)
    if not number:
        return False
    beside = {int(number[1]) - 1, int(number[1]) + 1}
    return any(
        (other := re.match(r"^(\d{1,2})[.)]\s", each.text)) is not None and int(other[1]) in beside
        for each in (*around[0], *around[1])
    )


def _is_subheading(line: Line, around: Around, width: int) -> bool:
    text, before, after = line.text, around[0][-1:], around[1][:1]
    if not text[0].isupper() or ITEM.match(text) or len(text.split()) > WORDS_OF_SUBHEADING:
        return False
    if text.endswith((".", "?", ",", ";")):
        return False
    if not after or not (after[0].text[0].isupper() or ITEM.match(after[0].text)):
        return False
    if len(text) > width * 2 / 3 or "@" in text or "://" in text:
        return False
    return not before or before[0].text.endswith(ENDS) or len(before[0].text) < width * 2 / 3


def _goes_on(before: Line, line: Line, width: int) -> bool:
    if ITEM.match(line.text) and not BULLET_ALONE.match(before.text):
        return False
    if line.text.startswith(("http://", "https://")) or before.text.startswith(("http://", "https://")):
        return False
    if line.text[0].islower() or BULLET_ALONE.match(before.text):
        return True
    return len(before.text) > width * 0.7 and not before.text.endswith((":", ";"))


def _joined(lines: Sequence[Line]) -> Iterator[Block]:
    if not lines:
        return
    text = ""
    starts: list[Start] = []
    for line in lines:
        end = text[-LONGEST_ADDRESS:]
        is_cut = CUT_ADDRESS.search(end) is not None
        if CUT_WORD.search(end) and not is_cut and _is_hyphenated(line.text):
            text, is_cut = text[:-1], True
        text += "" if is_cut or not text else " "
        starts.append(Start(len(text), line.number, line.page))
        text += line.text
    marker = ITEM.match(text)
    yield Block(text, lines[0].number, lines[0].page, is_item=bool(marker), starts=tuple(starts))


def _is_hyphenated(text: str) -> bool:
    """A word goes on here that was cut at the end of a line; "school-" before "en groepsniveau" keeps its hyphen."""
    return text[0].islower() and text.split()[0] not in {"en", "of", "als", "dan"}


def without_margins(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[str]]:
    """The pages without what stands at the head or foot of most of them, and that once."""
    ends = Counter(
        _digitless(line)
        for page in pages
        for line in {*_filled(page)[:2], *_filled(page)[-2:]}
        if not line.endswith(".") and len(line.split()) <= LONGEST_MARGIN
    )
    repeated = {line for line, times in ends.items() if len(pages) > 2 and times > len(pages) / 2 and line}
    margins = {_digitless(line): line for page in pages for line in page if _digitless(line) in repeated}
    return [[line for line in page if _digitless(line) not in repeated] for page in pages], list(
        margins.values()
    )


def _filled(page: Sequence[str]) -> list[str]:
    return [line for line in page if line.strip()]


def _digitless(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip()) if re.search(r"[^\W\d_]", line) else ""
