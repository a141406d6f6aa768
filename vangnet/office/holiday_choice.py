"""The proposed holidays of a school's region beside what its calendar holds, and taking over those not yet in it."""

from dataclasses import dataclass
from enum import Enum

from django.db import transaction

from vangnet.core.calendars import Exceptional, Kind, SchoolYear
from vangnet.core.people.holiday_proposal import Region, proposed_holidays
from vangnet.core.people.models import CalendarDay, School


class Standing(Enum):
    NEW = "new"
    KNOWN = "known"
    OVERLAPS = "overlaps"


@dataclass(frozen=True)
class Proposal:
    """One proposed holiday; `known` is the day in the calendar that stands in its place."""

    holiday: Exceptional
    standing: Standing
    known: CalendarDay | None = None


def proposals(school: School, school_year: SchoolYear) -> list[Proposal]:
    rows = list(school.calendar_days.all())
    return [_beside(holiday, rows) for holiday in proposed_holidays(Region(school.region), school_year)]


def _beside(holiday: Exceptional, rows: list[CalendarDay]) -> Proposal:
    on_its_days = [row for row in rows if row.first_on <= holiday.last and holiday.first <= row.last_on]
    for row in on_its_days:
        covers = row.first_on <= holiday.first and holiday.last <= row.last_on
        if covers and row.kind == Kind.HOLIDAY.value:
            return Proposal(holiday, Standing.KNOWN, row)
    if on_its_days:
        return Proposal(holiday, Standing.OVERLAPS, on_its_days[0])
    return Proposal(holiday, Standing.NEW)


@transaction.atomic
def take_over(school: School, school_year: SchoolYear) -> int:
    """Write the holidays that are not in the calendar yet; what overlaps is left to the school."""
    School.objects.select_for_update().get(pk=school.pk)  # two colleagues who agree at once write them once
    new = [each.holiday for each in proposals(school, school_year) if each.standing is Standing.NEW]
    CalendarDay.objects.bulk_create(
        CalendarDay(
            school=school,
            kind=holiday.kind.value,
            first_on=holiday.first,
            last_on=holiday.last,
            title=holiday.title,
        )
        for holiday in new
    )
    return len(new)
