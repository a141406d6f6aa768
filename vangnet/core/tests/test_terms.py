"""Terms held against the oracle, a calendar told day by day, and against examples worked out by hand."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.core import terms
from vangnet.core.calendars import CalendarUnknown, Exceptional, Kind, NormalWeek, SchoolCalendar, SchoolHours
from vangnet.core.tests import oracle
from vangnet.core.working_days import count_working_days, is_working_day, public_holidays

DAY = timedelta(days=1)
HOURS = SchoolHours(time(8, 30), time(14), break_minutes=30)
SINCE = date(2024, 1, 1)
WEEK = NormalWeek.of(SINCE, dict.fromkeys(range(1, 6), HOURS))
AUTUMN = Exceptional(Kind.HOLIDAY, date(2026, 10, 10), date(2026, 10, 18), "Herfstvakantie")
CALENDAR = SchoolCalendar((WEEK,), (AUTUMN,))

days = st.dates(date(2024, 6, 1), date(2031, 6, 30))


@st.composite
def calendars(draw):
    """One to three normal weeks, and up to a dozen other days that may well overlap."""
    later = draw(st.lists(days, max_size=2, unique=True))
    some_weekdays = st.sets(st.integers(1, 7), min_size=1)
    weeks = [NormalWeek.of(since, dict.fromkeys(draw(some_weekdays), HOURS)) for since in (SINCE, *later)]
    exceptions = []
    for _number in range(draw(st.integers(0, 12))):
        kind, first = draw(st.sampled_from(Kind)), draw(days)
        ends = time(12) if kind is Kind.HALF_DAY else None
        exceptions.append(Exceptional(kind, first, first + draw(st.integers(0, 50)) * DAY, "Vrij", ends))
    return SchoolCalendar(tuple(weeks), tuple(exceptions))


def teaches(calendar):
    return lambda day: oracle.teaches(day, calendar.weeks, calendar.exceptions)


def in_teaching_week(calendar):
    return lambda day: oracle.teaches_in_week_of(day, calendar.weeks, calendar.exceptions, known_from=SINCE)


# Against the oracle


def test_public_holidays_are_those_of_the_act_in_every_year_of_the_table():
    """Atw art. 3: 5 May every year, Good Friday as well, Sundays left aside."""
    ours = {day for year in range(2024, 2033) for day in public_holidays(year)}

    assert ours >= oracle.PUBLIC_HOLIDAYS
    assert all(day.weekday() == 6 for day in ours - oracle.PUBLIC_HOLIDAYS)


@given(days, st.integers(1, 40))
def test_working_days_are_ticked_off_one_by_one(event, number):
    last = terms.working_days(number).ends(event)

    assert last == oracle.nth_after(event, number, oracle.works)
    assert count_working_days(event + DAY, last) == number


@given(calendars(), days, st.integers(1, 25))
def test_school_days_are_ticked_off_one_by_one(calendar, event, number):
    last = terms.school_days(number).ends(event, calendar)

    assert last == oracle.nth_after(event, number, teaches(calendar))
    assert terms.count_school_days(event + DAY, last, calendar=calendar) == number
    assert terms.consecutive_school_days(event + DAY, number, calendar=calendar)[-1] == last


@given(calendars(), days, st.integers(1, 6))
def test_every_day_of_a_teaching_week_counts_and_no_day_of_another_week(calendar, event, number):
    last = terms.teaching_weeks(number).ends(event, calendar)

    assert last == oracle.nth_after(event, 7 * number, in_teaching_week(calendar))


@given(calendars(), days, st.integers(1, 5))
def test_the_last_teaching_weeks_hold_seven_days_of_each(calendar, day, number):
    """Leerplichtwet art. 21: four consecutive teaching weeks, holidays left out."""
    counts = in_teaching_week(calendar)
    first, last = terms.last_teaching_weeks(day, number, calendar=calendar)

    within = [first + offset * DAY for offset in range((last - first).days + 1)]
    assert last == day
    assert counts(first)
    assert sum(map(counts, within)) == 7 * number


@given(
    days,
    st.one_of(
        st.builds(terms.calendar_days, st.integers(1, 90), statutory=st.just(True)),
        st.builds(terms.weeks, st.integers(1, 12), statutory=st.just(True)),
        st.builds(terms.months, st.integers(1, 3), statutory=st.just(True)),
    ),
)
def test_a_statutory_term_runs_on_to_a_day_on_which_it_may_end(event, term):
    """Atw art. 1 and 2."""
    plain = terms.DayTerm(term.number, term.count, term.wording).ends(event)

    assert term.ends(event) == oracle.rolled_over(event, plain)


@given(calendars(), st.lists(days, min_size=1, max_size=20))
def test_the_quick_calendar_and_the_slow_one_agree_on_every_day(calendar, some_days):
    for day in some_days:
        assert calendar.is_school_day(day) == teaches(calendar)(day)
        assert calendar.is_in_teaching_week(day) == in_teaching_week(calendar)(day)


# By hand


def test_five_school_days_run_on_after_the_holiday():
    assert terms.school_days(5).ends(date(2026, 10, 7), CALENDAR) == date(2026, 10, 21)


def test_a_suspension_counts_its_first_day_and_no_holiday():
    """WPO art. 40c; the plan has one to five consecutive school days."""
    assert terms.consecutive_school_days(date(2026, 10, 8), 5, calendar=CALENDAR) == (
        date(2026, 10, 8),
        date(2026, 10, 9),
        date(2026, 10, 19),
        date(2026, 10, 20),
        date(2026, 10, 21),
    )


def test_four_teaching_weeks_back_skip_the_autumn_holiday():
    """Leerplichtwet art. 21: from Thursday 24 September to Wednesday 28 October are four teaching weeks."""
    assert terms.last_teaching_weeks(date(2026, 10, 28), 4, calendar=CALENDAR) == (
        date(2026, 9, 24),
        date(2026, 10, 28),
    )


def test_two_teaching_weeks_ahead_skip_the_autumn_holiday():
    assert terms.teaching_weeks(2).ends(date(2026, 10, 6), CALENDAR) == date(2026, 10, 27)


def test_parents_may_object_for_six_weeks_from_the_day_after_the_letter():
    """WPO art. 63 lid 3, Awb 6:7 and 6:8: sent on a Tuesday, over after the Tuesday six weeks later."""
    assert terms.weeks(6, statutory=True).ends(date(2026, 9, 1)) == date(2026, 10, 13)


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        (date(2026, 2, 20), date(2026, 4, 7)),  # Good Friday, so the Tuesday after Easter
        (date(2026, 11, 13), date(2026, 12, 28)),  # Christmas Day on a Friday, so the Monday after
        (date(2026, 11, 12), date(2026, 12, 24)),  # the day before Christmas is a day like any other
        (date(2026, 3, 24), date(2026, 5, 6)),  # 5 May, also in a year in which few people are free
        (date(2025, 11, 21), date(2026, 1, 5)),  # the bridging day after New Year
        (date(2026, 10, 3), date(2026, 11, 16)),  # a Saturday
    ],
)
def test_six_weeks_never_end_on_a_day_off(sent, last):
    """Atw art. 1 and 3."""
    assert terms.weeks(6, statutory=True).ends(sent) == last


def test_a_term_of_three_days_over_easter_holds_two_working_days():
    """Atw art. 2: from Maundy Thursday, the Tuesday after Easter alone is not enough."""
    assert terms.calendar_days(3, statutory=True).ends(date(2026, 4, 2)) == date(2026, 4, 8)
    assert terms.calendar_days(2, statutory=True).ends(date(2026, 4, 2)) == date(2026, 4, 7)


def test_what_a_school_agrees_with_itself_may_end_on_a_sunday():
    assert terms.calendar_days(3).ends(date(2026, 4, 2)) == date(2026, 4, 5)


def test_a_bridging_day_is_still_a_working_day():
    assert is_working_day(date(2026, 5, 15))


@pytest.mark.parametrize(
    ("term", "event", "last"),
    [
        (terms.months(1), date(2028, 1, 31), date(2028, 2, 29)),
        (terms.months(1), date(2027, 1, 31), date(2027, 2, 28)),
        (terms.months(3), date(2026, 11, 30), date(2027, 2, 28)),
        (terms.months(12), date(2026, 12, 5), date(2027, 12, 5)),
        (terms.years(1), date(2028, 2, 29), date(2029, 2, 28)),
        (terms.years(4), date(2024, 2, 29), date(2028, 2, 29)),
        (terms.calendar_days(1), date(2028, 2, 28), date(2028, 2, 29)),
        (terms.same_day(), date(2026, 9, 6), date(2026, 9, 6)),
    ],
)
def test_months_and_years_end_on_the_same_day_or_the_last_of_the_month(term, event, last):
    assert term.ends(event) == last


def amsterdam(*moment):
    return datetime(*moment, tzinfo=terms.AMSTERDAM)


@pytest.mark.parametrize(
    ("event", "over"),
    [
        (amsterdam(2026, 3, 28, 12), amsterdam(2026, 3, 29, 13)),  # the clock goes forward: an hour is lost
        (amsterdam(2026, 10, 24, 12), amsterdam(2026, 10, 25, 11)),  # the clock goes back: an hour is won
        (amsterdam(2026, 10, 25, 2, 30), amsterdam(2026, 10, 26, 1, 30)),
    ],
)
def test_hours_run_on_through_the_change_of_the_clock(event, over):
    """AVG art. 33: 72 hours are 72 hours, in a weekend and in the night of the clock as well."""
    ends = terms.hours(24).ends(event)

    assert (ends.replace(tzinfo=None), ends.utcoffset()) == (over.replace(tzinfo=None), over.utcoffset())
    assert ends.astimezone(UTC) - event.astimezone(UTC) == timedelta(hours=24)


def test_hours_are_counted_from_the_first_moment_when_only_the_day_is_known():
    assert terms.hours(72).ends(date(2026, 9, 4)) == amsterdam(2026, 9, 7)
    assert terms.hours(72).deadline(date(2026, 9, 4)) == amsterdam(2026, 9, 7)


def test_a_moment_counts_for_the_day_that_it_is_in_school():
    late_in_the_evening = datetime(2026, 9, 1, 22, 30, tzinfo=UTC)

    assert terms.same_day().ends(late_in_the_evening) == date(2026, 9, 2)


def test_a_term_in_days_is_over_at_midnight_after_its_last_day():
    assert terms.calendar_days(1).deadline(date(2026, 3, 28)) == amsterdam(2026, 3, 30)


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        terms.hours(1).ends(datetime(2026, 10, 25, 2, 30))


@pytest.mark.parametrize("term", [terms.school_days(5), terms.teaching_weeks(4)])
def test_without_a_school_calendar_school_time_is_not_guessed(term):
    with pytest.raises(CalendarUnknown):
        term.ends(date(2026, 9, 1))


def test_a_term_that_runs_beyond_the_set_holidays_is_not_guessed():
    calendar = SchoolCalendar((WEEK,), until=date(2027, 7, 9))

    with pytest.raises(CalendarUnknown):
        terms.school_days(5).ends(date(2027, 7, 7), calendar)


@given(calendars(), days, st.integers(1, 30), st.none() | days)
def test_what_must_not_wait_for_a_calendar_counts_the_weekdays_that_it_does_not_know(
    calendar, event, number, until
):
    known = SchoolCalendar(calendar.weeks, calendar.exceptions, until)

    def counts(day):
        is_known = until is None or day <= until
        return teaches(calendar)(day) if is_known else day.strftime("%a") not in {"Sat", "Sun"}

    last = terms.school_days_as_known(number).ends(event, known)

    assert last == oracle.nth_after(event, number, counts)


def test_without_any_calendar_such_a_term_is_sooner_over_never_later():
    """On 5 May and Good Friday some schools teach, so those days count; the autumn holiday is not known and counts."""
    term = terms.school_days_as_known(5)

    assert term.ends(date(2026, 10, 7)) == date(2026, 10, 14)
    assert term.ends(date(2026, 10, 7), SchoolCalendar(())) == date(2026, 10, 14)
    assert term.ends(date(2026, 10, 7), CALENDAR) == date(2026, 10, 21)
    assert term.ends(date(2027, 3, 24)) == date(2027, 3, 31)


@pytest.mark.parametrize(
    "too_long",
    [
        lambda: terms.calendar_days(91, statutory=True),
        lambda: terms.weeks(13, statutory=True),
        lambda: terms.months(4, statutory=True),
        lambda: terms.school_days(0),
        lambda: terms.hours(-1),
    ],
)
def test_a_term_that_the_law_does_not_extend_cannot_be_declared_so(too_long):
    """Atw art. 4."""
    with pytest.raises(ValueError, match=r"art\. 4|at least one"):
        too_long()


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (terms.same_day(), "on the same day"),
        (terms.hours(24), "within 24 hours"),
        (terms.calendar_days(28), "within 28 days"),
        (terms.weeks(6), "within 6 weeks"),
        (terms.months(1), "within 1 month"),
        (terms.years(4), "within 4 years"),
        (terms.working_days(5), "within 5 working days"),
        (terms.school_days(1), "within 1 school day"),
        (terms.teaching_weeks(4), "within 4 teaching weeks"),
    ],
)
def test_a_term_says_itself_in_words(term, words):
    assert str(term.words()) == words


def test_equal_declarations_are_equal_terms():
    assert terms.weeks(6, statutory=True) == terms.weeks(6, statutory=True) != terms.weeks(6)


def test_the_last_teaching_weeks_before_the_calendar_begins_are_not_guessed():
    with pytest.raises(CalendarUnknown):
        terms.last_teaching_weeks(SINCE + 20 * DAY, 4, calendar=CALENDAR)
