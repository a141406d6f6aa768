"""The calendar of a school from a file, compared with the days of that school year."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vangnet.core.calendars import SchoolYear
from vangnet.core.people.imports.school_calendar import plan_calendar
from vangnet.core.people.imports.shape import Plan, PlanOutdated, Sign
from vangnet.core.people.models import CalendarDay
from vangnet.core.people.tests.table_files import lines

YEAR = SchoolYear(2026)
AUGUST, MARCH = date(2026, 8, 1), date(2027, 3, 1)
HEADER = "van;t/m;soort;omschrijving;eindtijd"
AUTUMN = "17-10-2026;25-10-2026;vakantie;Herfstvakantie;"
STUDY = "11-11-2026;;studiedag;Studiedag rekenen;"
HALF = "04-12-2026;;halve dag;Sinterklaas;12:00"


@pytest.fixture
def plan(tmp_path, linde):
    def make(*rows: str, on: date = AUGUST) -> Plan:
        path = lines(tmp_path / "calendar.csv", HEADER, *rows)
        return plan_calendar(path, school=linde, school_year=YEAR, on=on)

    return make


def apply(plan: Plan) -> None:
    assert not plan.problems, [problem.text() for problem in plan.problems]
    plan.apply()


def days(school) -> list[tuple[object, ...]]:
    return list(
        CalendarDay.objects.filter(school=school).values_list(
            "kind", "first_on", "last_on", "title", "ends_at"
        )
    )


def test_new_days_are_written(plan, linde):
    apply(plan(AUTUMN, STUDY, HALF))
    assert days(linde) == [
        ("holiday", date(2026, 10, 17), date(2026, 10, 25), "Herfstvakantie", None),
        ("study_day", date(2026, 11, 11), date(2026, 11, 11), "Studiedag rekenen", None),
        ("half_day", date(2026, 12, 4), date(2026, 12, 4), "Sinterklaas", time(12, 0)),
    ]


def test_the_same_file_twice_changes_nothing(plan, linde):
    apply(plan(AUTUMN, STUDY, HALF))
    before = list(CalendarDay.objects.values())
    again = plan(AUTUMN, STUDY, HALF)
    assert set(again.counts) == {Sign.SAME}
    again.apply()
    assert list(CalendarDay.objects.values()) == before


def test_a_calendar_of_another_program_is_read_as_well(tmp_path, plan, linde):
    apply(plan(AUTUMN))
    path = lines(
        tmp_path / "calendar.txt",
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260801T000000Z"),
        *("DTSTART;VALUE=DATE:20261017", "DTEND;VALUE=DATE:20261026", "SUMMARY:Herfstvakantie"),
        *("END:VEVENT", "END:VCALENDAR", ""),
    )
    made = plan_calendar(path, school=linde, school_year=YEAR, on=AUGUST)
    assert not made.problems, [problem.text() for problem in made.problems]
    assert set(made.counts) == {Sign.SAME}


def test_a_day_that_moved_is_a_change_and_one_that_is_left_out_goes(plan, linde):
    apply(plan(AUTUMN, STUDY, HALF))
    made = plan(AUTUMN.replace("25-10", "26-10"), STUDY.replace("11-11", "18-11"))
    signs = [(change.name, change.sign) for change in made.changes]
    assert signs == [
        ("Herfstvakantie", Sign.CHANGED),
        ("Studiedag rekenen", Sign.CHANGED),
        ("Sinterklaas", Sign.LEFT),
    ]
    (moved,) = made.changes[0].differences
    assert (moved.before, moved.after) == ("25-10-2026", "26-10-2026")
    apply(made)
    assert [row[1:3] for row in days(linde)] == [
        (date(2026, 10, 17), date(2026, 10, 26)),
        (date(2026, 11, 18), date(2026, 11, 18)),
    ]


def test_days_of_other_schools_and_other_years_stay(plan, linde, iep):
    summer = {"kind": "holiday", "title": "Zomervakantie"}
    CalendarDay.objects.create(school=linde, first_on=date(2026, 7, 11), last_on=date(2026, 8, 23), **summer)
    CalendarDay.objects.create(school=linde, first_on=date(2027, 8, 1), last_on=date(2027, 8, 20), **summer)
    CalendarDay.objects.create(school=iep, first_on=date(2026, 9, 1), last_on=date(2026, 9, 1), **summer)
    made = plan(AUTUMN)
    assert made.counts == {Sign.NEW: 1}
    apply(made)
    assert CalendarDay.objects.filter(title="Zomervakantie").count() == 3


def test_a_change_of_days_that_have_passed_is_remarked_on(plan):
    apply(plan(AUTUMN, STUDY))
    assert not plan(AUTUMN, STUDY, on=MARCH).remarks
    assert any("have passed" in remark for remark in plan(AUTUMN, on=MARCH).remarks)


def test_problems_leave_nothing_to_apply(plan, linde):
    made = plan(AUTUMN, "31-02-2026;;studiedag;x;", "01-12-2025;;studiedag;y;")
    assert [problem.line for problem in made.problems] == [3, 4]
    with pytest.raises(PlanOutdated):
        made.apply()
    assert not days(linde)


def test_a_plan_is_outdated_when_the_calendar_has_changed(plan, linde):
    apply(plan(AUTUMN))
    made = plan(AUTUMN, STUDY)
    CalendarDay.objects.update(title="Herfst")
    with pytest.raises(PlanOutdated):
        made.apply()
    assert [row[3] for row in days(linde)] == ["Herfst"]


def test_one_query_is_enough_to_compare(plan):
    apply(plan(AUTUMN))
    with CaptureQueriesContext(connection) as queries:
        plan(AUTUMN, STUDY, HALF)
    assert len(queries) == 1
