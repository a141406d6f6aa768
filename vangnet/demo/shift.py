"""Moves the demonstration through time by whole weeks, so that its "today" is this week wherever it is started.

Everything moves along: holidays, birthdays, appointments. Weekdays stay weekdays and a school day stays one. Only the
names of the school years follow the real calendar, so that this year's groups are this year's.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from vangnet.core.calendars import SchoolYear, school_year_of


@dataclass(frozen=True)
class Shift:
    """By how much the invented dates move, and by how many school years the names of groups do."""

    by: timedelta
    years: int

    @classmethod
    def to(cls, today: date, *, written_for: date) -> "Shift":
        years = school_year_of(today).starts - school_year_of(written_for).starts
        return cls(timedelta(weeks=(today - written_for).days // 7), years)

    def day(self, day: date) -> date:
        return day + self.by

    def maybe(self, day: date | None) -> date | None:
        return day + self.by if day else None

    def moment(self, moment: datetime) -> datetime:
        """The moment on the clock of the school."""
        return timezone.make_aware(moment + self.by)

    def school_year(self, starts: int) -> SchoolYear:
        return SchoolYear(starts + self.years)
