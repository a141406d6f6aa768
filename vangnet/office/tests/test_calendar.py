"""The school's calendar by page: what is entered here decides how terms in school days are counted."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from vangnet.core.calendars import Exceptional, Kind, SchoolYear, school_year_of
from vangnet.core.people.calendars import calendar_of
from vangnet.core.people.models import CalendarDay, NormalDay
from vangnet.office.holiday_choice import Standing, proposals
from vangnet.office.year_overview import DayState, YearOverview

pytestmark = pytest.mark.django_db(databases="__all__")

YEAR = SchoolYear(2026)
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Monday 23 November 2026, a school day."""
    monday = date(2026, 11, 23)
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: monday)
    return monday


def a_day(school, first, last=None, **given):
    row = {"kind": "holiday", "title": "Herfstvakantie", **given}
    return CalendarDay.objects.create(school=school, first_on=first, last_on=last or first, **row)


def week(since, **given):
    days = {
        f"{key}_{day}": value
        for day in range(1, 6)
        for key, value in (("begins", "08:15"), ("ends", "14:00"), ("break", 15))
    }
    return {"since": since, **days, **given}


def page(school, rest=""):
    return f"/office/schools/{school.pk}/calendar/{rest}"


def test_a_new_week_holds_from_its_date_on_and_the_old_one_stays_known(as_, cast, linde):
    answer = as_(cast.hanna).post(
        page(linde, "week/"), week("2027-01-04", begins_5="", ends_5="", break_5="")
    )

    assert answer.status_code == 302
    calendar = calendar_of(linde)
    assert calendar.hours_on(date(2026, 12, 7)) == timedelta(hours=6)
    assert calendar.hours_on(date(2027, 1, 4)) == timedelta(hours=5, minutes=30)
    assert not calendar.is_school_day(date(2027, 1, 8)), "a Friday without times has no school"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"ends_2": ""}, "ends_2"),
        ({"begins_2": ""}, "begins_2"),
        ({"ends_3": "08:00"}, "ends_3"),
        ({"ends_3": "08:30"}, "ends_3"),
        ({"break_4": "-5"}, "break_4"),
        ({"since": "2026-07-31"}, "since"),
        ({"since": "2030-01-01"}, "since"),
        ({f"{key}_{day}": "" for key in ("begins", "ends") for day in range(1, 6)}, "__all__"),
    ],
)
def test_a_week_that_cannot_be_is_refused_at_its_field(as_, cast, linde, sent, field):
    before = NormalDay.objects.count()

    answer = as_(cast.hanna).post(page(linde, "week/"), week(**{"since": "2027-01-04", **sent}))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert NormalDay.objects.count() == before


def test_a_school_that_starts_is_told_that_no_calendar_is_known_and_says_its_week(as_, cast, linde):
    NormalDay.objects.filter(school=linde).delete()
    browser = as_(cast.hanna)

    told = browser.get(page(linde)).content.decode()
    browser.post(page(linde, "week/"), week("2026-08-01"))

    assert 'data-kind="warning"' in told
    assert calendar_of(linde).knows(date(2026, 8, 1))


def test_a_year_without_holidays_is_warned_about(as_, cast, linde):
    a_day(linde, date(2026, 7, 4), date(2026, 8, 16), title="Zomervakantie")

    assert not as_(cast.hanna).get(page(linde)).context["overview"].has_holidays
    a_day(linde, date(2026, 10, 10), date(2026, 10, 18))
    assert as_(cast.hanna).get(page(linde)).context["overview"].has_holidays


