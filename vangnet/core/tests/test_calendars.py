"""What a school's calendar answers, by example."""

from datetime import date, time, timedelta

import pytest

from vangnet.core.calendars import (
    CalendarUnknown,
    Exceptional,
    Kind,
    NormalWeek,
    SchoolCalendar,
    SchoolHours,
    SchoolYear,
    normal_weeks,
    school_year_of,
)

LONG = SchoolHours(time(8, 30), time(14, 45), break_minutes=45)
SHORT = SchoolHours(time(8, 30), time(12, 15))
WEEK = NormalWeek.of(date(2026, 8, 1), {1: LONG, 2: LONG, 3: SHORT, 4: LONG, 5: LONG})
AUTUMN = Exceptional(Kind.HOLIDAY, date(2026, 10, 10), date(2026, 10, 18), "Herfstvakantie")
STUDY_DAY = Exceptional(Kind.STUDY_DAY, date(2026, 11, 4), date(2026, 11, 4), "Studiedag")
HALF_DAY = Exceptional(Kind.HALF_DAY, date(2026, 12, 18), date(2026, 12, 18), "Halve dag", time(12))
CALENDAR = SchoolCalendar((WEEK,), (AUTUMN, STUDY_DAY, HALF_DAY))


def test_the_hours_of_a_day_are_clock_hours_without_the_break():
    assert CALENDAR.hours_on(date(2026, 9, 1)) == timedelta(hours=5, minutes=30)
    assert CALENDAR.hours_on(date(2026, 9, 2)) == timedelta(hours=3, minutes=45)


@pytest.mark.parametrize("day", [date(2026, 9, 5), date(2026, 10, 12), date(2026, 11, 4)])
def test_a_weekend_a_holiday_and_a_study_day_have_no_hours(day):
    assert CALENDAR.hours_on(day) == timedelta()
    assert not CALENDAR.is_school_day(day)
    assert not CALENDAR.is_half_day(day)


def test_a_half_day_is_a_school_day_that_ends_earlier():
    friday = date(2026, 12, 18)

    assert CALENDAR.hours_on(friday) == timedelta(hours=3, minutes=30)
    assert CALENDAR.is_school_day(friday)
    assert CALENDAR.is_half_day(friday)
    assert not CALENDAR.is_half_day(date(2026, 9, 2))  # a short Wednesday is normal


def test_a_half_day_never_lasts_longer_than_the_normal_day():
    late = Exceptional(Kind.HALF_DAY, date(2026, 9, 2), date(2026, 9, 2), "Te laat", time(14))
    early = Exceptional(Kind.HALF_DAY, date(2026, 9, 3), date(2026, 9, 3), "Te vroeg", time(8))
    calendar = SchoolCalendar((WEEK,), (late, early))

    assert calendar.hours_on(date(2026, 9, 2)) == SHORT.lasting
    assert not calendar.is_half_day(date(2026, 9, 2))
    assert not calendar.is_school_day(date(2026, 9, 3))


def test_a_free_day_wins_over_a_half_day():
    closed = Exceptional(Kind.CLOSED, date(2026, 12, 18), date(2026, 12, 18), "Storm")

    for exceptions in ((closed, HALF_DAY), (HALF_DAY, closed)):
        calendar = SchoolCalendar((WEEK,), exceptions)
        assert calendar.exception_on(date(2026, 12, 18)) == closed
        assert not calendar.is_school_day(date(2026, 12, 18))


def test_a_new_normal_week_holds_from_its_date():
    four_days = NormalWeek.of(date(2027, 1, 4), {1: LONG, 2: LONG, 4: LONG, 5: LONG})
    calendar = SchoolCalendar((four_days, WEEK))

    assert calendar.is_school_day(date(2026, 12, 30))
    assert not calendar.is_school_day(date(2027, 1, 6))


def test_changes_of_single_weekdays_leave_the_other_days_as_they_were():
    weeks = normal_weeks(
        [
            (date(2027, 1, 1), 3, None),
            (date(2026, 8, 1), 3, SHORT),
            (date(2026, 8, 1), 1, LONG),
        ]
    )

    assert weeks == (
        NormalWeek.of(date(2026, 8, 1), {1: LONG, 3: SHORT}),
        NormalWeek.of(date(2027, 1, 1), {1: LONG}),
    )


