"""The logbook of drills: what is recorded through its pages, and what the yearly duty makes of it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.core.people.models import Group, School
from vangnet.core.people.roles import Role
from vangnet.emergencies.duties import DUTIES
from vangnet.emergencies.models import Drill, HeadCount

from .scene import action, drill, officer

pytestmark = pytest.mark.django_db(databases="__all__")

TODAY = date(2026, 11, 23)
DRILL = next(duty for duty in DUTIES if duty.key == "emergencies.drill")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Monday 23 November 2026."""
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: TODAY)


@pytest.fixture
def groups(linde):
    return {group.name: group for group in Group.objects.filter(school=linde)}


def form(groups, **given):
    six, seven = groups["Groep 6"].pk, groups["Groep 7"].pk
    said = {
        "token": str(uuid4()),
        "held_on": "2026-11-20",
        "began_at": "10:15",
        "kind": "evacuation",
        "scenario": "Rook in de keuken, de hoofdingang is dicht",
        "with_pupils": "True",
        "announced": "officers",
        "emptied_after": "3:45",
        "alarm": "everywhere",
        "routes_free": "True",
        f"present_group_{six}": "24",
        f"counted_group_{six}": "23",
        f"present_group_{seven}": "20",
        f"counted_group_{seven}": "21",
        "present_staff": "6",
        "counted_staff": "6",
        **given,
    }
    return {name: value for name, value in said.items() if value is not None}


def page(linde):
    return f"/emergencies/schools/{linde.pk}/drills/record/"


def test_a_drill_is_recorded_with_what_was_counted_per_group(as_, cast, linde, groups):
    officer(cast.kees, linde)
    browser = as_(cast.kees)

    answer = browser.post(page(linde), form(groups, officers=[cast.kees.pk]))

    assert answer.status_code == 302, answer.context["form"].errors
    held = Drill.objects.get()
    assert (held.school, held.emptied_after, held.recorded_by) == (linde, 225, cast.kees)
    assert list(held.officers.all()) == [cast.kees]
    assert {str(count): count.missing for count in held.counts.all()} == {
        "Groep 6: 23/24": 1,
        "Groep 7: 21/20": 0,
        "Staff: 6/6": 0,
    }
    shown = browser.get(answer.url).content.decode()
    assert "3:45" in shown
    assert "Rook in de keuken" in shown
    listed = browser.get(f"/emergencies/schools/{linde.pk}/drills/")
    [(_year, [row])] = listed.context["years"]
    assert (row.counted, row.present, row.missing) == (50, 50, 1), (
        "one too many does not make up for one too few"
    )


@pytest.mark.parametrize(
    ("sent", "field", "says"),
    [
        ({"held_on": "2026-11-24"}, "held_on", "has not come yet"),
        ({"held_on": "2025-11-24"}, "held_on", "another school year"),
        ({"held_on": "20-11"}, "held_on", "valid date"),
        ({"emptied_after": "3.75"}, "emptied_after", "3:45"),
        ({"emptied_after": "vier"}, "emptied_after", "3:45"),
        ({"emptied_after": "0:00"}, "emptied_after", "0:01"),
        ({"emptied_after": "121:00"}, "emptied_after", "120:00"),
        ({"alarm": "not_everywhere"}, "alarm_missed", "Say where"),
        ({"routes_free": "False"}, "routes_blocked", "Say where"),
        ({"routes_free": None}, "routes_free", "required"),
        ({"kind": "holiday"}, "kind", "valid choice"),
        ({"scenario": "x" * 301}, "scenario", "at most 300"),
        ({"officers": ["999999"]}, "officers", "valid choice"),
    ],
)
def test_what_cannot_be_meant_is_said_at_the_field(as_, cast, linde, groups, sent, field, says):
    answer = as_(cast.hanna).post(page(linde), form(groups, **sent))

    assert answer.status_code == 422
    assert says in " ".join(answer.context["form"].errors[field])
    assert not Drill.objects.exists()
    assert not HeadCount.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"present_staff": ""}, "present_staff"),
        ({"counted_staff": ""}, "counted_staff"),
        ({"counted_staff": "-1"}, "counted_staff"),
        ({"counted_staff": "2001"}, "counted_staff"),
        ({"counted_staff": "many"}, "counted_staff"),
    ],
)
def test_a_row_that_was_begun_is_finished(as_, cast, linde, groups, sent, field):
    answer = as_(cast.hanna).post(page(linde), form(groups, **sent))

    assert answer.status_code == 422
    assert list(answer.context["counts"].errors) == [field]
    assert not Drill.objects.exists()


