"""Public holidays and working days, as the Algemene termijnenwet (Atw) knows them.

Art. 3 names them: New Year's Day, Easter Monday, Ascension Day, Whit Monday, both Christmas days, the day on
which the King's birthday is celebrated and 5 May, every year; Good Friday is treated as one of them.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)

# Art. 3, third paragraph: bridging days that a royal decree treats as public holidays, for this act alone.
# A decree covers some three years and names its days in its title; the next one has to be added here by hand.
EQUATED_DAYS = frozenset(
    {
        # Besluit gelijkstelling van 28 april 2023, 19 mei 2023, 10 mei 2024, 27 december 2024 en 30 mei 2025
        *(date(2023, 4, 28), date(2023, 5, 19), date(2024, 5, 10), date(2024, 12, 27), date(2025, 5, 30)),
        # Besluit gelijkstelling van 2 januari 2026, 15 mei 2026, 7 mei 2027, 28 april 2028 en 26 mei 2028
        *(date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26)),
    }
)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of a year; Easter Sunday and Whit Sunday come along, being Sundays anyway.

    The library counts 5 May as a public holiday once in five years, and as optional in the others; the act
    does not.
    """
    from holidays import country_holidays  # only here: it is not needed to start

    return frozenset(country_holidays("NL", years=year, categories=("public", "optional")))


def is_working_day(day: date) -> bool:
    """Monday to Friday and no public holiday; a bridging day is a working day like others."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


def ends_a_statutory_term(day: date) -> bool:
    """Whether the Atw lets a term end on this day."""
    return is_working_day(day) and day not in EQUATED_DAYS


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first up to and including the last."""
    return (first + index * DAY for index in range((last - first).days + 1))


def count_working_days(first: date, last: date) -> int:
    """The working days from the first up to and including the last day."""
    return sum(map(is_working_day, days_between(first, last)))