@pytest.mark.parametrize("day", [date(2026, 7, 31), date(2027, 8, 1)])
def test_a_day_that_the_school_has_not_set_is_never_guessed(day):
    calendar = SchoolCalendar((WEEK,), until=date(2027, 7, 31))

    for question in (
        calendar.hours_on,
        calendar.is_school_day,
        calendar.is_half_day,
        calendar.is_in_teaching_week,
    ):
        with pytest.raises(CalendarUnknown) as unknown:
            question(day)
        assert unknown.value.day == day


def test_a_school_without_calendar_is_told_so():
    with pytest.raises(CalendarUnknown, match="2026-09-01"):
        SchoolCalendar(()).is_school_day(date(2026, 9, 1))


def test_a_teaching_week_has_at_least_one_school_day():
    first, last = date(2026, 10, 5), date(2026, 10, 25)

    assert list(CALENDAR.teaching_weeks(first, last)) == [date(2026, 10, 5), date(2026, 10, 19)]
    assert CALENDAR.is_in_teaching_week(date(2026, 10, 10))  # the Saturday belongs to the week before
    assert not CALENDAR.is_in_teaching_week(date(2026, 10, 14))


def test_a_week_that_is_half_known_is_judged_by_the_days_that_are_known():
    calendar = SchoolCalendar((NormalWeek.of(date(2026, 9, 2), {1: LONG, 5: LONG}),), until=date(2026, 9, 9))

    assert calendar.is_in_teaching_week(date(2026, 9, 3))
    assert calendar.is_in_teaching_week(date(2026, 9, 9))


def test_school_days_include_the_first_and_the_last_day():
    assert list(CALENDAR.school_days(date(2026, 10, 9), date(2026, 10, 19))) == [
        date(2026, 10, 9),
        date(2026, 10, 19),
    ]
    assert list(CALENDAR.school_days(date(2026, 10, 9), date(2026, 10, 8))) == []


def test_equal_calendars_are_equal_and_can_be_kept_in_a_set():
    again = SchoolCalendar((WEEK,), (AUTUMN, STUDY_DAY, HALF_DAY))
    CALENDAR.is_school_day(date(2026, 9, 1))

    assert {CALENDAR, again} == {CALENDAR}


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: SchoolHours(time(12), time(8)),
        lambda: SchoolHours(time(8), time(9), break_minutes=60),
        lambda: SchoolHours(time(8), time(9), break_minutes=-5),
        lambda: NormalWeek.of(date(2026, 8, 1), {}),
        lambda: NormalWeek(date(2026, 8, 1), (LONG,)),
        lambda: Exceptional(Kind.HOLIDAY, date(2026, 8, 2), date(2026, 8, 1), ""),
        lambda: Exceptional(Kind.HALF_DAY, date(2026, 8, 1), date(2026, 8, 1), ""),
        lambda: Exceptional(Kind.CLOSED, date(2026, 8, 1), date(2026, 8, 1), "", time(12)),
        lambda: SchoolCalendar((WEEK, WEEK)),
        lambda: SchoolYear.named("2026-2028"),
        lambda: SchoolYear.named("2026"),
    ],
)
def test_what_cannot_be_is_refused(impossible):
    with pytest.raises(ValueError, match=r".+"):
        impossible()


def test_the_school_year_runs_from_1_august_to_31_july():
    """WPO art. 1."""
    year = SchoolYear(2026)

    assert (year.first, year.last) == (date(2026, 8, 1), date(2027, 7, 31))
    assert school_year_of(date(2027, 7, 31)) == school_year_of(date(2026, 8, 1)) == year
    assert year.first in year
    assert year.last in year
    assert date(2027, 8, 1) not in year
    assert year.previous() < year < year.next()


@pytest.mark.parametrize("text", ["2026-2027", "2026 / 2027", " 2026/2027 "])
def test_a_school_year_is_read_as_schools_write_it(text):
    assert SchoolYear.named(text) == SchoolYear(2026)
    assert str(SchoolYear.named(text)) == "2026-2027"
