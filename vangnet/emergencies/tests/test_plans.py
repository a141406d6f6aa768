"""The evacuation plan in versions: what is recorded through its pages, who knows it, and what the duties make of it."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vangnet.core.attachments.models import Attachment
from vangnet.core.attachments.tests import made
from vangnet.core.mail.models import OutgoingMail
from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import Asking, by_subject, states
from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import Role
from vangnet.emergencies.duties import DUTIES
from vangnet.emergencies.models import Confirmation, NewSituation, PlanFile, PlanVersion

from .scene import officer, plan, plan_file

pytestmark = pytest.mark.django_db(databases="__all__")

DUTY = {duty.key.removeprefix("emergencies."): duty for duty in DUTIES}
STAFF_OF_LINDE = 8


@pytest.fixture
def today(monkeypatch):
    """Monday 23 November 2026, until the test says otherwise."""
    now = [date(2026, 11, 23)]
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: now[0])
    return now


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path


def form(**given):
    said = {
        "token": str(uuid4()),
        "holds_from": "2026-11-23",
        "why": "situation",
        "is_changed": "True",
        "what_changed": "De verzamelplaats is nu het grasveld.",
        "chapters": ["introduction", "drawings", "logbook"],
        **given,
    }
    return {name: value for name, value in said.items() if value is not None}


def page(school, rest=""):
    return f"/emergencies/schools/{school.pk}/plan/{rest}"


def state(key, school, on):
    return states([DUTY[key]], [school.pk], on)[school.pk, DUTY[key].key].state


def test_a_version_is_recorded_and_everybody_sees_what_is_still_missing(as_, cast, linde, today):
    answer = as_(cast.hanna).post(page(linde, "new/"), form())

    assert answer.status_code == 302, answer.context["form"].errors
    version = PlanVersion.objects.get()
    assert (version.number, version.asked_on) == (1, today[0])
    shown = as_(cast.mina).get(page(linde))
    there = {line.title: line.is_there for line in shown.context["chapters"]}
    assert len(there) == 9
    assert [title[:2] for title, is_there in there.items() if is_there] == ["In", "1.", "8."]
    assert shown.content.decode().count("still missing") == 6


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"holds_from": "2026-11-24"}, "holds_from"),
        ({"holds_from": "morgen"}, "holds_from"),
        ({"is_changed": None}, "is_changed"),
        ({"what_changed": ""}, "what_changed"),
        ({"what_changed": "x" * 2001}, "what_changed"),
        ({"why": "zomaar"}, "why"),
        ({"chapters": ["nine"]}, "chapters"),
    ],
)
def test_what_cannot_be_meant_is_said_at_the_field(as_, cast, linde, today, sent, field):
    answer = as_(cast.hanna).post(page(linde, "new/"), form(**sent))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not PlanVersion.objects.exists()


def test_a_version_does_not_hold_from_before_the_one_that_it_replaces(as_, cast, linde, today):
    plan(linde, cast.hanna, 1, asked_on=date(2026, 11, 1))

    answer = as_(cast.hanna).post(page(linde, "new/"), form(holds_from="2026-10-31"))

    assert "later day" in answer.context["form"].errors["holds_from"][0]


def test_the_same_form_sent_twice_is_one_version(as_, cast, linde, today):
    sent = form()
    first, again = (as_(cast.hanna).post(page(linde, "new/"), sent) for _twice in range(2))

    assert first.url == again.url
    assert PlanVersion.objects.count() == 1


def test_staff_are_asked_once_a_day(as_, cast, linde, today):
    as_(cast.hanna).post(page(linde, "new/"), form())

    answer = as_(cast.hanna).post(page(linde, "new/"), form(what_changed="Nog iets"))
    assert "today" in answer.context["form"].errors["is_changed"][0]
    as_(cast.hanna).post(
        f"/emergencies/plans/{PlanVersion.objects.get().pk}/take-back/", {"confirmed": "yes"}
    )
    answer = as_(cast.hanna).post(page(linde, "new/"), form(what_changed="Nog iets"))

    assert answer.status_code == 302
    assert [(each.number, each.stands) for each in PlanVersion.objects.order_by("number")] == [
        (1, False),
        (2, True),
    ]


def test_only_head_and_head_of_emergency_response_make_a_version(as_, cast, linde, today):
    officer(cast.kees, linde, role=Role.EMERGENCY_OFFICER)
    assert as_(cast.kees).get(page(linde, "new/")).status_code == 404
    officer(cast.kees, linde)
    assert as_(cast.kees).get(page(linde, "new/")).status_code == 200


def test_everybody_confirms_with_one_tap_and_the_head_sees_who_did_not(as_, cast, linde, today):
    as_(cast.hanna).post(page(linde, "new/"), form())
    version = PlanVersion.objects.get()
    asked = as_(cast.mina).get(page(linde))
    assert "I read it and know what to do" in asked.content.decode()
    assert asked.context["told"] is None, "a teacher does not see who of the others confirmed"

    for _twice in range(2):
        as_(cast.mina).post(f"/emergencies/plans/{version.pk}/confirm/")

    assert Confirmation.objects.count() == 1
    assert "You know this" in as_(cast.mina).get(page(linde)).content.decode()
    told = as_(cast.hanna).get(page(linde)).context["told"]
    assert [each.person for each in told.confirmed] == [cast.mina]
    assert len(told.others) == STAFF_OF_LINDE - 1
    assert cast.marit not in told.others, "the participation council does not work here"
    assert as_(cast.carla).get(page(linde)).context["asks_you"] is False


def test_a_change_is_mailed_once_to_everybody_who_works_here_and_what_changed_is_not_in_the_mail(
    as_, cast, linde, today
):
    sent = form()
    for _twice in range(2):
        as_(cast.hanna).post(page(linde, "new/"), sent)
    as_(cast.hanna).post(page(linde, "new/"), form(is_changed="False", why="yearly"))

    mails = OutgoingMail.objects.filter(cause__startswith="evacuation-plan-")
    names = ("mina", "otto", "iris", "vera", "kees", "sam", "toon")
    assert sorted(mail.to for mail in mails) == sorted(f"{name}@example.org" for name in names)
    assert all(page(linde) in mail.body and "grasveld" not in mail.body for mail in mails)


def test_of_an_older_version_nothing_is_confirmed(as_, cast, linde, today):
    old = plan(linde, cast.hanna, 1, asked_on=date(2026, 11, 1))
    plan(linde, cast.hanna, 2, asked_on=date(2026, 11, 20))

    answer = as_(cast.mina).post(f"/emergencies/plans/{old.pk}/confirm/", follow=True)

    assert "another version" in answer.content.decode()
    assert not Confirmation.objects.exists()


def test_plan_3_5_2_staff_know_what_changed_each_for_himself_or_herself(as_, cast, linde, today):
    """Safety plan 3.5.2; the two weeks are Vangnet's proposal."""
    assert state("told", linde, today[0]) is State.KEPT, "nothing changed yet"
    as_(cast.hanna).post(page(linde, "new/"), form())
    version = PlanVersion.objects.get()
    address = f"/emergencies/plans/{version.pk}/confirm/"
    staff = [getattr(cast, name) for name in ("mina", "otto", "iris", "hanna", "vera", "kees", "sam", "toon")]
    assert state("told", linde, today[0]) is State.DUE_SOON
    assert state("told", linde, date(2026, 12, 7)) is State.DUE_SOON
    assert state("told", linde, date(2026, 12, 8)) is State.NEVER

    for person in staff[:-1]:
        as_(person).post(address)

    told = by_subject(DUTY["told"], Asking.of([DUTY["told"]], [linde.pk], date(2026, 12, 8)))
    assert [place for place, stands in told if stands.state is not State.KEPT] == [(linde.pk, cast.toon.pk)]
    as_(cast.toon).post(address)
    assert state("told", linde, date(2026, 12, 8)) is State.KEPT
    today[0] = date(2027, 2, 1)
    as_(cast.hanna).post(page(linde, "new/"), form(holds_from="2027-02-01"))
    assert state("told", linde, date(2027, 1, 31)) is State.KEPT
    assert state("told", linde, date(2027, 2, 15)) is State.DUE_SOON
    assert state("told", linde, date(2027, 2, 16)) is State.OVERDUE


