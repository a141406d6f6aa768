"""The normal week of a school as a page shows it: each weekday with its hours, and the weeks before and after it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vangnet.core.calendars import NormalWeek, SchoolCalendar, SchoolHours

WEEKDAYS: tuple[tuple[int, Promise], ...] = (
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
)
WEEKEND: tuple[tuple[int, Promise], ...] = ((6, _("Saturday")), (7, _("Sunday")))


@dataclass(frozen=True)
class WeekRow:
    weekday: int
    name: Promise
    hours: SchoolHours | None

    @property
    def lasting(self) -> str:
        return clock(self.hours.lasting) if self.hours else ""


@dataclass(frozen=True)
class ShownWeek:
    since: date
    rows: tuple[WeekRow, ...]
    total: str
    holds: bool = False

    @classmethod
    def of(cls, week: NormalWeek, *, holds: bool) -> "ShownWeek":
        """A weekend is only shown by a school that teaches then."""
        rows = [
            WeekRow(weekday, name, week.hours[weekday - 1])
            for weekday, name in (*WEEKDAYS, *WEEKEND)
            if weekday <= len(WEEKDAYS) or week.hours[weekday - 1]
        ]
        total = sum((row.hours.lasting for row in rows if row.hours), timedelta())
        return cls(week.since, tuple(rows), clock(total), holds)


def clock(lasting: timedelta) -> str:
    """Hours and minutes, such as 5:15."""
    minutes = lasting // timedelta(minutes=1)
    return f"{minutes // 60}:{minutes % 60:02}"


def week_on(calendar: SchoolCalendar, day: date) -> NormalWeek | None:
    """The normal week that holds on a day; before the first one, the first that is coming."""
    in_order = sorted(calendar.weeks, key=lambda week: week.since)
    begun = [week for week in in_order if week.since <= day]
    found = begun[-1:] or in_order[:1]
    return found[0] if found else None


def shown_weeks(calendar: SchoolCalendar, on: date) -> list[ShownWeek]:
    """The last one first."""
    current = week_on(calendar, on)
    weeks = sorted(calendar.weeks, key=lambda week: week.since, reverse=True)
    return [ShownWeek.of(week, holds=week is current) for week in weeks]
