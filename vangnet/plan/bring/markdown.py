"""Writes a piece of a plan in the small Markdown of a paragraph, so that it reads as it stood in the file.

Signs that mean something in Markdown mean nothing in the file, so each gets a backslash; two braces too, so that no
text is taken for the name of a fact.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlsplit

ADDRESS = re.compile(r"https?://[^\s<>\"”’)]+[^\s<>\"”’).,;:]")
MEANS_SOMETHING = re.compile(r"[\\*]|\{{2,}|_+|\](?=\()")
BEGINS = re.compile(r"^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|\d{1,9}(?=[.)](?:\s|$))|\|)")
LONGEST_WORDS = 60
SCHEMES = ("http", "https", "mailto")


def line(text: str) -> str:
    """Text that stands by itself: a paragraph, or what follows the mark of an item or heading."""
    plain = inline(text)
    begins = BEGINS.match(plain)
    if begins is None:
        return plain
    mark = begins[0]
    return f"{mark}\\{plain[len(mark) :]}" if mark.isdecimal() else f"\\{plain}"


def inline(text: str) -> str:
    """Addresses become links; everything else means itself."""
    pieces, at = [], 0
    for found in ADDRESS.finditer(text):
        pieces += [_escaped(text[at : found.start()]), link(short(found[0]), found[0])]
        at = found.end()
    return "".join([*pieces, _escaped(text[at:])])


def _escaped(text: str) -> str:
    return MEANS_SOMETHING.sub(_plainly, text)


def _plainly(found: re.Match[str]) -> str:
    """A line to write on, and a low dash inside a word, mean nothing and stay as they are."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    is_loose = found[0][0] == "_" and not (before + after).strip()
    is_inside = found[0][0] == "_" and before.isalnum() and after.isalnum()
    return found[0] if is_loose or is_inside else "".join(f"\\{sign}" for sign in found[0])


def link(words: str, address: str) -> str:
    return f"[{_escaped(words).replace('[', '(').replace(']', ')')}]({_safe(address)})"


def short(address: str) -> str:
    """As it is read: without what every address begins with, and not over several lines."""
    plain = re.sub(r"^(?:https?://|mailto:)(?:www\.)?", "", address).rstrip("/")
    return plain if len(plain) <= LONGEST_WORDS else f"{plain[: LONGEST_WORDS - 1]}…"


def _safe(address: str) -> str:
    return quote(address, safe="%/:=&?~#+!$,;'@*-._[]")


def can_be_opened(address: str) -> bool:
    try:
        return urlsplit(address).scheme in SCHEMES
    except ValueError:  # such as half an IPv6 address
        return False


def table(rows: Sequence[Sequence[str]]) -> str:
    """The first row is its head."""
    width = max(map(len, rows))
    lines = [_row([*row, *[""] * (width - len(row))]) for row in rows]
    return "\n".join([lines[0], _row(["---"] * width), *lines[1:]])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def joined(pieces: Sequence[tuple[str, str]]) -> str:
    """Each is what it is ("item" or another) and its text: items follow each other without an empty line."""
    return "".join(_with_distance(pieces)).strip()


def _with_distance(pieces: Sequence[tuple[str, str]]) -> Iterator[str]:
    before = ""
    for sort, text in pieces:
        yield ("\n" if sort == before == "item" else "\n\n") + text
        before = sort
