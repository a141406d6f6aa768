"""On which half-days officers are there: the holes, the agreed number, and the days of each from a date on."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from vangnet.core.people.calendars import calendar_of
from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import Role
from vangnet.emergencies.coverage import AFTERNOON, MORNING, Cover, Officer, coverage, taught
from vangnet.emergencies.models import OfficerHalfDay, OfficerWeek
from vangnet.emergencies.presence import presence

from .scene import officer

database = pytest.mark.django_db(databases="__all__")

TODAY = date(2026, 11, 23)
WEEK = [
    (weekday, half)
    for weekday in range(1, 6)
    for half in (MORNING, AFTERNOON)
    if (weekday, half) != (3, AFTERNOON)
]
ALL_WEEK = [f"{weekday}-{half}" for weekday, half in WEEK]


@pytest.fixture
def today(monkeypatch):
    """Monday 23 November 2026."""
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: TODAY)


half_days = st.tuples(st.integers(1, 7), st.sampled_from([MORNING, AFTERNOON]))


@settings(max_examples=60)
@given(
    st.lists(st.one_of(st.none(), st.frozensets(half_days)), max_size=6),
    st.frozensets(half_days),
    st.integers(1, 5),
)
def test_a_half_day_has_a_hole_exactly_when_fewer_are_there_than_agreed(weeks, school, fewest):
    officers = [Officer(key, f"P{key}", False, week) for key, week in enumerate(weeks)]

    cells = coverage(officers, school, fewest)

    assert {(cell.weekday, cell.half) for cell in cells} == school
    for cell in cells:
        there = [n for n, week in enumerate(weeks) if week is not None and (cell.weekday, cell.half) in week]
        assert list(cell.names) == [f"P{n}" for n in there]
        assert (cell.cover in {Cover.NONE, Cover.TOO_FEW}) == (len(there) < fewest)
        assert (cell.cover is Cover.NONE) == (not there)
        assert (cell.cover is Cover.ENOUGH) == (len(there) - 1 >= fewest)


@database
def test_a_half_day_without_school_needs_nobody(linde):
    assert taught(calendar_of(linde), TODAY) == WEEK, "Wednesday ends at 12:30"
    assert taught(calendar_of(linde), date(2020, 1, 1)) == []


def week_form(**given):
    return {"token": str(uuid4()), "since": "2026-11-23", "half_days": ALL_WEEK, **given}


def page(school, rest=""):
    return f"/emergencies/schools/{school.pk}/days/{rest}"


def holes(school, on=TODAY):
    return [(cell.weekday, cell.half, cell.cover) for cell in presence(school, on).holes]


@database
def test_the_week_shows_its_holes_and_from_which_day_they_are_mended(as_, cast, linde, today):
    officer(cast.kees, linde)
    officer(cast.vera, linde, role=Role.EMERGENCY_OFFICER)
    assert len(holes(linde)) == 9, "nobody said on which days"
    assert [each.name for each in presence(linde, TODAY).unknown] == ["Kees Test", "Vera Test"]

    without_friday = [key for key in ALL_WEEK if not key.startswith("5")]
    answer = as_(cast.hanna).post(
        page(linde, f"officers/{cast.kees.pk}/"), week_form(half_days=without_friday)
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert holes(linde) == [(5, MORNING, Cover.NONE), (5, AFTERNOON, Cover.NONE)]
    as_(cast.hanna).post(
        page(linde, f"officers/{cast.vera.pk}/"), week_form(since="2026-12-01", half_days=["5-morning"])
    )

    assert holes(linde, date(2026, 11, 30)) == [(5, MORNING, Cover.NONE), (5, AFTERNOON, Cover.NONE)]
    assert holes(linde, date(2026, 12, 1)) == [(5, AFTERNOON, Cover.NONE)]
    shown = as_(cast.mina).get(page(linde) + "?on=2026-12-01").content.decode()
    assert "On 1 half-day too few are there" in shown
    assert "Fri morning" in shown


@database
def test_what_held_before_stays_known_and_the_last_one_of_a_day_holds(as_, cast, linde, today):
    officer(cast.kees, linde)
    address = page(linde, f"officers/{cast.kees.pk}/")
    sent = week_form(half_days=["1-morning"])
    for form in (sent, sent, week_form(half_days=["2-morning"])):
        assert as_(cast.hanna).post(address, form).status_code == 302

    assert OfficerWeek.objects.count() == 2
    assert presence(linde, TODAY).officers[0].half_days == [(2, "morning")]
    as_(cast.hanna).post(address, week_form(since="2027-01-01", half_days=[]))
    assert presence(linde, date(2026, 12, 31)).officers[0].half_days == [(2, "morning")]
    assert presence(linde, date(2027, 1, 1)).officers[0].half_days == []
    assert as_(cast.hanna).get(address).context["form"]["half_days"].value() == ["2-morning"]


@database
@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"since": "2020-01-01"}, "since"),
        ({"since": "2030-01-01"}, "since"),
        ({"since": ""}, "since"),
        ({"half_days": ["3-afternoon"]}, "half_days"),
        ({"half_days": ["9-morning"]}, "half_days"),
    ],
)
def test_days_that_cannot_be_are_refused_at_the_field(as_, cast, linde, today, sent, field):
    officer(cast.kees, linde)

    answer = as_(cast.hanna).post(page(linde, f"officers/{cast.kees.pk}/"), week_form(**sent))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not OfficerHalfDay.objects.exists()


@database
def test_who_is_no_officer_here_has_no_days(as_, cast, linde, iep, today):
    officer(cast.nadia, iep)

    for person in (cast.mina, cast.nadia):
        assert as_(cast.hanna).get(page(linde, f"officers/{person.pk}/")).status_code == 404
    assert as_(cast.hanna).get(page(linde, "officers/99999999999999999999/")).status_code == 404


@database
def test_an_appointment_that_ended_covers_nothing(as_, cast, linde, today):
    officer(cast.kees, linde, last_on=date(2026, 12, 31))
    as_(cast.hanna).post(page(linde, f"officers/{cast.kees.pk}/"), week_form())

    assert holes(linde, date(2026, 12, 31)) == []
    assert len(holes(linde, date(2027, 1, 1))) == 9


@database
def test_arbowet_15_names_no_number_so_the_school_agrees_one(as_, cast, linde, today):
    """Arbowet art. 15: enough, without a number."""
    officer(cast.kees, linde)
    as_(cast.hanna).post(page(linde, f"officers/{cast.kees.pk}/"), week_form())
    assert holes(linde) == []
    assert "No act names a number" in as_(cast.mina).get(page(linde)).content.decode()

    sent = {"value": "2", "since": "2026-12-01", "source": "RI&E 2026"}
    for wrong, field in (
        ({"value": "0"}, "value"),
        ({"value": "51"}, "value"),
        ({"since": "2026-11-22"}, "since"),
        ({"source": ""}, "source"),
    ):
        answer = as_(cast.hanna).post(page(linde, "fewest/"), sent | wrong)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert as_(cast.sam).post(page(linde, "fewest/"), sent).status_code == 404
    assert as_(cast.hanna).post(page(linde, "fewest/"), sent).status_code == 302

    assert holes(linde, date(2026, 11, 30)) == []
    assert holes(linde, date(2026, 12, 1))[0] == (1, MORNING, Cover.TOO_FEW)
    assert "RI&amp;E 2026" in as_(cast.mina).get(page(linde)).content.decode()


@database
def test_a_day_that_is_no_day_shows_today(as_, cast, linde, today):
    answer = as_(cast.mina).get(page(linde) + "?on=gisteren")

    assert answer.status_code == 200
    assert answer.context["presence"].on == TODAY


@database
def test_the_page_asks_as_many_questions_for_ten_officers_as_for_one(as_, cast, linde, today):
    browser = as_(cast.hanna)

    def one_more(number):
        person = Person.objects.create(
            call_name=f"N{number}", last_name="Test", email=f"n{number}@example.org"
        )
        Appointment.objects.create(
            person=person, role=Role.EMERGENCY_OFFICER, school=linde, first_on=date(2024, 8, 1)
        )
        browser.post(page(linde, f"officers/{person.pk}/"), week_form())

    one_more(0)
    browser.get(page(linde))
    with CaptureQueriesContext(connection) as of_one:
        browser.get(page(linde))
    for number in range(1, 10):
        one_more(number)
    browser.get(page(linde))  # what was recorded is told once
    with CaptureQueriesContext(connection) as of_ten:
        answer = browser.get(page(linde))

    assert len(answer.context["presence"].officers) == 10
    assert len(of_one) == len(of_ten)