def test_who_came_to_work_here_after_the_change_is_asked_from_the_first_day(as_, cast, linde, today):
    as_(cast.hanna).post(page(linde, "new/"), form())
    version = PlanVersion.objects.get()
    for person in {each.person for each in Appointment.objects.filter(school=linde, last_on=None)}:
        Confirmation.objects.create(
            version=version,
            person=person,
            confirmed_on=today[0],
            confirmed_at=timezone.make_aware(datetime(2026, 11, 23, 12)),
        )
    assert state("told", linde, date(2027, 3, 1)) is State.KEPT
    new = Person.objects.create(call_name="Nieuw", last_name="Test", email="nieuw@example.org")
    Appointment.objects.create(person=new, role=Role.COACH, school=linde, first_on=date(2027, 3, 1))

    assert state("told", linde, date(2027, 3, 15)) is State.DUE_SOON
    assert state("told", linde, date(2027, 3, 16)) is State.NEVER


def test_plan_3_1_7_the_plan_is_gone_through_every_school_year(as_, cast, linde, today):
    assert state("plan", linde, today[0]) is State.NEVER
    sent = form(is_changed="False", what_changed="Dit wordt weggelaten", why="yearly")
    as_(cast.hanna).post(page(linde, "new/"), sent)

    assert PlanVersion.objects.get().what_changed == ""
    assert PlanVersion.objects.get().asked_on is None
    assert state("plan", linde, today[0]) is State.KEPT
    assert state("told", linde, date(2027, 7, 1)) is State.KEPT, "nothing changed for staff"
    assert state("plan", linde, date(2028, 7, 31)) is State.DUE_SOON
    assert state("plan", linde, date(2028, 8, 1)) is State.OVERDUE


