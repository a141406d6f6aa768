"""How often, told once more in other words: each rhythm is compared with a slow count over days."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.core.calendars import Exceptional, Kind, NormalWeek, SchoolCalendar, SchoolHours, school_year_of
from vangnet.core.law import Practice
from vangnet.core.obligations.duties import Duty, Evidence, Standing, State, standing, worst
from vangnet.core.obligations.rhythms import (
    FOREVER,
    AfterAChange,
    Always,
    EveryMonths,
    EveryTeachingWeek,
    EveryYears,
    Record,
    TimesAYear,
    covered_until,
)
from vangnet.core.people.roles import Role

DAY = timedelta(days=1)
SINCE = date(2015, 8, 1)
days = st.dates(date(2019, 1, 1), date(2027, 12, 31))


def no_rows():
    raise AssertionError("a rhythm asks no database")


def duty(rhythm, **more):
    return Duty(
        "x", "x", Practice("x"), rhythm, Role.HEAD, Evidence(no_rows), **{"since": SINCE, "notice": 60} | more
    )


def state(rhythm, record, on, **more):
    return standing(duty(rhythm), record, on, **more).state


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 9, 4), State.KEPT),
        (date(2026, 9, 5), State.DUE_SOON),
        (date(2026, 11, 3), State.DUE_SOON),
        (date(2026, 11, 4), State.OVERDUE),
    ],
)
def test_every_four_years_ends_on_the_anniversary_and_is_told_sixty_days_before(on, expected):
    assert state(EveryYears(4), Record(date(2022, 11, 3)), on) is expected


def test_what_happened_on_a_leap_day_is_due_on_the_last_day_of_february():
    assert standing(duty(EveryYears(1)), Record(date(2024, 2, 29)), date(2024, 3, 1)).due_on == date(
        2025, 2, 28
    )
    assert standing(duty(EveryMonths(6)), Record(date(2024, 8, 31)), date(2024, 9, 1)).due_on == date(
        2025, 2, 28
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 3, 1), State.DUE_SOON),
        (date(2026, 3, 1), State.DUE_SOON),
        (date(2026, 3, 2), State.NEVER),
    ],
)
def test_what_was_first_used_on_a_day_is_due_for_the_first_time_some_months_after_it(on, expected):
    lift = EveryMonths(18, first=12)

    assert state(lift, Record(), on, since=date(2025, 3, 1)) is expected


def test_who_asks_for_it_more_often_asks_for_the_first_time_as_soon():
    stricter = EveryMonths(18, first=12).with_number(6)

    assert standing(duty(stricter), Record(), date(2025, 3, 1), since=date(2025, 3, 1)).due_on == date(
        2025, 9, 1
    )


@pytest.mark.parametrize("rhythm", [EveryYears(4), EveryMonths(1), Always()])
def test_what_never_happened_is_broken_from_the_first_day_and_not_asked_before(rhythm):
    assert state(rhythm, Record(), SINCE) is State.NEVER
    assert state(rhythm, Record(), SINCE - DAY) is State.NOT_APPLICABLE
    assert state(rhythm, Record(), date(2026, 1, 1), since=date(2026, 1, 2)) is State.NOT_APPLICABLE


def counted(facts, on):
    """The record as anybody would count it from a list of days."""
    past = [day for day in facts if day <= on]
    year = school_year_of(on)
    return Record(
        max(past, default=None),
        sum(day in year for day in past),
        sum(day in year.previous() for day in past),
    )


@given(
    st.lists(days, max_size=12), days, st.integers(1, 3), st.sampled_from([(7, 31), (7, 1), (12, 31), (8, 1)])
)
def test_so_many_times_a_school_year_is_broken_exactly_when_a_last_day_passed_without(facts, on, times, last):
    month, day = last
    rhythm, year = TimesAYear(times, month, day), school_year_of(on)
    this = [fact for fact in facts if fact in year and fact <= on]
    before = [fact for fact in facts if fact in year.previous()]
    is_over = on > date(year.starts + (month < 8), month, day)
    expected = len(this) < times and (is_over or len(before) < times)

    assert state(rhythm, counted(facts, on), on).is_broken is expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 8, 20), State.DUE_SOON),
        (date(2027, 7, 31), State.DUE_SOON),
        (date(2027, 8, 1), State.NEVER),
    ],
)
def test_a_new_school_has_its_first_year_to_do_it(on, expected):
    assert state(TimesAYear(), Record(), on, since=date(2026, 8, 15)) is expected


def test_a_promise_made_after_the_last_day_of_a_year_is_first_due_the_year_after():
    stands = standing(duty(TimesAYear(1, 7, 1)), Record(), date(2026, 7, 10), since=date(2026, 7, 5))

    assert stands == Standing(State.DUE_SOON, date(2027, 7, 1), None)


periods = st.lists(
    st.tuples(days, st.integers(0, 300)).map(lambda pair: (pair[0], pair[0] + pair[1] * DAY)), max_size=6
)


@given(periods, days, st.integers(1, 3), st.booleans())
def test_covered_until_is_the_last_day_of_a_walk_along_the_days(covers, on, number, for_good):
    if for_good and covers:
        covers[0] = (covers[0][0], FOREVER)
    day, walked, far = on, None, on + 2200 * DAY  # all six periods one after the other
    while day < far and sum(first <= day <= last for first, last in covers) >= number:
        walked, day = day, day + DAY
    expected = FOREVER if day == far else walked

    assert covered_until(covers, number, on) == expected


def test_a_task_that_nobody_holds_is_broken_from_the_first_day():
    gone = Record(last_on=date(2026, 10, 31))

    assert state(Always(), Record(until=date(2026, 10, 31)), date(2026, 10, 31)) is State.DUE_SOON
    assert state(Always(), gone, date(2026, 11, 1)) is State.OVERDUE
    assert state(Always(), Record(until=FOREVER), date(2026, 11, 1)) is State.KEPT


@given(days, days)
def test_after_a_change_it_must_be_done_again_within_the_days(changed_on, done_on):
    on = changed_on + 31 * DAY
    expected = State.KEPT if done_on >= changed_on else State.OVERDUE

    assert state(AfterAChange(30), Record(done_on, changed_on=changed_on), on) is expected
    assert state(AfterAChange(30), Record(done_on), on) is State.KEPT


def test_every_week_of_school_asks_nothing_of_a_holiday():
    week = NormalWeek.of(SINCE, {n: SchoolHours(time(8, 30), time(14, 0)) for n in range(1, 6)})
    autumn = Exceptional(Kind.HOLIDAY, date(2026, 10, 10), date(2026, 10, 18), "autumn")
    calendar = SchoolCalendar((week,), (autumn,), until=date(2027, 7, 31))
    done = Record(date(2026, 10, 8))  # Thursday, in the last week before the holiday

    assert standing(duty(EveryTeachingWeek()), done, date(2026, 10, 12), calendar=calendar).due_on == date(
        2026, 10, 25
    )
    assert state(EveryTeachingWeek(), done, date(2026, 10, 25), calendar=calendar) is State.DUE_SOON
    assert state(EveryTeachingWeek(), done, date(2026, 10, 26), calendar=calendar) is State.OVERDUE


def test_a_school_stands_as_the_worst_of_its_subjects():
    late, kept = Standing(State.OVERDUE, date(2026, 1, 1)), Standing(State.KEPT, date(2027, 1, 1))
    none = Standing(State.NOT_APPLICABLE)

    assert worst([kept, late, none], duty(Always())) == late
    assert worst([none], duty(Always())).state is State.NOT_APPLICABLE
    assert worst([], duty(Always())).state is State.NEVER
    assert worst([], duty(Always(), no_subject="No lift stands here.")).state is State.NOT_APPLICABLE


def test_a_board_makes_a_rhythm_stricter_within_its_bounds():
    drill = duty(TimesAYear(1), highest=4)

    assert (drill.agreement.default, drill.agreement.lowest, drill.agreement.highest) == (1, 1, 4)
    assert drill.as_agreed({"duty.x": 2}).rhythm == TimesAYear(2)
    assert not TimesAYear(2).is_laxer_than(TimesAYear(1))
    assert EveryYears(5).is_laxer_than(EveryYears(4))
    assert duty(EveryYears(4)).agreement is None


def test_standings_are_in_order_the_worse_first_and_of_these_the_older():
    late, later = Standing(State.OVERDUE, date(2026, 1, 1)), Standing(State.OVERDUE, date(2026, 3, 1))
    soon, never, kept = (
        Standing(State.DUE_SOON),
        Standing(State.NEVER),
        Standing(State.KEPT, date(2027, 1, 1)),
    )

    assert sorted([kept, soon, later, late, never]) == [never, late, later, soon, kept]
    assert min([kept, later, late]) == late
