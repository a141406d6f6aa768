"""How many emergency response officers are in the building on each half-day of the school's week.

The law asks for enough and names no number (Arbowet art. 15); how many is enough is the school's own agreement, with a
day from which it holds and where it was agreed. Who is ill or on a school trip is not known here: so a half-day on
which exactly enough are there is shown as one on which nobody may be missed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum

from vangnet.core.agreements import Agreement
from vangnet.core.calendars import SchoolCalendar
from vangnet.core.law import VANGNET_PROPOSES
from vangnet.core.words import _

NOON = time(13)  # school that ends later than this has an afternoon
MORNING, AFTERNOON = "morning", "afternoon"
HalfDay = tuple[int, str]

FEWEST = Agreement(
    key="emergencies.fewest_officers",
    title=_("Emergency response officers in the building, at least"),
    unit=_("officers"),
    default=1,
    lowest=1,
    highest=50,
    source=VANGNET_PROPOSES,
)


class Cover(Enum):
    """From bad to good."""

    NONE = "none"
    TOO_FEW = "too_few"
    JUST = "just"
    ENOUGH = "enough"


@dataclass(frozen=True)
class Officer:
    """Somebody who holds the role today, with the half-days on which he or she is there; None: nobody said so yet."""

    key: int
    name: str
    is_head: bool
    half_days: Collection[HalfDay] | None


@dataclass(frozen=True)
class Cell:
    """A half-day with school."""

    weekday: int
    half: str
    names: Sequence[str]
    cover: Cover


def cover_of(number: int, fewest: int) -> Cover:
    if number == 0:
        return Cover.NONE
    if number < fewest:
        return Cover.TOO_FEW
    return Cover.JUST if number == fewest else Cover.ENOUGH


def coverage(officers: Iterable[Officer], taught: Iterable[HalfDay], fewest: int) -> list[Cell]:
    """Of each half-day with school, in the order of the week."""
    there: Mapping[HalfDay, list[str]] = _names(officers)
    return [
        Cell(
            weekday,
            half,
            there.get((weekday, half), []),
            cover_of(len(there.get((weekday, half), [])), fewest),
        )
        for weekday, half in sorted(taught, key=lambda each: (each[0], each[1] != MORNING))
    ]


def _names(officers: Iterable[Officer]) -> dict[HalfDay, list[str]]:
    there: dict[HalfDay, list[str]] = defaultdict(list)
    for officer in officers:
        for half_day in officer.half_days or ():
            there[half_day].append(officer.name)
    return there


def taught(calendar: SchoolCalendar, on: date) -> list[HalfDay]:
    """The half-days of the normal week that holds on a day."""
    begun = [week for week in calendar.weeks if week.since <= on]
    hours = max(begun, key=lambda week: week.since).hours if begun else ()
    return [
        (weekday, half)
        for weekday, day in enumerate(hours, start=1)
        if day
        for half in ((MORNING, AFTERNOON) if day.ends > NOON else (MORNING,))
    ]
