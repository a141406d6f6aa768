"""Registering, inspecting and removing equipment through the pages, and the duties that these facts fulfil."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vangnet.building.duties import DUTIES, DUTY_OF
from vangnet.building.models import Defect, Equipment, Inspection, LogLine
from vangnet.building.tests import scene
from vangnet.core.attachments.models import Attachment
from vangnet.core.attachments.tests import made
from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.core.people.models import SchoolRule

pytestmark = pytest.mark.django_db(databases="__all__")

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    settings.DATA = tmp_path


def ago(days):
    return (TODAY - timedelta(days=days)).isoformat()


def state(check, school, on=TODAY):
    duty = DUTY_OF[check]
    return states([duty], [school.pk], on)[school.pk, duty.key].state


def registers(browser, school, **given):
    said = {
        "token": uuid4(),
        "sort": "lift",
        "name": "",
        "place": "hal",
        "first_on": ago(800),
        "number": "",
        "responsible": "board",
        "partner": "",
        "contract": "",
        **given,
    }
    return browser.post(f"/building/schools/{school.pk}/equipment/", said)


def inspects(browser, row, **given):
    said = {
        "token": uuid4(),
        "what": "lift_inspection",
        "held_on": ago(1),
        "by": "Liftkeur",
        "outcome": "approved",
        "repairs": "",
        "dangers": "",
        "remarks": "",
        **given,
    }
    return browser.post(f"/building/equipment/{row.pk}/inspect/", said)


# --- registering


def test_without_a_lift_nothing_is_asked_of_lifts_but_every_school_has_extinguishers(linde):
    assert state("lift_inspection", linde) is State.NOT_APPLICABLE
    assert state("extinguishers_maintenance", linde) is State.NEVER


def test_what_is_registered_and_inspected_through_the_pages_fulfils_the_duty(as_, cast, linde):
    kees = as_(cast.kees)
    answer = registers(kees, linde)
    lift = Equipment.objects.get()

    assert (answer.status_code, answer.url) == (302, f"/building/equipment/{lift.pk}/")
    assert lift.name == "Lift", "without a name it has the name of its sort"
    assert state("lift_inspection", linde) is State.NEVER

    inspects(kees, lift, held_on=ago(100))
    assert state("lift_inspection", linde) is State.KEPT
    assert state("lift_inspection", linde, TODAY - timedelta(days=101)) is State.NEVER
    assert state("lift_inspection", linde, TODAY + timedelta(days=400)) is State.DUE_SOON
    assert state("lift_inspection", linde, TODAY + timedelta(days=500)) is State.OVERDUE


def test_of_several_lifts_the_worst_counts_and_what_was_removed_is_asked_no_longer(as_, cast, linde):
    hanna = as_(cast.hanna)
    for name in ("Noord", "Zuid"):
        registers(hanna, linde, name=name)
    north, south = Equipment.objects.order_by("name")
    inspects(hanna, north)
    assert state("lift_inspection", linde) is State.NEVER

    said = {"seen": south.version, "last_on": ago(1), "removed_why": "Buiten gebruik gesteld"}
    assert hanna.post(f"/building/equipment/{south.pk}/remove/", said).status_code == 302

    assert state("lift_inspection", linde) is State.KEPT
    assert state("lift_inspection", linde, TODAY - timedelta(days=1)) is State.NEVER
    assert "Buiten gebruik gesteld" in hanna.get(f"/building/schools/{linde.pk}/").content.decode()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"sort": "spaceship"}, "sort"),
        ({"sort": ""}, "sort"),
        ({"place": ""}, "place"),
        ({"first_on": "1026-01-01"}, "first_on"),
        ({"first_on": (TODAY + timedelta(days=1)).isoformat()}, "first_on"),
        ({"first_on": "31-31-2026"}, "first_on"),
        ({"responsible": "nobody"}, "responsible"),
        ({"partner": "999999"}, "partner"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_registered(as_, cast, linde, given, field):
    answer = registers(as_(cast.hanna), linde, **given)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Equipment.objects.exists()


def test_a_form_sent_twice_registers_once(as_, cast, linde):
    browser, token = as_(cast.hanna), uuid4()
    answers = [registers(browser, linde, token=token) for _ in range(2)]

    assert {answer.url for answer in answers} == {f"/building/equipment/{Equipment.objects.get().pk}/"}


def test_a_file_that_lies_is_refused_at_the_field(as_, cast, linde):
    lies = SimpleUploadedFile("rapport.pdf", b"MZ\x90\x00 this runs")
    answer = registers(as_(cast.hanna), linde, paper_file=lies)

    assert list(answer.context["form"].errors) == ["paper_file"]
    assert not Equipment.objects.exists()
    assert not Attachment.objects.exists()


# --- changing


def change(browser, row, **given):
    said = {
        "seen": row.version,
        "name": row.name,
        "place": row.place,
        "number": row.number,
        "responsible": row.responsible,
        "partner": "",
        "contract": "",
        **given,
    }
    return browser.post(f"/building/equipment/{row.pk}/change/", said)


def test_what_stood_there_goes_into_the_log(as_, cast, linde):
    row = scene.equipment(linde, cast.hanna)
    change(as_(cast.sam), row, place="achter de school")

    row.refresh_from_db()
    line = LogLine.objects.get()
    assert row.place == "achter de school"
    assert "schoolplein → achter de school" in line.text
    assert (line.recorded_by, line.kind) == (cast.sam, "change")


def test_who_comes_second_overwrites_nothing(as_, cast, linde):
    row = scene.equipment(linde, cast.hanna)
    change(as_(cast.sam), row, place="links")
    answer = change(as_(cast.hanna), row, place="rechts", paper_file=SimpleUploadedFile("a.pdf", made.pdf()))

    row.refresh_from_db()
    assert (answer.status_code, row.place) == (422, "links")
    assert "A colleague changed this" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_nothing_changed_writes_nothing_in_the_log(as_, cast, linde):
    change(as_(cast.sam), scene.equipment(linde, cast.hanna))

    assert not LogLine.objects.exists()


@pytest.mark.parametrize("day", [1, -500])
def test_it_is_removed_on_a_day_on_which_it_was_there(as_, cast, linde, day):
    row = scene.equipment(linde, cast.hanna)
    said = {
        "seen": 1,
        "last_on": (TODAY + timedelta(days=day)).isoformat(),
        "removed_why": "Afgekeurd",
    }
    answer = as_(cast.hanna).post(f"/building/equipment/{row.pk}/remove/", said)

    assert list(answer.context["form"].errors) == ["last_on"]


def test_the_database_refuses_an_end_before_the_beginning_and_a_removal_without_reason(cast, linde):
    row = scene.equipment(linde, cast.hanna)
    for columns in ({"last_on": "2001-01-01", "removed_why": "x"}, {"last_on": TODAY}, {"removed_why": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Equipment.objects.filter(pk=row.pk).update(**columns)


# --- inspecting


def test_the_report_comes_back_to_a_colleague_as_it_was_and_to_nobody_of_another_school(as_, cast, linde):
    row = scene.equipment(linde, cast.hanna, sort="lift")
    content = made.pdf(b"keuring")
    inspects(as_(cast.hanna), row, report_file=SimpleUploadedFile("keuring.pdf", content))
    address = f"/building/inspections/{Inspection.objects.get().pk}/report/"

    answer = as_(cast.mina).get(address)
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Disposition"].startswith("attachment")
    assert as_(cast.nadia).get(address).status_code == 404


def test_what_an_inspection_finds_becomes_a_defect_for_each_line(as_, cast, linde):
    """Safety plan 3.1.7: what is damaged is repaired or removed."""
    row = scene.equipment(linde, cast.hanna, sort="gym", responsible="owner")
    inspects(
        as_(cast.hanna),
        row,
        what="gym_inspection",
        outcome="rejected",
        repairs="Touw rafelt\n\n  Mat   gescheurd ",
        dangers="Wandrek zit los",
    )
    found = Defect.objects.order_by("pk")

    assert [(each.what, each.is_danger) for each in found] == [
        ("Wandrek zit los", True),
        ("Touw rafelt", False),
        ("Mat gescheurd", False),
    ]
    assert {each.responsible for each in found} == {"owner"}
    assert {each.inspection for each in found} == {Inspection.objects.get()}
    assert [(each.due_on - TODAY).days for each in found] == [1, 28, 28]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"outcome": "approved", "repairs": "Iets"}, "outcome"),
        ({"outcome": "rejected"}, "repairs"),
        ({"outcome": "remarks"}, "repairs"),
        ({"outcome": "fine"}, "outcome"),
        ({"what": "gym_inspection"}, "what"),
        ({"held_on": (TODAY + timedelta(days=1)).isoformat()}, "held_on"),
        ({"held_on": ago(500)}, "held_on"),
        ({"by": ""}, "by"),
        ({"outcome": "remarks", "repairs": "x" * 501}, "repairs"),
        ({"outcome": "remarks", "dangers": "x\n" * 41}, "dangers"),
    ],
)
def test_an_inspection_that_cannot_be_is_refused_at_its_field(as_, cast, linde, given, field):
    row = scene.equipment(linde, cast.hanna, sort="lift")
    answer = inspects(as_(cast.hanna), row, **given)

    assert list(answer.context["form"].errors) == [field]
    assert not Inspection.objects.exists()
    assert not Defect.objects.exists()


def test_an_inspection_sent_twice_is_recorded_once_with_its_findings(as_, cast, linde):
    row, token = scene.equipment(linde, cast.hanna, sort="lift"), uuid4()
    for _ in range(2):
        inspects(as_(cast.hanna), row, token=token, outcome="remarks", repairs="Lampje")

    assert (Inspection.objects.count(), Defect.objects.count()) == (1, 1)


def test_the_yearly_maintenance_of_the_fire_alarm_counts_as_a_test_and_not_the_other_way_round(cast, linde):
    row = scene.equipment(linde, cast.hanna, sort="fire_alarm")
    scene.inspection(row, cast.hanna, "fire_alarm_maintenance")
    for check in ("fire_alarm_test", "fire_alarm_half_yearly", "fire_alarm_maintenance"):
        assert state(check, linde) is not State.NEVER

    Inspection.objects.update(what="fire_alarm_test")
    assert state("fire_alarm_maintenance", linde) is State.NEVER


def test_what_is_taken_back_stays_readable_and_counts_no_longer(as_, cast, linde):
    row = scene.equipment(linde, cast.hanna, sort="lift")
    held = scene.inspection(row, cast.hanna, "lift_inspection")
    address = f"/building/inspections/{held.pk}/take-back/"

    assert as_(cast.sam).post(address, {"why": ""}).status_code == 422
    assert state("lift_inspection", linde) is State.KEPT

    as_(cast.sam).post(address, {"why": "Andere lift"})
    as_(cast.hanna).post(address, {"why": "Nog eens"})
    held.refresh_from_db()
    assert state("lift_inspection", linde) is State.NEVER
    assert (held.taken_back_by, held.taken_back_why) == (cast.sam, "Andere lift")
    assert "Andere lift" in as_(cast.mina).get(f"/building/equipment/{row.pk}/").content.decode()


def test_the_building_as_a_whole_is_inspected_without_being_registered(as_, cast, linde):
    """Safety plan 2.2.3 and 3.1.7: the board has the fire safety inspected every year."""
    assert state("fire_safety", linde) is State.NEVER
    said = {
        "token": uuid4(),
        "what": "fire_safety",
        "held_on": ago(3),
        "by": "Adviseur",
        "outcome": "approved",
    }

    answer = as_(cast.hanna).post(f"/building/schools/{linde.pk}/whole/inspect/", said)

    assert answer.status_code == 302
    assert state("fire_safety", linde) is State.KEPT
    assert "Adviseur" in as_(cast.mina).get(f"/building/schools/{linde.pk}/whole/").content.decode()


@pytest.mark.parametrize("check", DUTY_OF)
def test_each_duty_is_kept_by_its_inspection_due_soon_before_its_end_and_late_after_it(cast, linde, check):
    duty = DUTY_OF[check]
    of_building = duty.evidence.subjects is None
    row = None if of_building else scene.equipment(linde, cast.hanna, sort=duty.evidence.subjects.rows.sort)
    Inspection.objects.create(
        school=linde,
        equipment=row,
        what=check,
        held_on="2026-01-31",
        by="x",
        outcome="approved",
        **scene.recorded(cast.hanna),
    )
    ends = states([duty], [linde.pk], TODAY)[linde.pk, duty.key].due_on

    assert state(check, linde, ends + timedelta(days=1)) is State.OVERDUE
    assert state(check, linde, ends) is State.DUE_SOON
    assert state(check, linde, ends - timedelta(days=duty.notice)) is State.KEPT


# --- how often


def test_where_sources_differ_both_are_shown_and_the_head_chooses(as_, cast, linde):
    row = scene.equipment(linde, cast.hanna, sort="electricity", ago=2000)
    scene.inspection(row, cast.hanna, "electricity_inspection", ago=1200)
    page = as_(cast.mina).get(f"/building/schools/{linde.pk}/intervals/").content.decode()
    assert "PO-Raad, keuringen in het primair onderwijs: every 36 months" in page
    assert "Voion, verplichte keuringen in het voortgezet onderwijs: every 60 months" in page
    assert state("electricity_inspection", linde) is State.OVERDUE

    address = f"/building/schools/{linde.pk}/intervals/duty.building.electricity_inspection/"
    said = {"value": "60", "since": TODAY.isoformat(), "source": "Directieoverleg"}
    assert as_(cast.sam).post(address, said).status_code == 404
    assert as_(cast.hanna).post(address, {**said, "value": "61"}).status_code == 422
    assert as_(cast.hanna).post(address, {**said, "value": "0"}).status_code == 422
    assert as_(cast.hanna).post(address, said).status_code == 302

    assert state("electricity_inspection", linde) is State.KEPT
    assert state("electricity_inspection", linde, TODAY - timedelta(days=1)) is State.OVERDUE
    assert "chosen" in as_(cast.mina).get(f"/building/schools/{linde.pk}/intervals/").content.decode()


def test_only_what_belongs_to_the_building_is_agreed_here(as_, cast, linde, iep):
    hanna = as_(cast.hanna)

    assert hanna.get(f"/building/schools/{linde.pk}/intervals/incident.review/").status_code == 404
    assert (
        hanna.get(f"/building/schools/{iep.pk}/intervals/duty.building.lift_inspection/").status_code == 404
    )
    assert not SchoolRule.objects.exists()


# --- however much there is


def questions(browser, address):
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def a_lot(linde, cast, number):
    for place in range(number):
        row = scene.equipment(linde, cast.hanna, name=f"Toestel {place}")
        scene.inspection(row, cast.hanna, ago=place + 1)
        LogLine.objects.create(
            equipment=row, held_on="2026-01-05", kind="note", text="x", **scene.recorded(cast.hanna)
        )
        scene.defect(linde, cast.mina, equipment=row)


@pytest.mark.parametrize("place", ["", "defects/", "playground/", "whole/", "agreed/", "intervals/"])
def test_a_page_asks_as_much_of_a_full_school_as_of_an_empty_one(as_, cast, linde, place):
    browser, address = as_(cast.hanna), f"/building/schools/{linde.pk}/{place}"
    a_lot(linde, cast, 1)
    browser.get(address)
    few = questions(browser, address)
    a_lot(linde, cast, 12)

    assert questions(browser, address) == few


def test_the_list_of_schools_asks_as_much_for_two_as_for_many(as_, cast, linde, iep):
    browser = as_(cast.carla)
    browser.get("/building/")
    few = questions(browser, "/building/")
    for number in range(12):
        school = type(linde).objects.create(
            board=linde.board, cluster=linde.cluster, name=f"S{number}", brin=f"98X{chr(65 + number)}"
        )
        a_lot(school, cast, 2)

    assert questions(browser, "/building/") == few


def test_the_list_puts_the_school_with_a_danger_first_and_counts_what_stands_still(as_, cast, linde, iep):
    scene.defect(linde, cast.mina, is_danger=True)
    scene.defect(linde, cast.mina, ago=9, due_in=-2)
    lines = as_(cast.bas).get("/building/").context["lines"]

    assert [(line.school, line.dangers, line.standing_still, line.open) for line in lines] == [
        (linde, 1, 1, 2),
        (iep, 0, 0, 0),
    ]


def test_every_duty_of_the_building_has_a_page_where_its_fact_is_recorded(as_, cast):
    from django.urls import reverse

    for duty in DUTIES:
        assert as_(cast.hanna).get(reverse(duty.recorded_at)).status_code == 200


def test_of_what_never_happened_no_day_is_told(as_, cast, linde):
    page = as_(cast.hanna).get(f"/building/schools/{linde.pk}/")

    assert {line.before for line in page.context["of_building"]} == {None}
    assert "2000" not in page.content.decode().split("<main", 1)[1]
