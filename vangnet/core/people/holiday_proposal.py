"""The school holidays that the ministry has set or advised, as a proposal for a school to start from.

Christmas, summer and one week in May are binding; autumn and spring are advice, and most schools add a second
week in May. Study days, half days and the school's own free days are not in it: the school adds them.
"""

from datetime import date
from enum import Enum
from itertools import groupby

from vangnet.core.calendars import Exceptional, Kind, SchoolYear

HOLIDAYS_OF_A_YEAR = {"Zomervakantie", "Herfstvakantie", "Kerstvakantie", "Voorjaarsvakantie", "Meivakantie"}


class Region(Enum):
    """The three regions over which the school holidays are spread; Almere lies in the north."""

    NORTH = "north"
    MIDDLE = "middle"
    SOUTH = "south"


_IN_DUTCH = {Region.NORTH: "Noord", Region.MIDDLE: "Midden", Region.SOUTH: "Zuid"}


def proposed_holidays(region: Region, school_year: SchoolYear) -> tuple[Exceptional, ...]:
    """The holidays of a school year and its other public holidays; nothing while not all are known."""
    titles = _titles(region, school_year, category="school")
    if set(titles.values()) != HOLIDAYS_OF_A_YEAR:
        return ()
    public = _titles(region, school_year, category="public")
    titles = {day: title for day, title in public.items() if day.weekday() < 5} | titles
    days = sorted(titles)
    # Days that follow each other have the same difference between the day and its place in the list.
    runs = groupby(enumerate(days), key=lambda place: (titles[place[1]], place[1].toordinal() - place[0]))
    return tuple(_exceptional(title, [day for _place, day in run]) for (title, _offset), run in runs)


def _exceptional(title: str, days: list[date]) -> Exceptional:
    return Exceptional(Kind.HOLIDAY, days[0], days[-1], title)


def _titles(region: Region, school_year: SchoolYear, *, category: str) -> dict[date, str]:
    """The free days within the school year, each with its Dutch name; a summer is cut at 1 August."""
    from holidays import country_holidays  # only here: it is not needed to start

    years = (school_year.starts, school_year.starts + 1)
    found = country_holidays(
        "NL", subdiv=_IN_DUTCH[region], years=years, categories=(category,), language="nl"
    )
    return {day: title for day, title in found.items() if day in school_year}
