"""A defect from the photo on a phone until it is repaired: sent on, promised, standing still, settled, opened again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.formats import date_format

from vangnet.building.duties import NOTHING_STANDS_STILL
from vangnet.building.models import Defect, DefectStep
from vangnet.building.tests import scene
from vangnet.core.attachments.models import Attachment
from vangnet.core.attachments.tests import made
from vangnet.core.mail.models import OutgoingMail
from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.core.people.models import SchoolRule

pytestmark = pytest.mark.django_db(databases="__all__")

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    settings.DATA = tmp_path


def day(number):
    return (TODAY + timedelta(days=number)).isoformat()


def state(school, on=TODAY):
    return states([NOTHING_STANDS_STILL], [school.pk], on)[school.pk, NOTHING_STANDS_STILL.key].state


def reports(browser, school, **given):
    said = {"token": uuid4(), "place": "gang", "what": "Tegel los", "danger": "no", **given}
    return browser.post(f"/building/schools/{school.pk}/defects/report/", said)


def steps(browser, row, step, *, seen=None, **given):
    said = {"token": uuid4(), "seen": seen or row.step_count, **given}
    answer = browser.post(f"/building/defects/{row.pk}/{step}/", said)
    row.refresh_from_db()
    return answer


# --- reporting


def test_a_teacher_reports_with_a_photo_without_the_place_where_it_was_taken(as_, cast, linde):
    photo = SimpleUploadedFile("foto.jpg", made.photo())
    answer = reports(as_(cast.mina), linde, photo_file=photo, danger="yes")
    row = Defect.objects.get()

    assert (answer.status_code, answer.url) == (302, f"/building/defects/{row.pk}/")
    assert (row.recorded_by, row.is_danger, row.due_on) == (cast.mina, True, TODAY + timedelta(days=1))
    shown = b"".join(as_(cast.otto).get(f"/building/defects/{row.pk}/photo/").streaming_content)
    assert shown.startswith(b"\xff\xd8")
    assert b"SECRET" not in shown


def test_one_address_leads_everybody_to_the_form_of_the_own_school(as_, cast, linde):
    answer = as_(cast.mina).get("/building/defect/")

    assert answer.url == f"/building/schools/{linde.pk}/defects/report/"


def test_the_camera_opens_and_places_that_were_named_before_are_offered(as_, cast, linde):
    scene.defect(linde, cast.mina, place="trap bij de kleuters")
    page = as_(cast.mina).get(f"/building/schools/{linde.pk}/defects/report/").content.decode()

    assert 'capture="environment"' in page
    assert '<option value="trap bij de kleuters">' in page


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"place": ""}, "place"),
        ({"what": " "}, "what"),
        ({"danger": ""}, "danger"),
        ({"danger": "?"}, "danger"),
    ],
)
def test_what_is_missing_is_said_at_its_field(as_, cast, linde, given, field):
    answer = reports(as_(cast.mina), linde, **given)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Defect.objects.exists()


def test_a_program_named_as_a_photo_is_refused_and_nothing_is_kept(as_, cast, linde):
    answer = reports(as_(cast.mina), linde, photo_file=SimpleUploadedFile("foto.jpg", b"MZ runs"))

    assert list(answer.context["form"].errors) == ["photo_file"]
    assert not Defect.objects.exists()
    assert not Attachment.objects.exists()


def test_a_report_sent_twice_on_a_slow_line_is_one_report_and_one_mail(as_, cast, linde):
    token = uuid4()
    for _ in range(2):
        reports(as_(cast.mina), linde, token=token, danger="yes")

    assert Defect.objects.count() == DefectStep.objects.count() == 1
    assert OutgoingMail.objects.count() == 2, "Hanna and Sam, once each"


def test_of_a_danger_the_head_and_the_safety_coordinator_hear_at_once_without_what_it_is(as_, cast, linde):
    reports(as_(cast.sam), linde, danger="yes", what="Draad onder stroom")
    mail = OutgoingMail.objects.get()

    assert mail.to == "hanna@example.org", "Sam reported it"
    assert f"/building/defects/{Defect.objects.get().pk}/" in mail.body
    assert "Draad" not in mail.body + mail.subject


def test_nobody_is_mailed_about_what_can_wait(as_, cast, linde):
    reports(as_(cast.mina), linde)

    assert not OutgoingMail.objects.exists()


def test_how_soon_something_must_happen_is_what_the_school_agreed(as_, cast, linde):
    SchoolRule.objects.create(
        school=linde, key="building.defect_days", value=7, since=TODAY, source="x", set_by=cast.hanna
    )
    reports(as_(cast.mina), linde)

    assert Defect.objects.get().due_on == TODAY + timedelta(days=7)


# --- sending on


def sends(browser, row, firm, **given):
    said = {"partner": firm.pk, "way": "mail", "due_on": day(10), "reference": "", "text": "", **given}
    return steps(browser, row, "send-on", **said)


def test_it_is_sent_to_who_executes_while_who_answers_for_it_stays_on_the_page(as_, cast, linde):
    """Boards answer for inside and outside since 2015; the plan sends defects to the municipality (par. 3.1.7)."""
    row, firm = scene.defect(linde, cast.mina), scene.partner(None, cast.bas)
    answer = sends(as_(cast.kees), row, firm, text="Graag voor de kerst.")
    mail = OutgoingMail.objects.get()
    page = as_(cast.mina).get(f"/building/defects/{row.pk}/").content.decode()

    assert answer.status_code == 302
    assert (row.partner, row.responsible, row.due_on) == (firm, "board", TODAY + timedelta(days=10))
    assert mail.to == "meld@example.org"
    assert all(word in mail.body for word in ("De Linde", "gang bij groep 3", "Losse tegel", "voor de kerst"))
    with translation.override("nl"):
        assert date_format(row.due_on) in mail.body, "a Dutch firm reads Dutch, whatever the sender reads"
    assert "the board" in page
    assert "Gemeente Wierden" in page


def test_a_mail_goes_out_once_however_often_the_form_is_sent(as_, cast, linde):
    row, firm, token = scene.defect(linde, cast.mina), scene.partner(linde, cast.hanna), uuid4()
    for _ in range(2):
        answer = sends(as_(cast.hanna), row, firm, token=token, seen=1)

    assert answer.status_code == 302
    assert (OutgoingMail.objects.count(), row.step_count) == (1, 2)


def test_by_phone_it_is_written_down_and_no_mail_goes(as_, cast, linde):
    row, firm = scene.defect(linde, cast.mina), scene.partner(linde, cast.hanna, email="", phone="0546000000")
    assert list(sends(as_(cast.hanna), row, firm).context["send"].errors) == ["way"]

    sends(as_(cast.hanna), row, firm, way="phone", reference="M-77")

    assert "number M-77" in as_(cast.mina).get(f"/building/defects/{row.pk}/").content.decode()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("due", [-1, 6000])
def test_a_promise_lies_ahead_and_not_beyond_reason(as_, cast, linde, due):
    row, firm = scene.defect(linde, cast.mina), scene.partner(linde, cast.hanna)
    answer = sends(as_(cast.hanna), row, firm, due_on=day(due))

    assert list(answer.context["send"].errors) == ["due_on"]
    assert row.step_count == 1


def test_a_firm_of_another_school_cannot_be_chosen(as_, cast, linde, iep):
    row, firm = scene.defect(linde, cast.mina), scene.partner(iep, cast.noor)

    assert list(sends(as_(cast.hanna), row, firm).context["send"].errors) == ["partner"]


# --- standing still


def test_what_stands_still_breaks_the_duty_until_a_new_day_is_promised_or_it_is_settled(as_, cast, linde):
    assert state(linde) is State.NOT_APPLICABLE
    row = scene.defect(linde, cast.mina, ago=30, due_in=-2)
    assert state(linde, TODAY - timedelta(days=10)) is State.KEPT
    assert state(linde, TODAY - timedelta(days=2)) is State.DUE_SOON
    assert state(linde) is State.OVERDUE

    steps(as_(cast.hanna), row, "note", text="Onderdeel besteld", due_on=day(20))
    assert state(linde) is State.KEPT
    assert state(linde, TODAY - timedelta(days=1)) is State.OVERDUE, "that it stood still is not undone"

    said = {"outcome": "repaired", "settled_on": day(0), "text": "Vervangen"}
    steps(as_(cast.hanna), row, "settle", **said)
    assert state(linde, TODAY + timedelta(days=1)) is State.NOT_APPLICABLE
    assert state(linde, TODAY - timedelta(days=1)) is State.OVERDUE


def test_an_earlier_day_that_is_agreed_takes_the_place_of_the_later_one(as_, cast, linde):
    row = scene.defect(linde, cast.mina, due_in=28)
    steps(as_(cast.hanna), row, "note", text="Toch sneller", due_on=day(2))

    assert state(linde, TODAY + timedelta(days=3)) is State.OVERDUE


def test_the_board_and_the_cluster_director_see_what_stands_still_without_anybody_sending_it(
    as_, cast, linde
):
    scene.defect(linde, cast.mina, ago=30, due_in=-2)
    for person in (cast.carla, cast.bas):
        page = as_(person).get(f"/building/schools/{linde.pk}/defects/").content.decode()
        assert "Past its day" in page


# --- settling


def test_a_finding_stays_until_it_is_repaired_or_removed_and_can_be_opened_again(as_, cast, linde):
    row = scene.defect(linde, cast.mina, ago=5)
    said = {"outcome": "removed", "settled_on": day(-1), "text": "Weggehaald"}
    steps(as_(cast.kees), row, "settle", **said)
    assert (row.outcome, row.settled_on) == ("removed", TODAY - timedelta(days=1))
    assert steps(as_(cast.kees), row, "settle", **said).status_code == 422, "it is settled already"
    assert steps(as_(cast.kees), row, "note", text="Nog iets").status_code == 422

    steps(as_(cast.hanna), row, "open-again", text="Het zit weer los", due_on=day(4))

    assert (row.outcome, row.settled_on, row.due_on) == ("", None, TODAY + timedelta(days=4))
    assert state(linde) is State.KEPT
    assert [step.kind for step in row.steps.all()] == ["reported", "settled", "opened_again"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"settled_on": day(1)}, "settled_on"),
        ({"settled_on": day(-6)}, "settled_on"),
        ({"outcome": "forgotten"}, "outcome"),
        ({"settled_on": "gisteren"}, "settled_on"),
    ],
)
def test_settling_asks_a_day_that_can_be(as_, cast, linde, given, field):
    row = scene.defect(linde, cast.mina, ago=5)
    said = {"outcome": "repaired", "settled_on": day(0), "text": "", **given}

    assert list(steps(as_(cast.hanna), row, "settle", **said).context["settle"].errors) == [field]
    assert row.settled_on is None


def test_who_was_overtaken_gets_the_words_back_and_can_send_them_once_more(as_, cast, linde):
    row = scene.defect(linde, cast.mina)
    steps(as_(cast.kees), row, "note", text="Gebeld")
    answer = steps(as_(cast.hanna), row, "note", seen=1, text="Ook gebeld")
    form = answer.context["note"]

    assert answer.status_code == 422
    assert (form["text"].value(), form["seen"].value()) == ("Ook gebeld", "2")
    assert row.step_count == 2

    assert (
        steps(as_(cast.hanna), row, "note", seen=form["seen"].value(), text="Ook gebeld").status_code == 302
    )


def test_two_steps_at_the_same_place_are_refused_by_the_database(cast, linde):
    row = scene.defect(linde, cast.mina)
    with pytest.raises(IntegrityError), transaction.atomic():
        DefectStep.objects.create(
            defect=row, number=1, kind="note", held_on=TODAY, **scene.recorded(cast.hanna)
        )


@pytest.mark.parametrize(
    "columns",
    [{"settled_on": TODAY}, {"outcome": "repaired"}, {"settled_on": "2001-01-01", "outcome": "repaired"}],
)
def test_the_database_refuses_an_outcome_without_a_day_and_a_day_without_an_outcome(cast, linde, columns):
    row = scene.defect(linde, cast.mina)
    with pytest.raises(IntegrityError), transaction.atomic():
        Defect.objects.filter(pk=row.pk).update(**columns)


def test_a_teacher_follows_a_defect_and_finds_nothing_to_fill_in(as_, cast, linde):
    row = scene.defect(linde, cast.otto)
    page = as_(cast.mina).get(f"/building/defects/{row.pk}/")

    assert "send" not in page.context
    assert "building-step" not in page.content.decode()
    assert "building-step" in as_(cast.sam).get(f"/building/defects/{row.pk}/").content.decode()