def test_who_was_no_officer_on_that_day_was_not_there_as_one(as_, cast, linde, groups):
    officer(cast.kees, linde, first_on=date(2026, 11, 21))

    answer = as_(cast.hanna).post(page(linde), form(groups, officers=[cast.kees.pk]))

    assert "Kees Test" in answer.context["form"].errors["officers"][0]


def test_the_same_form_sent_twice_is_one_drill(as_, cast, linde, groups):
    browser, sent = as_(cast.hanna), form(groups)

    first, again = browser.post(page(linde), sent), browser.post(page(linde), sent)

    assert first.url == again.url
    assert Drill.objects.count() == 1
    assert HeadCount.objects.count() == 3


def test_a_drill_of_last_year_is_recorded_with_the_groups_of_last_year(as_, cast, linde, groups):
    old = Group.objects.create(school=linde, school_year="2025-2026", name="Groep 5")
    sent = form(
        groups, held_on="2026-05-12", **{f"present_group_{old.pk}": 22, f"counted_group_{old.pk}": 22}
    )

    answer = as_(cast.hanna).post(page(linde) + "?year=2025-2026", sent)

    assert answer.status_code == 302, answer.context["form"].errors
    assert [str(count) for count in HeadCount.objects.filter(who="group")] == ["Groep 5: 22/22"]


def test_a_correction_comes_in_the_place_of_the_first_and_takes_its_actions_along(as_, cast, linde, groups):
    browser = as_(cast.hanna)
    first = Drill.objects.get(pk=browser.post(page(linde), form(groups)).url.strip("/").split("/")[-1])
    todo = action(first, owner=cast.mina, by=cast.hanna)
    asked = browser.get(f"/emergencies/drills/{first.pk}/correct/")
    assert asked.context["form"]["emptied_after"].value() == "3:45"
    assert [row.fields[0].value() for row in asked.context["counts"].rows()] == [24, 20, 6, None]

    answer = browser.post(f"/emergencies/drills/{first.pk}/correct/", form(groups, emptied_after="4:10"))

    first.refresh_from_db()
    todo.refresh_from_db()
    second = Drill.objects.standing().get()
    assert answer.url == f"/emergencies/drills/{second.pk}/"
    assert (first.taken_back_by, first.emptied_after, second.emptied_after) == (cast.hanna, 225, 250)
    assert (second.replaces, todo.drill) == (first, second)
    assert "set right on" in browser.get(f"/emergencies/drills/{first.pk}/").content.decode()


def test_of_two_colleagues_who_correct_at_once_one_is_told_so(as_, cast, linde, groups):
    held = drill(linde, cast.hanna, TODAY)
    address = f"/emergencies/drills/{held.pk}/correct/"
    as_(cast.hanna).post(address, form(groups, scenario="Van Hanna"))

    answer = as_(cast.sam).post(address, form(groups, scenario="Van Sam"), follow=True)

    assert "before you" in answer.content.decode()
    assert [each.scenario for each in Drill.objects.standing()] == ["Van Hanna"]


