"""A task is held by who is appointed, and vacant from the day on which nobody is."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.core.people.models import Appointment, Person, School, SchoolRule
from vangnet.core.people.roles import OF_A_SCHOOL
from vangnet.staffing.duties import HELD
from vangnet.staffing.holding import tasks_held, vacancies
from vangnet.staffing.models import Substitute
from vangnet.staffing.tasks import TASK_OF_KEY, TASKS

from .scene import substitute

pytestmark = pytest.mark.django_db(databases="__all__")

DAY = timedelta(days=1)
ADD = "/staffing/schools/{}/substitute/"


def appoint(as_, cast, linde, **given):
    answer = as_(cast.hanna).post(
        "/office/staff/appointment/",
        {
            "name": "Sanne van den Heuvel",
            "email": "sanne@example.org",
            "school": linde.pk,
            "first_on": "2026-09-01",
            **given,
        },
    )
    assert answer.status_code == 302, answer.context["form"].errors
    return Appointment.objects.get(person__email="sanne@example.org", role=given["role"])


def state(task, school, on):
    duty = HELD[task]
    return states([duty], [school.pk], on)[school.pk, duty.key].state


@pytest.mark.parametrize("task", [task for task in TASKS if task.key != "head"], ids=lambda task: task.key)
def test_from_appointing_in_the_office_to_the_day_after_the_last_one(as_, cast, linde, task):
    """Every task at every moment: WPO art. 4c lid 1 onder c, Arbowet art. 13 and 15, safety plan 3.5."""
    Appointment.objects.filter(role__in=task.roles).delete()
    assert state(task.key, linde, date(2026, 8, 31)) is State.NEVER

    row = appoint(as_, cast, linde, role=task.roles[0].value)
    assert state(task.key, linde, date(2026, 8, 31)) is State.NEVER
    assert state(task.key, linde, date(2026, 9, 1)) is State.KEPT
    as_(cast.hanna).post(f"/office/staff/appointment/{row.pk}/end/", {"last_on": "2027-03-31"})

    assert state(task.key, linde, date(2027, 1, 30)) is State.KEPT
    assert state(task.key, linde, date(2027, 1, 31)) is State.DUE_SOON
    assert state(task.key, linde, date(2027, 3, 31)) is State.DUE_SOON
    assert state(task.key, linde, date(2027, 4, 1)) is State.OVERDUE


def test_who_is_appointed_coordinator_is_also_the_contact_point_unless_another_is_named(cast, linde):
    on = date(2026, 11, 26)
    held = {each.task.key: each for each in tasks_held(linde, on)}

    assert [each.name for each in held["bullying_contact"].holders] == ["Toon Test"]
    assert not held["bullying_policy"].is_vacant
    Appointment.objects.filter(person=cast.toon).update(role="bullying_contact")
    held = {each.task.key: each for each in tasks_held(linde, on)}
    assert not held["bullying_contact"].is_vacant
    assert held["bullying_policy"].is_vacant


@pytest.mark.parametrize("seed", range(6))
def test_the_page_says_of_each_task_what_the_duty_says(cast, linde, iep, seed):
    from random import Random

    chance = Random(seed)
    for _ in range(12):
        first = date(2026, 1, 1) + chance.randrange(400) * DAY
        Appointment.objects.create(
            person=chance.choice([cast.kees, cast.mina, cast.otto]),
            role=chance.choice([role.value for task in TASKS for role in task.roles]),
            school=chance.choice([linde, iep]),
            first_on=first,
            last_on=chance.choice([None, first + chance.randrange(300) * DAY]),
        )
    for _ in range(8):
        on = date(2026, 1, 1) + chance.randrange(600) * DAY
        keys = [linde.pk, iep.pk]
        told = states(list(HELD.values()), keys, on)
        for school in (linde, iep):
            for each in tasks_held(school, on):
                assert each.standing == told[school.pk, HELD[each.task.key].key], (each.task.key, on)
        vacant = vacancies(keys, on)
        assert {(school, f"staffing.{task.key}") for school in keys for task in vacant[school]} == {
            place for place, stands in told.items() if stands.state.is_broken
        }


def test_a_board_that_asks_more_emergency_officers_sees_too_few(as_, cast, linde):
    """No law gives a number (Arbowet art. 15); the plan's two (3.5.2) is a number that a board sets."""
    Appointment.objects.create(
        person=cast.kees, role="emergency_officer", school=linde, first_on=date(2024, 8, 1)
    )
    on, page = timezone.localdate(), f"/staffing/schools/{linde.pk}/"
    assert state("emergency_officers", linde, on) is State.KEPT
    SchoolRule.objects.create(
        school=None,
        key="duty.staffing.emergency_officers",
        value=2,
        since=on,
        source="Plan 3.5.2",
        set_by=cast.bas,
    )

    assert state("emergency_officers", linde, on) is not State.KEPT
    assert "Too few" in as_(cast.mina).get(page).content.decode()


