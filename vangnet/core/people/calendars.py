"""The school's calendar from its rows, as the value that terms count with."""

from collections import defaultdict
from collections.abc import Iterable

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
    return calendars_of([school])[school.pk]


def calendars_of(schools: Iterable[School]) -> dict[int, SchoolCalendar]:
    """Of several schools, by their number, in two questions."""
    keys = [school.pk for school in schools]
    normal: dict[int, list[NormalDay]] = defaultdict(list)
    for day in NormalDay.objects.filter(school__in=keys).order_by("since", "weekday"):
        normal[day.school_id].append(day)
    exceptional: dict[int, list[CalendarDay]] = defaultdict(list)
    for exception in CalendarDay.objects.filter(school__in=keys):
        exceptional[exception.school_id].append(exception)
    return {key: _calendar(normal[key], exceptional[key]) for key in keys}


def _calendar(normal: Iterable[NormalDay], exceptional: Iterable[CalendarDay]) -> SchoolCalendar:
    changes = [(day.since, day.weekday, _hours(day)) for day in normal]
    exceptions = tuple(_exceptional(day) for day in exceptional)
    holidays = [exception.last for exception in exceptions if exception.kind is Kind.HOLIDAY]
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