def test_what_is_taken_back_counts_no_longer_and_stays_readable(as_, cast, linde):
    held = drill(linde, cast.hanna, TODAY)
    action(held, owner=cast.mina, by=cast.hanna)
    browser = as_(cast.hanna)
    address = f"/emergencies/drills/{held.pk}/take-back/"

    browser.post(address)
    assert Drill.objects.standing().exists(), "it is asked once more first"
    browser.post(address, {"confirmed": "yes"})

    assert state(linde, TODAY) is State.NEVER
    listed = browser.get(f"/emergencies/schools/{linde.pk}/drills/")
    assert (listed.context["years"], listed.context["actions"]) == ([], [])
    assert f"/emergencies/drills/{held.pk}/" in listed.content.decode()
    assert "taken back" in browser.get(f"/emergencies/drills/{held.pk}/").content.decode()
    assert "before you" in browser.post(address, {"confirmed": "yes"}, follow=True).content.decode()


def test_an_action_has_an_owner_and_a_term_and_is_open_until_the_owner_says_it_is_done(as_, cast, linde):
    held = drill(linde, cast.hanna, TODAY)
    sent = {"token": uuid4(), "what": "Bel in de gymzaal", "owner": cast.mina.pk, "before": "2026-12-01"}
    for _twice in range(2):
        assert as_(cast.hanna).post(f"/emergencies/drills/{held.pk}/actions/", sent).status_code == 302
    todo = held.actions.get()
    assert (todo.is_late(date(2026, 12, 1)), todo.is_late(date(2026, 12, 2))) == (False, True)
    address = f"/emergencies/actions/{todo.pk}/done/"

    for day, says in (("2026-11-24", "has not come yet"), ("2026-11-22", "before the drill")):
        answer = as_(cast.mina).post(address, {"done_on": day})
        assert says in answer.context["form"].errors["done_on"][0]
    as_(cast.mina).post(address, {"done_on": "2026-11-23", "outcome": "Bel hangt er"})
    as_(cast.hanna).post(address, {"done_on": "2026-11-23", "outcome": "Nog eens"})

    todo.refresh_from_db()
    assert (todo.is_open, todo.done_by, todo.outcome) == (False, cast.mina, "Bel hangt er")


def test_an_action_that_was_a_mistake_is_taken_back_and_stays_readable(as_, cast, linde):
    held = drill(linde, cast.hanna, TODAY)
    todo = action(held, owner=cast.mina, by=cast.hanna)
    address = f"/emergencies/actions/{todo.pk}/take-back/"
    assert as_(cast.mina).post(address, {"confirmed": "yes"}).status_code == 404, "who took it on finishes it"

    as_(cast.hanna).post(address, {"confirmed": "yes"})

    todo.refresh_from_db()
    assert (todo.is_open, todo.taken_back_by) == (False, cast.hanna)
    shown = as_(cast.mina).get(f"/emergencies/drills/{held.pk}/").content.decode()
    assert "taken back on" in shown
    assert "It is done" not in shown
    assert todo.finish(done_on=TODAY, outcome="", by=cast.mina, now=timezone.now()) is False


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"before": "2026-11-22"}, "before"), ({"owner": ""}, "owner"), ({"what": ""}, "what")],
)
def test_an_action_without_owner_or_with_a_past_term_is_refused(as_, cast, linde, sent, field):
    held = drill(linde, cast.hanna, TODAY)
    whole = {"token": uuid4(), "what": "Bel", "owner": cast.mina.pk, "before": "2026-12-01"}

    answer = as_(cast.hanna).post(f"/emergencies/drills/{held.pk}/actions/", whole | sent)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_nobody_of_another_school_takes_an_action_on(as_, cast, linde):
    held = drill(linde, cast.hanna, TODAY)
    sent = {"token": uuid4(), "what": "Bel", "owner": cast.nadia.pk, "before": "2026-12-01"}

    assert as_(cast.hanna).post(f"/emergencies/drills/{held.pk}/actions/", sent).status_code == 422