def test_a_teacher_reads_who_does_what_and_what_nobody_does(as_, cast, linde):
    page = as_(cast.mina).get(f"/staffing/schools/{linde.pk}/").content.decode()

    assert "Vera Test" in page
    assert "5 tasks have nobody" in page
    assert page.count("Nobody was ever appointed.") == 5
    assert "Somebody stands in" not in page


def test_the_board_sees_its_schools_with_the_emptiest_first_and_a_teacher_goes_to_her_own(
    as_, cast, linde, iep
):
    page = as_(cast.bas).get("/staffing/").content.decode()

    assert page.index("De Iep") < page.index("De Linde")
    assert "Vera Test" in as_(cast.mina).get("/staffing/").content.decode()


def test_the_head_says_who_stands_in_and_all_see_it_while_the_vacancy_stays(as_, cast, linde):
    given = {"task": "prevention_officer", "person": cast.kees.pk, "first_on": "2026-11-01", "last_on": ""}

    first, second = (as_(cast.hanna).post(ADD.format(linde.pk), given) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 422)
    assert "stands in for this task from that day already" in second.content.decode()
    assert "Kees Test stands in from" in as_(cast.mina).get(f"/staffing/schools/{linde.pk}/").content.decode()
    assert state("prevention_officer", linde, timezone.localdate()) is State.NEVER


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"last_on": "2026-10-01"}, "last_on", "last day lies before the first"),
        ({"first_on": "31 februari"}, "first_on", "valid date"),
        ({"first_on": ""}, "first_on", "required"),
        ({"task": "mayor"}, "task", "valid choice"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(as_, cast, linde, given, field, says):
    form = {"task": "welfare", "person": cast.kees.pk, "first_on": "2026-11-01", "last_on": ""} | given

    answer = as_(cast.hanna).post(ADD.format(linde.pk), form)

    assert answer.status_code == 422
    told = answer.context["form"].errors
    assert says in str(told.get(field) or told.get("__all__"))
    assert not Substitute.objects.exists()


def test_nobody_of_another_school_can_be_named(as_, cast, linde):
    form = {"task": "welfare", "person": cast.nadia.pk, "first_on": "2026-11-01", "last_on": ""}

    assert as_(cast.hanna).post(ADD.format(linde.pk), form).status_code == 422


def test_standing_in_ends_on_a_day_and_the_old_line_is_kept_with_who_replaced_it(as_, cast, linde):
    row = substitute(cast, linde)
    url = f"/staffing/substitutes/{row.pk}/end/"

    refused = as_(cast.hanna).post(url, {"last_on": "2026-11-01"})
    empty = as_(cast.hanna).post(url, {"last_on": ""})
    for _ in range(2):
        assert as_(cast.hanna).post(url, {"last_on": "2026-12-24"}).status_code == 302

    assert (refused.status_code, empty.status_code) == (422, 422)
    row.refresh_from_db()
    assert row.taken_back_by == cast.hanna
    now = Substitute.objects.get(taken_back_at=None)
    assert (now.person, now.last_on) == (cast.otto, date(2026, 12, 24))


def test_a_mistake_is_taken_back_and_no_longer_shown(as_, cast, linde):
    row = substitute(cast, linde)

    as_(cast.sam).post(f"/staffing/substitutes/{row.pk}/end/", {"is_mistake": "on"})

    assert not Substitute.objects.filter(taken_back_at=None).exists()
    assert "Otto Test stands in" not in as_(cast.mina).get(f"/staffing/schools/{linde.pk}/").content.decode()


def test_the_database_refuses_to_end_before_the_beginning_and_to_take_back_without_a_name(cast, linde):
    with pytest.raises(IntegrityError), transaction.atomic():
        substitute(cast, linde, last_on=date(2020, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        substitute(cast, linde, taken_back_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        substitute(cast, linde, taken_back_by=cast.hanna)


def test_the_number_of_questions_grows_with_neither_people_nor_schools(as_, cast, linde, iep):
    def asked(url, who):
        browser = as_(who)
        browser.get(url)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(url).status_code == 200
        return len(found)

    page = f"/staffing/schools/{linde.pk}/"
    before = asked(page, cast.hanna), asked("/staffing/", cast.bas)
    for number in range(30):
        person = Person.objects.create(call_name=f"P{number}", last_name="Test")
        substitute(cast, linde, person=person, task=TASKS[number % len(TASKS)].key)
        for task in TASKS:
            Appointment.objects.create(
                person=person, role=task.roles[0], school=linde, first_on=date(2026, 1, 1)
            )
        School.objects.create(
            board=linde.board, name=f"School {number}", brin="98XX", location_code=f"{number:02}"
        )

    assert (asked(page, cast.hanna), asked("/staffing/", cast.bas)) == before


def test_every_task_is_held_by_roles_of_a_school():
    assert all(set(task.roles) <= OF_A_SCHOOL for task in TASKS)
    assert len(TASK_OF_KEY) == len(TASKS)
