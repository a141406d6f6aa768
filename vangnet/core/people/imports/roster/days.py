"""From which day a roster counts, and on which day somebody who is missing in it has left.

Groups live one school year, from 1 August up to and including 31 July (WPO art. 1). The first roster of a
year therefore counts from 1 August, even when it was made before or after the summer.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from .values import Roster

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """The day of which the file tells, the first day of what is new, the last day of who is missing."""

    told_on: date
    begins_on: date
    left_on: date

    @property
    def before(self) -> date:
        """The last day of what is replaced."""
        return self.begins_on - ONE_DAY


def told_on(roster: Roster, on: date) -> date:
    """The file's own day, or today; never outside its school year."""
    return min(max(roster.holds_on or on, roster.year_begins_on), roster.year_ends_on)


def days_of(roster: Roster, on: date, *, is_first_of_year: bool) -> Days:
    day = told_on(roster, on)
    is_ahead = (roster.holds_on or on) < roster.year_begins_on
    return Days(
        told_on=day,
        begins_on=roster.year_begins_on if is_first_of_year else day,
        left_on=day - ONE_DAY if is_ahead else day,
    )
