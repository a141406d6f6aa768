"""Makes headings, items and paragraphs of bare lines, as in a text file or a page of a PDF.

Such a file says nothing about its structure, and blank lines mean little: a text that was saved from a PDF often has
one after every line. So a line goes on where the one before stopped unless either of them says otherwise.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from . import columns, contents
from .document import SUBHEADING, Block, Start
from .line import Line

ANNEX = re.compile(r"^bijlage\s+(?:\d{1,2}|[A-Z])\b[\s:.–-]*(?=\S)", re.IGNORECASE)
NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[^\W\d_]|\()")
ITEM = re.compile(r"^(?:[-–—•*·▪◦‣○●]\s*(?=\S)|o\s+(?=\S)|\d{1,2}[.)]\s+|[a-z][.)]\s+)")
BULLET_ALONE = re.compile(r"^[•*·▪◦‣○●]$")
PAGE_NUMBER = re.compile(r"^(?:pagina\s+)?-?\s*\d{1,3}\s*-?(?:\s*(?:van|/)\s*\d{1,3})?$", re.IGNORECASE)
NAMED = re.compile(r"^[^:]{2,50}:\s+\S")  # a name and its value, such as "Eigenaar: de directeur"
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
SHORT_LINE = 60  # letters: nothing of it went on to the next line
NEAR = 4  # lines on either side that tell whether a number counts items or chapters


Around = tuple[Sequence[Line], Sequence[Line]]


def blocks_of(lines: Iterable[Line]) -> Iterator[Block]:
    kept = [line for line in lines if line.text and not PAGE_NUMBER.match(line.text)]
    kept, listed = _without_contents(kept)
    kept = list(columns.rows(kept))
    width = _usual_width(kept)
    kept, loose = _without_loose_addresses(kept)
    apart = [Block(each.text, each.number, each.page) for each in loose]
    apart += [Block(each.text, each.number, each.page, is_contents=True) for each in listed]
    titles = frozenset(contents.same(contents.entry_of(each.text)) for each in listed)
    yield from sorted(
        (*apart, *_blocks(kept, width, titles)), key=lambda block: (block.page or 0, block.line)
    )


def _blocks(kept: Sequence[Line], width: int, titles: frozenset[str]) -> Iterator[Block]:
    gathered: list[Line] = []
    for index, line in enumerate(kept):
        around = kept[max(0, index - NEAR) : index], kept[index + 1 : index + 1 + NEAR]
        if line.cells:
            yield from _joined(gathered)
            gathered = []
            yield columns.row(line)
        elif level := _listed_level(line, titles) or _level(line, around, width):
            yield from _joined(gathered)
            gathered = []
            yield Block(line.text, line.number, line.page, level=level)
        elif gathered and _goes_on(gathered[-1], line, width):
            gathered.append(line)
        else:
            yield from _joined(gathered)
            gathered = [line]
    yield from _joined(gathered)


def _without_contents(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without the list of contents, and that list: under its heading, or known by its numbers of pages."""
    title = next((number for number, line in enumerate(lines) if contents.is_title(line.text)), None)
    end = _end_of_contents(lines, title + 1) if title is not None else 0
    if title is None or not end:
        return _without_page_list(lines)
    listed = [entry for line in lines[title + 1 : end] for entry in _entries(line)]
    return lines[: title + 1] + lines[end:], listed


def _end_of_contents(lines: Sequence[Line], start: int) -> int:
    """Where the first entries come back as headings; 0 when they never do, for then it is no list of contents."""
    seen: set[str] = set()
    for number in range(start, min(start + contents.LONGEST, len(lines))):
        told = [contents.same(contents.entry_of(each.text)) for each in _entries(lines[number])]
        if len(seen) >= contents.SHORTEST and told[0] in seen:
            return number
        if not all(contents.is_entry(each.text) for each in _entries(lines[number])):
            return 0
        seen.update(told)
    return 0


def _entries(line: Line) -> list[Line]:
    texts = [each for each in line.cells if not each.isdecimal()] or [line.text]
    return [Line(each, line.number, line.page) for each in texts]


def _without_page_list(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Lines in a row that end with rising numbers of pages."""
    kept: list[Line] = []
    listed: list[Line] = []
    run: list[Line] = []
    last = 0
    for line in (*lines, None):
        found = line and CONTENTS.match(line.text)
        if not found or int(found[1]) < last:
            (kept if len(run) < SHORTEST_CONTENTS else listed).extend(run)
            run = []
        last = int(found[1]) if found else 0
        if line:
            (run if found else kept).append(line)
    return kept, listed


def _without_loose_addresses(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Addresses that a PDF has for the links of a page come out as lines in the middle of a sentence."""
    loose = [each for each in lines if _is_loose(each)]
    return [each for each in lines if not _is_loose(each)], loose


def _is_loose(line: Line) -> bool:
    return BARE_ADDRESS.match(line.text) is not None and not CUT_ADDRESS.search(line.text)


def _usual_width(lines: Sequence[Line]) -> int:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _listed_level(line: Line, titles: frozenset[str]) -> int:
    """A numbered line that the list of contents has is a heading, however like an item it looks."""
    numbered = NUMBERED.match(line.text)
    return numbered[1].count(".") + 1 if numbered and contents.same(line.text) in titles else 0


def _level(line: Line, around: Around, width: int) -> int:
    """How deep a heading this line is; 0 for none."""
    if numbered := NUMBERED.match(line.text):
        is_heading = len(line.text) < LONGEST_HEADING and not line.text.rstrip().endswith((".", ";", ","))
        return numbered[1].count(".") + 1 if is_heading and not _is_in_list(line, around) else 0
    if ANNEX.match(line.text) and _is_annex(line, around):
        return 1
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


def _is_annex(line: Line, around: Around) -> bool:
    """The heading of an annex that follows here: in capitals, or after and before something else than annexes."""
    told = ANNEX.sub("", line.text)
    if len(line.text) > 120 or told[0].islower() or line.text.endswith((".", ",", ";")):
        return False
    beside = [*around[0][-1:], *around[1][:1]]
    return not any(ANNEX.match(each.text) for each in beside) and (
        line.text.startswith("BIJLAGE")
        or not around[0]
        or around[0][-1].text.endswith(ENDS)
        or len(around[0][-1].text) < SHORT_LINE
        or around[0][-1].number < line.number - 1
    )


def _is_subheading(line: Line, around: Around, width: int) -> bool:
    text, before, after = line.text, around[0][-1:], around[1][:1]
    if not text[0].isupper() or ITEM.match(text) or len(text.split()) > WORDS_OF_SUBHEADING:
        return False
    if text.endswith((".", "?", ",", ";")) or NAMED.match(text):
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
