"""Cuts a paragraph into sentences; a full stop after a known abbreviation ends none."""

import re
from collections.abc import Iterator

END = re.compile(r"(?<=\S)[.?!…][)\"'’”]*\s+(?=[\"'‘“(\[]?[A-Z0-9ÉÈËÏÖÜ‘])")
SHORT = re.compile(
    r"(?:\b(?:art|artt|bijv|bv|blz|ca|cq|d\.d|dhr|dr|drs|e\.d|enz|etc|evt|excl|fig|hfdst|i\.h\.k\.v|i\.v\.m|incl|"
    r"ing|lid|lln|m\.b\.t|m\.b\.v|m\.i\.v|max|mevr|min|mr|mw|n\.a\.v|nr|nrs|o\.a|o\.b\.v|o\.l\.v|p|par|pag|prof|resp|st|"
    r"t\.a\.v|t/m|tel|vgl|vs|z\.o\.z|a\.d\.h\.v|zgn|zn)|\b[A-Z]|(?<!\d)\b\d{1,2})\.\s+$",
    re.IGNORECASE,
)
LOOKS_BACK = 12
LONGEST = 2_000


def cut(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with where it begins; what goes on for ever is cut, so that no search in it does."""
    for start, sentence in _sentences(text):
        for begin in range(0, len(sentence), LONGEST):
            if piece := sentence[begin : begin + LONGEST].strip():
                yield start + begin, piece


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for end in END.finditer(text):
        if SHORT.search(text[max(start, end.end() - LOOKS_BACK) : end.end()]):
            continue
        yield start, text[start : end.end()].strip()
        start = end.end()
    if text[start:].strip():
        yield start, text[start:].strip()
