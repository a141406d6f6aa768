"""The school's calendar from its rows, as the value that terms count with."""

from vangnet.core.calendars import (
    Exceptional,
    Kind,
    SchoolCalendar,
    SchoolHours,
    normal_weeks,
    school_year_of,
)

from .models import CalendarDay, NormalDay, School


def calendar_of(school: School) -> SchoolCalendar:
    normal = NormalDay.objects.filter(school=school).order_by("since", "weekday")
    changes = [(day.since, day.weekday, _hours(day)) for day in normal]
    exceptions = tuple(_exceptional(day) for day in school.calendar_days.all())
    holidays = [exceptional.last for exceptional in exceptions if exceptional.kind is Kind.HOLIDAY]
    # A year for which no holiday was entered is unknown, not a year without holidays.
    until = school_year_of(max(holidays)).last if holidays else None
    return SchoolCalendar(normal_weeks(changes), exceptions, until)


def _hours(day: NormalDay) -> SchoolHours | None:
    """No hours means that there is no school on this weekday."""
    if day.starts_at is None or day.ends_at is None:
        return None
    return SchoolHours(day.starts_at, day.ends_at, day.break_minutes)


def _exceptional(day: CalendarDay) -> Exceptional:
    return Exceptional(Kind(day.kind), day.first_on, day.last_on, day.title, day.ends_at)
