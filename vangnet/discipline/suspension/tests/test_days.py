"""The school days of a suspension, over weekends, holidays, free days, a leap day and the change of the clock."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.core.calendars import CalendarUnknown, Exceptional, Kind, NormalWeek, SchoolCalendar, SchoolHours
from vangnet.core.working_days import DAY
from vangnet.discipline.suspension.days import NoSchool, days_from
from vangnet.discipline.suspension.protocol import MOST_DAYS

LONG, SHORT = SchoolHours(time(8, 30), time(15), 30), SchoolHours(time(8, 30), time(12, 30))
WEEK = NormalWeek.of(date(2024, 8, 1), {1: LONG, 2: LONG, 3: SHORT, 4: LONG, 5: LONG})
EXCEPTIONS = (
    Exceptional(Kind.HOLIDAY, date(2026, 10, 17), date(2026, 10, 25), "Herfstvakantie"),
    Exceptional(Kind.STUDY_DAY, date(2026, 11, 30), date(2026, 11, 30), "Studiedag"),
    Exceptional(Kind.HALF_DAY, date(2026, 12, 4), date(2026, 12, 4), "Sinterklaas", time(12)),
    Exceptional(Kind.CLOSED, date(2027, 1, 11), date(2027, 1, 11), "Storm"),
)
CALENDAR = SchoolCalendar((WEEK,), EXCEPTIONS)


def on(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "number", "last", "back"),
    [
        ("2026-11-23", 1, "2026-11-23", "2026-11-24"),
        ("2026-11-23", 5, "2026-11-27", "2026-12-01"),  # back after weekend and study day
        ("2026-11-26", 3, "2026-12-01", "2026-12-02"),  # Thursday, Friday, and Tuesday
        (
            "2026-10-15",
            3,
            "2026-10-26",
            "2026-10-27",
        ),  # the autumn holiday and the change of the clock in between
        ("2026-12-03", 2, "2026-12-04", "2026-12-07"),  # a half day is a school day
        ("2027-01-08", 2, "2027-01-12", "2027-01-13"),  # the school was shut
        ("2028-02-28", 3, "2028-03-01", "2028-03-02"),  # a leap day
    ],
)
def test_school_days_are_counted_over_the_schools_own_calendar(first, number, last, back):
    days = days_from(on(first), number, CALENDAR)

    assert (days.first_on, days.last_on, days.number, days.back_on) == (on(first), on(last), number, on(back))


@pytest.mark.parametrize(
    ("free", "next_on"),
    [("2026-11-28", "2026-12-01"), ("2026-11-30", "2026-12-01"), ("2026-10-17", "2026-10-26")],
)
def test_a_suspension_does_not_begin_on_a_day_without_school(free, next_on):
    with pytest.raises(NoSchool) as told:
        days_from(on(free), 2, CALENDAR)

    assert told.value.next_on == on(next_on)


def test_the_end_of_the_calendar_leaves_the_day_back_open_and_no_day_is_guessed():
    known = SchoolCalendar((WEEK,), EXCEPTIONS, until=on("2027-07-31"))

    assert days_from(on("2027-07-30"), 1, known).back_on is None
    with pytest.raises(CalendarUnknown):
        days_from(on("2027-07-30"), 2, known)


@settings(max_examples=200)
@given(st.dates(on("2026-08-03"), on("2028-06-30")), st.integers(1, MOST_DAYS))
def test_every_day_of_it_is_a_school_day_and_none_in_between_is_left_out(first, number):
    if not CALENDAR.is_school_day(first):
        return
    days = days_from(first, number, CALENDAR)

    span = [days.first_on + DAY * index for index in range((days.last_on - days.first_on).days + 1)]
    assert len([day for day in span if CALENDAR.is_school_day(day)]) == number
    assert CALENDAR.is_school_day(days.last_on)
    between = [days.last_on + DAY * index for index in range(1, (days.back_on - days.last_on).days)]
    assert not any(CALENDAR.is_school_day(day) for day in between)