def test_a_day_that_differs_is_added_and_a_single_day_needs_no_last_day(as_, cast, linde):
    sent = {"kind": "half_day", "first_on": "2026-12-04", "title": "Sinterklaas", "ends_at": "12:00"}

    answer = as_(cast.hanna).post(page(linde, "day/"), sent)

    assert (answer.status_code, answer.url) == (302, page(linde, "?year=2026-2027"))
    row = CalendarDay.objects.get(title="Sinterklaas")
    assert (row.first_on, row.last_on, row.ends_at) == (date(2026, 12, 4), date(2026, 12, 4), time(12))
    assert calendar_of(linde).is_half_day(date(2026, 12, 4))


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kind": "half_day"}, "ends_at"),
        ({"ends_at": "12:00"}, "ends_at"),
        ({"last_on": "2026-12-01"}, "last_on"),
        ({"first_on": "2026-07-31"}, "first_on"),
        ({"first_on": "2029-07-31"}, "last_on"),
        ({"first_on": "2026-10-12"}, "first_on"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(as_, cast, linde, sent, field):
    a_day(linde, date(2026, 10, 10), date(2026, 10, 18))
    given = {"kind": "study_day", "first_on": "2026-12-04", "title": "Rekenen", **sent}

    answer = as_(cast.hanna).post(page(linde, "day/"), given)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not CalendarDay.objects.filter(title="Rekenen").exists()


def test_a_coming_day_is_removed_at_once(as_, cast, linde):
    day = a_day(linde, date(2026, 12, 19))

    as_(cast.hanna).post(f"/office/calendar-days/{day.pk}/remove/")

    assert not CalendarDay.objects.filter(pk=day.pk).exists()


def test_a_day_in_the_past_is_asked_once_more(as_, cast, linde):
    day, browser = a_day(linde, date(2026, 10, 10)), as_(cast.hanna)

    asked = browser.post(f"/office/calendar-days/{day.pk}/remove/")
    assert asked.status_code == 200
    assert CalendarDay.objects.filter(pk=day.pk).exists()

    browser.post(f"/office/calendar-days/{day.pk}/remove/", {"confirmed": "yes"})
    assert not CalendarDay.objects.filter(pk=day.pk).exists()


def test_looking_at_the_question_removes_nothing(as_, cast, linde):
    day = a_day(linde, date(2026, 12, 19))

    as_(cast.hanna).get(f"/office/calendar-days/{day.pk}/remove/")

    assert CalendarDay.objects.filter(pk=day.pk).exists()


def test_a_day_of_a_past_school_year_stays_even_when_confirmed(as_, cast, linde):
    day = a_day(linde, date(2026, 7, 4), date(2026, 8, 16))

    as_(cast.hanna).post(f"/office/calendar-days/{day.pk}/remove/", {"confirmed": "yes"})

    assert CalendarDay.objects.filter(pk=day.pk).exists()


def test_the_head_of_another_school_removes_nothing(as_, cast, linde):
    day = a_day(linde, date(2026, 12, 19))

    assert as_(cast.noor).post(f"/office/calendar-days/{day.pk}/remove/").status_code == 404
    assert CalendarDay.objects.filter(pk=day.pk).exists()


def test_looking_at_the_proposed_holidays_writes_nothing_and_agreeing_writes_what_is_not_in_yet(
    as_, cast, linde
):
    browser, address = as_(cast.hanna), page(linde, "holidays/?year=2026-2027")
    autumn = next(each.holiday for each in proposals(linde, YEAR) if each.holiday.title == "Herfstvakantie")
    a_day(linde, autumn.first - A_DAY, autumn.last + A_DAY)

    looked = browser.get(address)
    assert CalendarDay.objects.filter(school=linde).count() == 1

    browser.post(address)
    first = CalendarDay.objects.filter(school=linde).count()
    browser.post(address)
    assert first == 1 + looked.context["new"] > 5
    assert CalendarDay.objects.filter(school=linde).count() == first, "agreeing twice adds nothing"
    assert CalendarDay.objects.filter(school=linde, title="Herfstvakantie").count() == 1


def test_a_proposed_holiday_that_meets_another_day_is_left_to_the_school(linde):
    autumn = next(each.holiday for each in proposals(linde, YEAR) if each.holiday.title == "Herfstvakantie")
    study = a_day(linde, autumn.first, kind="study_day", title="Studiedag")

    found = next(each for each in proposals(linde, YEAR) if each.holiday == autumn)

    assert (found.standing, found.known) == (Standing.OVERLAPS, study)


def test_holidays_of_a_past_school_year_are_not_taken_over(as_, cast, linde):
    as_(cast.hanna).post(page(linde, "holidays/?year=2025-2026"))

    assert not CalendarDay.objects.filter(
        school=linde, first_on__lt=school_year_of(date(2026, 11, 23)).first
    ).exists()


def test_the_region_of_the_school_decides_what_is_proposed(linde):
    north = [each.holiday for each in proposals(linde, YEAR)]
    linde.region = "south"

    assert north != [each.holiday for each in proposals(linde, YEAR)]


def test_the_overview_names_every_kind_of_day(linde):
    a_day(linde, date(2026, 10, 10), date(2026, 10, 18))
    a_day(linde, date(2026, 12, 4), kind="half_day", title="Sint", ends_at=time(12))
    a_day(linde, date(2026, 12, 7), kind="study_day", title="Studiedag")
    a_day(linde, date(2026, 12, 8), kind="closed", title="Staking")
    overview = YearOverview(calendar_of(linde), YEAR)

    assert [overview.day(day).state for day in (
        date(2026, 10, 12), date(2026, 10, 17), date(2026, 12, 4), date(2026, 12, 7), date(2026, 12, 8),
        date(2026, 12, 9), date(2027, 7, 31),
    )] == [
        DayState.HOLIDAY, DayState.FREE, DayState.HALF_DAY, DayState.STUDY_DAY, DayState.CLOSED,
        DayState.SCHOOL, DayState.FREE,
    ]  # fmt: skip
    assert YearOverview(calendar_of(linde), YEAR.next()).day(date(2027, 9, 1)).state is DayState.UNKNOWN


def test_every_day_of_the_year_stands_in_exactly_one_month(linde):
    months = YearOverview(calendar_of(linde), YEAR).months()
    days = [day.on for month in months for week in month.weeks for day in week.days if day]

    assert days == [YEAR.first + number * A_DAY for number in range(365)]


def test_the_totals_are_those_of_the_calendar(linde):
    """Two weeks of school in an otherwise free year, worked out by hand: ten days, one of them half."""
    a_day(linde, date(2026, 8, 1), date(2026, 11, 29))
    a_day(linde, date(2026, 12, 14), date(2027, 7, 31))
    a_day(linde, date(2026, 12, 4), kind="half_day", title="Sint", ends_at=time(12))

    totals = YearOverview(calendar_of(linde), YEAR).totals()

    # Mondays, Tuesdays and Thursdays 6 hours, Wednesdays 3:30, one Friday 6 and one until noon 3:30.
    assert totals.lasting == timedelta(hours=6 * 7, minutes=3 * 210)
    assert (totals.school_days, totals.half_days, totals.teaching_weeks) == (10, 1, 2)


def test_the_calendar_asks_the_same_number_of_questions_however_full_it_is(
    as_, cast, linde, django_assert_max_num_queries
):
    browser = as_(cast.hanna)
    for number in range(40):
        a_day(linde, date(2026, 9, 1) + number * A_DAY)

    with django_assert_max_num_queries(24):
        browser.get(page(linde))


def test_who_works_at_the_school_reads_its_calendar_without_buttons_to_change_it(as_, cast, linde):
    a_day(linde, date(2026, 12, 19))

    shown = as_(cast.kees).get(page(linde)).content.decode()

    assert "Herfstvakantie" in shown
    assert "/remove/" not in shown
    assert "/calendar/week/" not in shown


def test_an_exception_tells_its_state_by_its_kind():
    assert {DayState(kind.value) for kind in Kind} < set(DayState)
    assert Exceptional(Kind.CLOSED, YEAR.first, YEAR.first, "").kind.value == DayState.CLOSED.value
