"""Reads days, months and years in a text: "14 april 2026", "14-4-2026", "november 2024", "2019"."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
DAY = re.compile(
    rf"\b(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (20\d\d)\b"
    r"|(?<![\d.-])(\d{1,2})[-/.](\d{1,2})[-/.](20\d\d)\b"
    r"|(?<![\w.-])(20\d\d)-(\d\d)-(\d\d)\b"
    r"|(?<![\w./–-])(20\d\d)(?![\w/–-]|\.\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Day:
    """`on` is the last day that the words can mean."""

    words: str
    on: date
    start: int


def days_in(text: str) -> Iterator[Day]:
    for found in DAY.finditer(text):
        day, month, year, day_b, month_b, year_b, year_c, month_c, day_c, only = found.groups()
        number = MONTHS.index(month.lower()) + 1 if month else int(month_b or month_c or 12)
        if on := _last(int(year or year_b or year_c or only), number, int(day or day_b or day_c or 0)):
            yield Day(found[0], on, found.start())


def _last(year: int, month: int, day: int) -> date | None:
    """Without a day the last of the month; a month without sense has no day."""
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    return date(year, month, day or last) if day <= last else None