def test_a_teacher_reads_the_logbook_and_records_nothing(as_, cast, linde, groups):
    held = drill(linde, cast.hanna, TODAY)

    assert as_(cast.mina).get(f"/emergencies/drills/{held.pk}/").status_code == 200
    assert (
        "Record a drill"
        not in as_(cast.mina).get(f"/emergencies/schools/{linde.pk}/drills/").content.decode()
    )
    assert as_(cast.mina).post(page(linde), form(groups)).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"emptied_after": 0},
        {"emptied_after": 7201},
        {"alarm": "not_everywhere"},
        {"alarm_missed": "in de gymzaal"},
        {"routes_free": False},
        {"routes_blocked": "fietsen"},
    ],
)
def test_the_database_refuses_what_cannot_be(cast, linde, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        drill(linde, cast.hanna, TODAY, **wrong)


def state(school, on):
    return states([DRILL], [school.pk], on)[school.pk, DRILL.key].state


def test_plan_3_5_2_a_drill_with_all_pupils_in_every_school_year(as_, cast, linde, groups):
    """Safety plan 3.5.2: at least once a year with the pupils."""
    assert state(linde, TODAY) is State.NEVER
    assert as_(cast.hanna).post(page(linde), form(groups, kind="part")).status_code == 302
    assert as_(cast.hanna).post(page(linde), form(groups, with_pupils="False")).status_code == 302
    assert state(linde, TODAY) is State.NEVER, "one group, or the adults alone, is not what the plan promises"

    assert as_(cast.hanna).post(page(linde), form(groups)).status_code == 302

    assert state(linde, date(2026, 11, 19)) is State.NEVER
    assert state(linde, date(2026, 11, 20)) is State.KEPT
    assert state(linde, date(2027, 7, 31)) is State.KEPT
    assert state(linde, date(2028, 6, 1)) is State.KEPT
    assert state(linde, date(2028, 6, 2)) is State.DUE_SOON
    assert state(linde, date(2028, 7, 31)) is State.DUE_SOON
    assert state(linde, date(2028, 8, 1)) is State.OVERDUE


def test_the_page_says_how_the_duty_stands_and_where_it_comes_from(as_, cast, linde):
    drill(linde, cast.hanna, TODAY)

    shown = as_(cast.mina).get(f"/emergencies/schools/{linde.pk}/drills/").content.decode()
    where = f"/duties/{linde.pk}/emergencies.drill/"
    promised = as_(cast.mina).get(where).content.decode()

    assert "kept" in shown
    assert f'href="{where}"' in shown
    assert "Veiligheidsplan, par. 3.5.2" in promised
    assert "Arbowet, art. 15" in promised


def test_the_list_asks_as_many_questions_for_one_drill_as_for_twenty(as_, cast, linde, groups):
    browser = as_(cast.hanna)
    address = f"/emergencies/schools/{linde.pk}/drills/"

    def one_more(days):
        held = drill(linde, cast.hanna, TODAY - timedelta(days=days))
        action(held, owner=cast.mina, by=cast.hanna)
        HeadCount.objects.create(drill=held, who="group", group=groups["Groep 6"], present=24, counted=23)

    one_more(0)
    browser.get(address)
    with CaptureQueriesContext(connection) as of_one:
        browser.get(address)
    for days in range(1, 15):
        one_more(days * 40)
    with CaptureQueriesContext(connection) as of_many:
        answer = browser.get(address)

    assert sum(len(drills) for _year, drills in answer.context["years"]) == 15
    assert len(of_one) == len(of_many)


def test_the_head_of_emergency_response_of_one_school_keeps_nothing_at_another(as_, cast, linde, iep):
    officer(cast.kees, linde, role=Role.EMERGENCY_OFFICER)
    elsewhere = drill(iep, cast.noor, TODAY)

    assert as_(cast.kees).get(page(linde)).status_code == 200
    assert as_(cast.kees).get(page(iep)).status_code == 404
    assert as_(cast.kees).get(f"/emergencies/drills/{elsewhere.pk}/").status_code == 404
    assert School.objects.count() == 2
