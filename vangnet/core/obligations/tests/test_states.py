"""What the database counts is what the facts say, and it takes as many questions for two schools as for sixty."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vangnet.core.law import Practice
from vangnet.core.obligations.declared import all_duties, as_duty
from vangnet.core.obligations.duties import Asked, Changes, Duty, Evidence, State
from vangnet.core.obligations.facts import records
from vangnet.core.obligations.models import CarriedOut
from vangnet.core.obligations.rhythms import AfterAChange, Always, Record, TimesAYear, covered_until
from vangnet.core.obligations.states import Asking, by_subject, states
from vangnet.core.people.models import Appointment, School, SchoolRule
from vangnet.core.people.roles import Role

from .promises import BEGAN, carried_out, own_duty
from .test_rhythms import counted

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("own_duties_alone")]

TODAY = date(2026, 11, 26)


@pytest.fixture
def schools(db):
    return list(School.objects.filter(name__in=["De Linde", "De Iep"]).order_by("-name"))


def appointments_of_prevention_officers():
    return Appointment.objects.filter(role=Role.PREVENTION_OFFICER)


def all_carried_out():
    return CarriedOut.objects.filter(taken_back_at=None)


HELD = Duty(
    "held",
    "Somebody is prevention officer",
    Practice("x"),
    Always(),
    Role.HEAD,
    Evidence(appointments_of_prevention_officers, day="first_on", until="last_on"),
)


@pytest.mark.parametrize("seed", range(8))
def test_counting_in_the_database_is_counting_the_days(cast, schools, seed):
    chance, duty = Random(seed), own_duty(cast)
    facts = {
        school: [
            date(2021, 1, 1) + timedelta(days=chance.randrange(2200)) for _ in range(chance.randrange(9))
        ]
        for school in schools
    }
    for school, held in facts.items():
        for day in held:
            carried_out(duty, school, day)
    carried_out(duty, schools[0], date(2026, 11, 25), taken_back_at=timezone.now(), taken_back_by=cast.hanna)

    for _ in range(20):
        on = date(2021, 1, 1) + timedelta(days=chance.randrange(2500))
        found = records(as_duty(duty), None, on)
        for school, held in facts.items():
            assert found.get((school.pk, None), Record()) == counted(held, on)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_held_in_the_database_is_what_the_periods_say(cast, schools, seed):
    chance, periods = Random(seed), []
    for _ in range(chance.randrange(5)):
        first = date(2022, 1, 1) + timedelta(days=chance.randrange(1500))
        last = chance.choice([None, first + timedelta(days=chance.randrange(500))])
        periods.append((first, last or date.max))
        Appointment.objects.create(
            person=cast.kees, role=Role.PREVENTION_OFFICER, school=schools[0], first_on=first, last_on=last
        )
    for _ in range(20):
        on = date(2022, 1, 1) + timedelta(days=chance.randrange(2200))
        found = records(HELD, [schools[0].pk], on).get((schools[0].pk, None), Record())
        ended = [last for _first, last in periods if last < on]

        assert found == Record(max(ended, default=None), until=covered_until(periods, 1, on))


def test_the_state_of_every_school_on_any_day(cast, schools):
    linde, iep = schools
    duty = own_duty(cast)
    carried_out(duty, linde, date(2025, 10, 3))
    keys = [linde.pk, iep.pk]

    def on(day):
        found = states([as_duty(duty)], keys, day)
        return [found[school, f"own-{duty.pk}"].state for school in keys]

    assert on(date(2025, 9, 1)) == [State.NEVER, State.NEVER]
    assert on(date(2026, 5, 1)) == [State.KEPT, State.NEVER]
    assert on(date(2027, 8, 1)) == [State.OVERDUE, State.NEVER]
    assert on(BEGAN - timedelta(days=1)) == [State.NOT_APPLICABLE, State.NOT_APPLICABLE]


def test_a_promise_of_one_school_is_asked_of_no_other(cast, schools):
    linde, iep = schools
    duty = own_duty(cast, school=linde)
    carried_out(duty, linde, TODAY)

    found = states([as_duty(duty)], [linde.pk, iep.pk], TODAY)

    assert found[linde.pk, f"own-{duty.pk}"].state is State.KEPT
    assert found[iep.pk, f"own-{duty.pk}"].state is State.NOT_APPLICABLE


def test_who_must_each_do_it_are_asked_one_by_one_and_the_worst_counts(cast, schools):
    """Asked of every group teacher; the fact is about a person."""
    teachers = Duty(
        "taught",
        "Every teacher",
        Practice("x"),
        TimesAYear(),
        Role.HEAD,
        Evidence(
            all_carried_out,
            subject="recorded_by",
            subjects=Asked(lambda: Appointment.objects.filter(role=Role.COACH), key="person"),
        ),
    )
    duty, linde = own_duty(cast), schools[0]
    for name in ("mina", "otto"):
        done = carried_out(duty, linde, TODAY)
        CarriedOut.objects.filter(pk=done.pk).update(recorded_by=getattr(cast, name))
        state = states([teachers], [linde.pk], TODAY)[linde.pk, "taught"].state
        assert state is (State.NEVER if name == "mina" else State.KEPT)


def test_a_change_asks_anew(cast, schools):
    duty, linde = own_duty(cast), schools[0]
    told = own_duty(cast, title="Verteld")
    after = Duty(
        "told",
        "Told",
        Practice("x"),
        AfterAChange(14),
        Role.HEAD,
        Evidence(as_duty(told).evidence.rows, changes=Changes(as_duty(duty).evidence.rows)),
    )
    carried_out(duty, linde, date(2026, 11, 1))

    assert states([after], [linde.pk], date(2026, 11, 16))[linde.pk, "told"].state is State.NEVER
    carried_out(told, linde, date(2026, 11, 16))
    assert states([after], [linde.pk], date(2026, 11, 16))[linde.pk, "told"].state is State.KEPT


def test_a_change_at_the_school_asks_each_of_its_people_and_who_comes_later_from_the_first_day(cast, schools):
    duty, linde = own_duty(cast), schools[0]
    told = own_duty(cast, title="Verteld")
    teachers = Asked(lambda: Appointment.objects.filter(role=Role.COACH), key="person")
    after = Duty(
        "told",
        "Told",
        Practice("x"),
        AfterAChange(14),
        Role.HEAD,
        Evidence(
            as_duty(told).evidence.rows,
            subject="recorded_by",
            subjects=teachers,
            changes=Changes(as_duty(duty).evidence.rows),
        ),
    )

    def on(day):
        found = by_subject(after, Asking.of([after], [linde.pk], day))
        return {key: stands.due_on for (_school, key), stands in found if stands.state is not State.KEPT}

    assert on(date(2026, 10, 31)) == {}
    carried_out(duty, linde, date(2026, 11, 1))
    Appointment.objects.create(person=cast.kees, role=Role.COACH, school=linde, first_on=date(2026, 11, 10))
    done = carried_out(told, linde, date(2026, 11, 3))
    CarriedOut.objects.filter(pk=done.pk).update(recorded_by=cast.mina)

    assert on(date(2026, 11, 9)) == {cast.otto.pk: date(2026, 11, 15)}
    assert on(date(2026, 11, 20)) == {cast.otto.pk: date(2026, 11, 15), cast.kees.pk: date(2026, 11, 24)}


def test_a_rhythm_that_the_board_or_the_school_set_holds_from_its_day(cast, schools):
    linde, iep = schools
    drill = Duty(
        "drill", "Drill", Practice("x"), TimesAYear(1), Role.HEAD, Evidence(all_carried_out), highest=4
    )
    duty = own_duty(cast)
    for school in schools:
        carried_out(duty, school, date(2026, 9, 1))
        carried_out(duty, school, date(2025, 9, 1))
    for school, value, since in ((None, 2, date(2026, 10, 1)), (linde, 1, date(2026, 11, 1))):
        SchoolRule.objects.create(
            school=school, key="duty.drill", value=value, since=since, source="x", set_by=cast.bas
        )

    def due(on):
        found = states([drill], [linde.pk, iep.pk], on)
        return [found[school.pk, "drill"].state for school in schools]

    assert due(date(2026, 9, 30)) == [State.KEPT, State.KEPT]
    assert due(date(2026, 10, 1)) == [State.OVERDUE, State.OVERDUE]
    assert due(date(2026, 11, 1)) == [State.KEPT, State.OVERDUE]


def test_how_many_must_hold_at_the_same_time_is_what_the_board_set(cast, schools):
    linde, iep = schools
    several = replace(HELD, highest=5)
    SchoolRule.objects.create(
        school=linde, key="duty.held", value=2, since=BEGAN, source="x", set_by=cast.bas
    )
    for person in (cast.kees, cast.mina):
        for school in schools:
            Appointment.objects.create(
                person=person,
                role=Role.PREVENTION_OFFICER,
                school=school,
                first_on=BEGAN,
                last_on=TODAY if person == cast.mina else None,
            )

    def on(day):
        found = states([several], [linde.pk, iep.pk], day)
        return [found[school.pk, "held"].state for school in schools]

    assert on(TODAY) == [State.DUE_SOON, State.KEPT]
    assert on(TODAY + timedelta(days=1)) == [State.OVERDUE, State.KEPT]


def test_the_number_of_questions_does_not_grow_with_the_schools(cast, schools):
    duties = [as_duty(own_duty(cast)), as_duty(own_duty(cast, "week", title="Week")), HELD]
    board, keys = schools[0].board, [school.pk for school in schools]
    with CaptureQueriesContext(connection) as of_two:
        states(duties, keys, TODAY, is_all=True)
    more = School.objects.bulk_create(
        [School(board=board, name=f"School {n}", brin="98XX", location_code=f"{n:02}") for n in range(60)]
    )
    keys += [school.pk for school in more]
    with CaptureQueriesContext(connection) as of_sixty:
        found = states(duties, keys, TODAY, is_all=True)

    assert len(found) == 3 * 62
    assert len(of_two) == len(of_sixty) == 8
    assert len(all_duties(TODAY)) >= 2
