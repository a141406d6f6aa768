"""How schools call their days off, in Dutch and English, and what that says about the kind of day."""

import re
from datetime import time

from vangnet.core.calendars import Kind

_HALF_DAY = re.compile(r"\b(halve (school)?dag(en)?|half[ _-]?days?|studiemiddag|vrije middag|middag vrij)\b")
_STUDY_DAY = re.compile(r"\b(studiedag(en)?|margedag(en)?|study[ _-]?days?|inset days?)\b")
_HOLIDAY = re.compile(
    r"\w*vakantie\b|\b(holidays?|vacation|(autumn|christmas|spring|may|summer) break)\b"
    r"|\b(goede vrijdag|(eerste|tweede|1e|2e) (paas|pinkster|kerst)dag|nieuwjaarsdag|koningsdag)\b"
    r"|\b(bevrijdingsdag|hemelvaart(sdag)?)\b|^(pasen|pinksteren|kerst|kerstmis)$"
    r"|\b(good friday|easter (sunday|monday)|whit (sunday|monday)|christmas day|boxing day|new year's day)\b"
    r"|\b(ascension( day)?|king's day|liberation day)\b"
)
_CLOSED = re.compile(
    r"\b(vrij|lesvrij|vrije dag(en)?|gesloten|geen school|staking|closed|no school|days? off|strike)\b"
)
# "Start herfstvakantie" and "first day after the holiday" are about a holiday, but not free themselves.
_BESIDE_A_HOLIDAY = re.compile(
    r"\b(na|voor|vóór|before|after|start|begin|einde?|end|(eerste|laatste) \w*dag|(first|last) \w* ?day)\b"
    r"[^,;(]*(vakantie|holiday|break)"
)
_CLOCK = r"(?:(\d{1,2})[:.](\d{2})|(\d{1,2})(?= ?(?:uur|u|h)\b))"
_UNTIL = re.compile(rf"\b(?:tot|until|till|om|at) {_CLOCK}")
_FROM = re.compile(rf"\b(?:vanaf|from) {_CLOCK}")
_SCHOOL_UNTIL = re.compile(
    rf"(?:^|\b(?:school|les|lessen|leerlingen|kinderen|pupils|lessons) .*)\b(?:tot|until) {_CLOCK}"
)


def kind_of(words: str) -> Kind | None:
    """The kind of day that a title, a category or a cell speaks of; None when it speaks of no day off."""
    text = " ".join(words.casefold().replace("’", "'").split())
    free = _free_kind(text)
    if _HALF_DAY.search(text) or (free and _FROM.search(text)) or (not free and _SCHOOL_UNTIL.search(text)):
        return Kind.HALF_DAY
    return free


def _free_kind(text: str) -> Kind | None:
    if _BESIDE_A_HOLIDAY.search(text):
        return None
    kinds = ((_STUDY_DAY, Kind.STUDY_DAY), (_HOLIDAY, Kind.HOLIDAY), (_CLOSED, Kind.CLOSED))
    return next((kind for pattern, kind in kinds if pattern.search(text)), None)


def end_of_school(words: str) -> time | None:
    """The time at which pupils go home, as in "half day until 12:00" or "vrij vanaf 12 uur"."""
    text = " ".join(words.casefold().split())
    found = _FROM.search(text) or _UNTIL.search(text)
    if not found:
        return None
    hour, minute, whole_hour = found.groups()
    return clock_time(f"{hour or whole_hour}:{minute or '00'}")


def clock_time(text: str) -> time | None:
    """Read 12:00, 12.00 or 12:00:00."""
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})(?::00)?", text.strip())
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))