def test_plan_3_1_7_a_new_situation_asks_for_a_new_version(as_, cast, linde, today):
    plan(linde, cast.hanna, 1, asked_on=date(2026, 10, 1))
    sent = {"token": uuid4(), "what": "Groep 3 zit in de unit", "since": "2026-11-20"}
    assert state("plan_adapted", linde, today[0]) is State.KEPT

    for _twice in range(2):
        assert as_(cast.sam).post(page(linde, "situation/"), sent).status_code == 302

    assert NewSituation.objects.count() == 1
    assert "Groep 3 zit in de unit" in as_(cast.mina).get(page(linde)).content.decode()
    assert state("plan_adapted", linde, date(2026, 12, 3)) is State.KEPT
    assert state("plan_adapted", linde, date(2026, 12, 5)) is State.DUE_SOON
    assert state("plan_adapted", linde, date(2026, 12, 18)) is State.DUE_SOON
    assert state("plan_adapted", linde, date(2026, 12, 19)) is State.OVERDUE
    as_(cast.hanna).post(page(linde, "new/"), form())
    assert state("plan_adapted", linde, date(2026, 12, 19)) is State.KEPT
    assert as_(cast.mina).get(page(linde)).context["situations"] == []


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"since": "2026-11-24"}, "since"), ({"since": "2025-11-01"}, "since"), ({"what": ""}, "what")],
)
def test_a_situation_of_the_wrong_day_is_refused(as_, cast, linde, today, sent, field):
    whole = {"token": uuid4(), "what": "Hek dicht", "since": "2026-11-20"}

    answer = as_(cast.sam).post(page(linde, "situation/"), whole | sent)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_a_drawing_is_attached_kept_with_the_next_version_and_downloaded_by_all_staff(
    as_, cast, linde, today
):
    version = plan(linde, cast.hanna, 1, asked_on=date(2026, 11, 1))
    address = f"/emergencies/plans/{version.pk}/files/"
    token = uuid4()
    for _twice in range(2):
        file = SimpleUploadedFile("plattegrond.pdf", made.pdf())
        answer = as_(cast.hanna).post(address, {"token": token, "title": "Begane grond", "chosen_file": file})
        assert answer.status_code == 302, answer.context["form"].errors
    first = PlanFile.objects.get()

    as_(cast.hanna).post(page(linde, "new/"), form(kept_files=[first.pk]))

    second = PlanVersion.objects.get(number=2).files.get()
    assert (second.title, second.file) == ("Begane grond", first.file)
    got = as_(cast.mina).get(f"/emergencies/plan-files/{second.pk}/")
    assert b"".join(got.streaming_content) == made.pdf()
    assert got["Content-Disposition"].startswith("attachment")
    assert as_(cast.nadia).get(f"/emergencies/plan-files/{second.pk}/").status_code == 404


def test_a_file_that_lies_about_what_it_is_is_refused_at_the_field_and_nothing_is_kept(
    as_, cast, linde, today
):
    version = plan(linde, cast.hanna, 1)
    lies = SimpleUploadedFile("plattegrond.pdf", b"MZ this is a program and no drawing at all")

    answer = as_(cast.hanna).post(
        f"/emergencies/plans/{version.pk}/files/",
        {"token": uuid4(), "title": "Tekening", "chosen_file": lies},
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors["chosen_file"]
    assert not PlanFile.objects.exists()
    assert not Attachment.objects.exists()


def test_a_file_that_is_taken_back_is_shown_no_longer(as_, cast, linde, today):
    version = plan(linde, cast.hanna, 1)
    file = plan_file(version, cast.hanna)

    as_(cast.hanna).post(f"/emergencies/plan-files/{file.pk}/take-back/", {"confirmed": "yes"})

    assert "No drawing is attached yet" in as_(cast.mina).get(page(linde)).content.decode()


def test_the_database_holds_two_promises(cast, linde, today):
    plan(linde, cast.hanna, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        plan(linde, cast.hanna, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        plan(linde, cast.hanna, 3, asked_on=date(2026, 1, 1), what_changed="")


def test_the_page_asks_as_many_questions_for_any_number_of_versions_files_and_staff(as_, cast, linde, today):
    browser = as_(cast.hanna)

    def one_more(number):
        version = plan(linde, cast.hanna, number, asked_on=date(2026, 1, number))
        plan_file(version, cast.hanna, f"Tekening {number}")
        person = Person.objects.create(
            call_name=f"N{number}", last_name="Test", email=f"n{number}@example.org"
        )
        Appointment.objects.create(person=person, role=Role.COACH, school=linde, first_on=date(2024, 8, 1))
        Confirmation.objects.create(
            version=version, person=person, confirmed_on=today[0], confirmed_at=timezone.now()
        )

    one_more(1)
    browser.get(page(linde))
    with CaptureQueriesContext(connection) as of_one:
        browser.get(page(linde))
    for number in range(2, 12):
        one_more(number)
    with CaptureQueriesContext(connection) as of_many:
        browser.get(page(linde))

    assert len(of_one) == len(of_many)
