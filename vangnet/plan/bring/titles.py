"""Titles as people say them: without the number that the file gave, and not longer than a line."""

import re

LONGEST = 120
NUMBER = re.compile(
    r"^(?:(?:hoofdstuk|paragraaf)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}\.)\.?[:\s–-]+", re.IGNORECASE
)
ITEM = re.compile(r"^(?:[-–—•*·▪◦‣○●]\s*|o\s+(?=[A-Z])|\d{1,2}[.)]\s+|[a-z][.)]\s+)")


def without_number(heading: str) -> str:
    return shortened(NUMBER.sub("", heading, count=1).strip(" .:") or heading.strip())


def number_of(heading: str) -> str:
    found = re.match(r"^(?:hoofdstuk\s+)?(\d{1,2}(?:\.\d{1,2})*)", heading, re.IGNORECASE)
    return found[1] if found else ""


def without_mark(item: str) -> str:
    return ITEM.sub("", item, count=1).strip()


def shortened(text: str, longest: int = LONGEST) -> str:
    """Cut between two words."""
    if len(text) <= longest:
        return text
    return f"{text[: longest - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
