"""From the catalogue to a plan with its costs, to a session, to the certificates that come of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vangnet.core.calendars import SchoolYear
from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.core.people.models import Appointment, Person
from vangnet.staffing.duties import PLANNED
from vangnet.staffing.models import Certificate, Course, PlannedTraining, TrainingPlan, TrainingSession
from vangnet.staffing.planning import adopt, plan_of

from .scene import certificate, course, session

pytestmark = pytest.mark.django_db(databases="__all__")

YEAR = SchoolYear(2026)
TODAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def officer(cast, linde):
    Appointment.objects.filter(role__in=["confidential_adviser", "anti_bullying_coordinator"]).delete()
    return Appointment.objects.create(
        person=cast.kees, role="emergency_officer", school=linde, first_on=date(2025, 9, 1)
    )


@pytest.mark.parametrize(
    ("issued_on", "is_needed"),
    [(date(2026, 7, 31), True), (date(2026, 8, 1), False), (date(2024, 1, 1), True), (None, True)],
)
def test_whose_certificate_ends_in_the_year_or_lacks_is_in_the_plan(cast, linde, issued_on, is_needed):
    if issued_on:
        certificate(cast, cast.kees, linde, issued_on=issued_on)

    assert bool(plan_of(linde, YEAR, TODAY).lines) is is_needed


def test_it_costs_the_cheapest_offer_to_this_school_or_what_was_planned(cast, linde, iep):
    course(cast, price="180.00")
    course(cast, iep, price="1.00")
    course(cast, linde, price="2.00", title="Oud aanbod", last_on=date(2026, 8, 1))
    cheapest = course(cast, linde, price="145.50")

    line = plan_of(linde, YEAR, TODAY).lines[0]
    assert (line.course, line.session) == (cheapest, None)

    dear = course(cast, linde, title="Basiscursus BHV", price="310.00")
    planned = session(cast, linde, cast.kees, course=dear, held_on=date(2027, 1, 13))
    plan = plan_of(linde, YEAR, TODAY)
    assert (plan.lines[0].course, plan.lines[0].session, plan.total) == (dear, planned, Decimal("310.00"))


def test_without_an_offer_nobody_knows_yet_what_it_costs(linde):
    plan = plan_of(linde, YEAR, TODAY)

    assert (plan.total, plan.without_price) == (0, 1)


def test_a_plan_is_adopted_as_it_stands_and_keeps_its_prices(as_, cast, linde):
    bought = course(cast, linde)
    url = f"/staffing/schools/{linde.pk}/training/plan/"

    for _ in range(2):
        assert as_(cast.hanna).post(url).status_code == 302

    plan = TrainingPlan.objects.get()
    assert (plan.school_year, plan.total) == ("2026-2027", Decimal("145.00"))
    Course.objects.filter(pk=bought.pk).update(price="999.00")
    assert PlannedTraining.objects.get().price == Decimal("145.00")
    assert "145" in as_(cast.bas).get(f"/staffing/schools/{linde.pk}/training/plans/").content.decode()


def test_who_only_reads_adopts_nothing(as_, cast, linde):
    assert as_(cast.carla).post(f"/staffing/schools/{linde.pk}/training/plan/").status_code == 200
    assert not TrainingPlan.objects.exists()


def test_every_school_year_has_its_plan_from_its_first_day(cast, linde):
    """Safety plan 3.4; once a school year is our proposal. A plan adopted in June counts from August."""

    def state(on):
        return states([PLANNED], [linde.pk], on)[linde.pk, PLANNED.key].state

    for on in (date(2025, 10, 6), date(2026, 6, 15)):
        year = SchoolYear(2025) if on.year == 2025 else YEAR
        adopt(linde, year, plan_of(linde, year, on), by=cast.hanna, on=on, now=timezone.now())

    assert state(date(2025, 10, 5)) is State.NEVER
    assert state(date(2025, 10, 6)) is State.KEPT
    assert state(date(2026, 7, 31)) is not State.OVERDUE
    assert state(date(2026, 8, 1)) is State.KEPT
    assert state(date(2027, 8, 1)) is State.KEPT, "there is a year to make the next"
    assert state(date(2028, 8, 1)) is State.OVERDUE


def test_from_a_session_to_the_certificates_of_who_passed(as_, cast, linde):
    bought = course(cast, linde)
    form = {
        "course": bought.pk,
        "held_on": "2026-11-04",
        "place": "Aula",
        "people": [cast.kees.pk, cast.mina.pk],
    }
    url = f"/staffing/schools/{linde.pk}/training/session/"
    assert [as_(cast.hanna).post(url, form).status_code for _ in range(2)] == [302, 422]
    planned = TrainingSession.objects.get()
    kees = planned.participants.get(person=cast.kees)

    for _ in range(2):
        as_(cast.sam).post(
            f"/staffing/sessions/{planned.pk}/", {"passed": [kees.pk], "expires_on": "2027-11-04"}
        )

    given = Certificate.objects.get()
    assert (given.person, given.issued_on, given.expires_on) == (
        cast.kees,
        date(2026, 11, 4),
        date(2027, 11, 4),
    )
    assert not plan_of(linde, SchoolYear(2025), TODAY).lines


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"people": []}, "Tick who follows it"),
        ({"held_on": "2199-01-01"}, "Look at the year"),
        ({"held_on": "soon"}, "valid date"),
        ({"course": 0}, "valid choice"),
    ],
)
def test_a_session_that_cannot_be_is_refused_in_words(as_, cast, linde, given, says):
    form = {"course": course(cast, linde).pk, "held_on": "2026-11-04", "people": [cast.kees.pk]} | given

    answer = as_(cast.hanna).post(f"/staffing/schools/{linde.pk}/training/session/", form)

    assert (answer.status_code, says in answer.content.decode()) == (422, True)
    assert not TrainingSession.objects.exists()


def test_no_certificate_before_the_day_nor_one_that_ends_before_it(as_, cast, linde):
    later = session(cast, linde, cast.kees, held_on=timezone.localdate().replace(year=2199))
    over = session(cast, linde, cast.kees, course=later.course)
    for each, expires_on in ((later, ""), (over, "2026-11-03")):
        form = {"passed": [each.participants.get().pk], "expires_on": expires_on}
        assert as_(cast.hanna).post(f"/staffing/sessions/{each.pk}/", form).status_code == 422
    assert not Certificate.objects.exists()


def test_the_board_offers_to_all_schools_and_a_school_to_itself(as_, cast, linde, iep):
    form = {
        "subject": "first_aid",
        "title": "EHBO",
        "price": "95,00".replace(",", "."),
        "first_on": "2026-01-01",
    }

    assert as_(cast.bas).post("/staffing/courses/", form | {"school": ""}).status_code == 302
    assert as_(cast.hanna).post("/staffing/courses/", form | {"school": ""}).status_code == 422
    assert as_(cast.hanna).post("/staffing/courses/", form | {"school": iep.pk}).status_code == 422
    assert as_(cast.hanna).post("/staffing/courses/", form | {"school": linde.pk}).status_code == 302
    assert as_(cast.hanna).post("/staffing/courses/", form | {"school": linde.pk}).status_code == 422
    assert as_(cast.bas).post("/staffing/courses/", form | {"school": ""}).status_code == 422
    assert (
        as_(cast.hanna).post("/staffing/courses/", form | {"school": linde.pk, "price": "-1"}).status_code
        == 422
    )

    assert sorted(each.school_id or 0 for each in Course.objects.all()) == [0, linde.pk]
    assert "De Linde" not in as_(cast.noor).get("/staffing/courses/").content.decode().split("<main")[1]


def test_only_the_board_takes_out_what_it_offers(as_, cast):
    offered = course(cast)

    assert as_(cast.hanna).post(f"/staffing/courses/{offered.pk}/take-back/").status_code == 404
    assert as_(cast.ada).post(f"/staffing/courses/{offered.pk}/take-back/").status_code == 302
    offered.refresh_from_db()
    assert offered.taken_back_by == cast.ada


def test_the_database_refuses_a_negative_price(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        course(cast, price="-0.01")


def test_the_number_of_questions_does_not_grow_with_what_is_planned(as_, cast, linde):
    def asked(page):
        with CaptureQueriesContext(connection) as found:
            assert as_(cast.hanna).get(f"/staffing/schools/{linde.pk}/training/{page}/").status_code == 200
        return len(found)

    bought = course(cast, linde)
    session(cast, linde, cast.kees, course=bought)
    adopt(linde, YEAR, plan_of(linde, YEAR, TODAY), by=cast.hanna, on=TODAY, now=timezone.now())
    asked("plan")
    before = asked("plan"), asked("plans")
    for number in range(12):
        person = Person.objects.create(call_name=f"P{number}", last_name="Test")
        Appointment.objects.create(
            person=person, role="emergency_officer", school=linde, first_on=date(2026, 1, 1)
        )
        session(cast, linde, person, course=bought, held_on=date(2027, 1, 1 + number))
        adopt(linde, YEAR, plan_of(linde, YEAR, TODAY), by=cast.hanna, on=TODAY, now=timezone.now())

    assert (asked("plan"), asked("plans")) == before
