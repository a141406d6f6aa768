"""A suspension from the first thought of it until the pupil is back, through the pages of every dossier."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject, Talk
from vangnet.core.dossiers.recording import record
from vangnet.core.people.models import Appointment, CalendarDay, Enrolment, Guardianship
from vangnet.desk.views import waiting_for
from vangnet.discipline.models import (
    BoardConsulted,
    InspectorateReport,
    LawfulAbsence,
    LetterSent,
    ObjectionDecided,
    ParentsNotHeard,
    SuspensionDecided,
    SuspensionGround,
)
from vangnet.discipline.suspension.protocol import TO_DECIDE_ON_OBJECTION
from vangnet.discipline.terms import may_object_until
from vangnet.discipline.tests.pages import become_private, opening, page_of, parent_of, school_day, take

from .scene import opened

pytestmark = pytest.mark.django_db(databases="__all__")

FILLED = {"text": "Cas sloeg drie kinderen.", "ground": "behaviour"}


@pytest.fixture
def suspension(cast, linde, pupils):
    return opened(cast, linde, pupils)


@pytest.fixture
def monday():
    """A Monday to come, so that five school days are one week of the cast's calendar."""
    day = timezone.localdate() + timedelta(days=1)
    return day + timedelta(days=(7 - day.weekday()) % 7)


@pytest.fixture
def prepared(suspension, cast, pupils, as_):
    """The board was consulted and the parents were heard."""
    take(as_(cast.hanna), suspension, "consult_board", consulted=cast.carla.pk, text="Eens, drie dagen.")
    parent = f"parent-{parent_of(pupils.aya)}"
    take(as_(cast.hanna), suspension, "hear_parents", partner=parent, how="talk", text="Zij schrokken.")
    return suspension


def decision(cast, first_on, days, **fields):
    return {
        "first_on": f"{first_on}",
        "days": f"{days}",
        "decided_by": cast.carla.pk,
        "text": "Drie keer.",
        **fields,
    }


def test_it_follows_from_an_incident_and_who_is_said_to_have_done_it_is_its_pupil(fight, cast, pupils, as_):
    address, form = opening("suspension", [pupils.cas], **FILLED)
    browser = as_(cast.hanna)

    page = browser.get(f"{address}?from={fight.reference}").content.decode()
    assert "Cas Jansen" in page
    assert "Aya" not in page
    assert browser.post(f"{address}?from={fight.reference}", form).status_code == 303

    dossier = Dossier.objects.get(kind="suspension")
    assert dossier.follows == fight
    assert Subject.objects.get(dossier=dossier).pupil == pupils.cas
    assert SuspensionGround.objects.get().ground == "behaviour"
    assert f"Suspension {dossier.reference}" in page_of(browser, fight)
    # Who reported the incident handles it no further, and does not come to know of the suspension.
    assert "Suspension" not in page_of(as_(cast.mina), fight)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"people": []}, "Choose the pupil."),
        ({"ground": "noise"}, "Choose the ground."),
        ({"text": ""}, "Write this down"),
    ],
)
def test_without_pupil_ground_or_reason_it_is_not_opened(cast, pupils, as_, fields, says):
    address, form = opening("suspension", [pupils.cas], **FILLED)
    answer = as_(cast.hanna).post(address, {**form, **fields})

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Dossier.objects.exists()


def test_it_is_about_one_pupil(cast, pupils, as_):
    address, form = opening("suspension", [pupils.cas, pupils.dina], **FILLED)
    answer = as_(cast.hanna).post(address, form)

    assert answer.status_code == 422
    assert "about one pupil" in answer.content.decode()


def test_who_works_for_more_schools_opens_it_at_the_school_where_the_pupil_sits(
    cast, linde, iep, pupils, as_
):
    address, form = opening("suspension", [pupils.cas], **FILLED, school=iep.pk)
    answer = as_(cast.carla).post(address, form)

    assert answer.status_code == 422
    assert "does not sit at the school" in answer.content.decode()
    assert as_(cast.carla).post(address, {**form, "school": linde.pk}).status_code == 303


def test_what_parents_did_as_ground_is_flagged_for_a_lawyer(cast, pupils, as_):
    address, form = opening("suspension", [pupils.cas], **{**FILLED, "ground": "parents"})
    browser = as_(cast.hanna)
    answer = browser.post(address, form)

    assert answer.status_code == 422
    assert "Onderwijsgeschillen" in answer.content.decode()
    assert not Dossier.objects.exists()
    assert browser.post(address, {**form, "confirmed": "on"}).status_code == 303
    dossier = Dossier.objects.get()
    assert "ask a lawyer before you decide" in page_of(browser, dossier)
    assert take(browser, dossier, "legal_review", text="Liever niet.").status_code == 303
    assert "ask a lawyer before you decide" not in page_of(browser, dossier)


def test_a_lawyer_is_not_asked_for_what_the_pupil_did(suspension, cast, as_):
    assert take(as_(cast.hanna), suspension, "legal_review", text="Toch maar.").status_code == 409


def test_the_plan_par_3_2_2_and_awb_4_8_nothing_is_decided_before_board_and_parents_were_asked(
    suspension, cast, as_, monday
):
    answer = take(as_(cast.hanna), suspension, "decide_suspension", **decision(cast, monday, 2))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Consult the board first" in page
    assert "A public school hears the parents first" in page
    assert not SuspensionDecided.objects.exists()


def test_a_private_law_school_decides_once_the_board_was_consulted(suspension, cast, linde, as_, monday):
    become_private(linde)
    take(as_(cast.hanna), suspension, "consult_board", consulted="0", text="Mevrouw Smit van de stichting.")

    assert BoardConsulted.objects.get().consulted is None
    answer = take(as_(cast.hanna), suspension, "decide_suspension", **decision(cast, monday, 2))
    assert answer.status_code == 303


def test_awb_4_11_that_hearing_could_not_wait_is_recorded_with_its_reason(
    suspension, cast, pupils, as_, monday
):
    browser, parent = as_(cast.hanna), f"parent-{parent_of(pupils.aya)}"
    take(browser, suspension, "consult_board", consulted=cast.bas.pk, text="Akkoord.")
    asked = {"partner": parent, "how": "not_held", "text": "Vandaag nog nodig."}

    assert take(browser, suspension, "hear_parents", **asked).status_code == 422
    assert take(browser, suspension, "hear_parents", **asked, not_heard="urgent").status_code == 303

    assert ParentsNotHeard.objects.get().reason == "urgent"
    assert take(browser, suspension, "decide_suspension", **decision(cast, monday, 1)).status_code == 303


def test_that_they_were_spoken_with_and_were_not_is_refused(suspension, cast, pupils, as_):
    parent = f"parent-{parent_of(pupils.aya)}"
    fields = {"partner": parent, "how": "phone", "not_heard": "urgent", "text": "Gebeld."}

    assert take(as_(cast.hanna), suspension, "hear_parents", **fields).status_code == 422


def test_wpo_40_lid_1_a_head_decides_only_under_a_mandate_that_stands_somewhere(prepared, cast, as_, monday):
    form = decision(cast, monday, 1, decided_by=cast.hanna.pk)
    answer = take(as_(cast.hanna), prepared, "decide_suspension", **form)

    assert answer.status_code == 422
    assert "It is the board that decides" in answer.content.decode()
    answer = take(as_(cast.hanna), prepared, "decide_suspension", **form, mandate="Managementstatuut, art. 6")
    assert answer.status_code == 303
    fact = SuspensionDecided.objects.get()
    assert (fact.decided_by, fact.mandate) == (cast.hanna, "Managementstatuut, art. 6")


def test_the_internal_support_coordinator_prepares_and_does_not_decide(prepared, cast, as_, monday):
    assert take(as_(cast.iris), prepared, "note", text="Plan besproken.").status_code == 303
    assert take(as_(cast.iris), prepared, "decide_suspension", **decision(cast, monday, 1)).status_code == 404
    assert take(as_(cast.bas), prepared, "decide_suspension", **decision(cast, monday, 1)).status_code == 303


@pytest.mark.parametrize("days", [0, 6, 30])
def test_wpo_40c_lid_1_a_sixth_school_day_is_impossible(prepared, cast, as_, monday, days):
    answer = take(as_(cast.hanna), prepared, "decide_suspension", **decision(cast, monday, days))

    assert answer.status_code == 422
    assert "days" in answer.context["form"].errors
    assert not SuspensionDecided.objects.exists()


def test_wpo_40c_lid_1_the_database_itself_keeps_no_sixth_day(prepared, cast, monday):
    fact = SuspensionDecided(
        decided_by=cast.carla, first_on=monday, last_on=monday + timedelta(days=7), days=6
    )

    with pytest.raises(IntegrityError, match="one_to_five"), transaction.atomic():
        record(prepared, an_act("decide_suspension", cast.hanna, text="Te lang.", facts=[fact]))


def test_it_is_decided_once_and_not_made_longer(prepared, cast, as_, monday):
    assert (
        take(as_(cast.hanna), prepared, "decide_suspension", **decision(cast, monday, 5)).status_code == 303
    )

    later = decision(cast, monday + timedelta(days=7), 1)
    assert take(as_(cast.hanna), prepared, "decide_suspension", **later).status_code == 409


def test_weekends_and_holidays_do_not_count(prepared, cast, linde, as_, monday):
    thursday = monday + timedelta(days=3)
    CalendarDay.objects.create(
        school=linde,
        kind=CalendarDay.Kind.STUDY_DAY,
        first_on=thursday + timedelta(days=4),
        last_on=thursday + timedelta(days=4),
        title="Studiedag",
    )
    assert (
        take(as_(cast.hanna), prepared, "decide_suspension", **decision(cast, thursday, 3)).status_code == 303
    )

    fact = SuspensionDecided.objects.get()
    assert (fact.last_on, fact.back_on) == (thursday + timedelta(days=5), thursday + timedelta(days=6))
    assert "3 school days" in page_of(as_(cast.hanna), prepared)


@pytest.mark.parametrize(
    ("moved", "says"), [(5, "There is no school on this day"), (-14, "before the decision")]
)
def test_it_begins_on_a_school_day_and_not_before_it_was_decided(prepared, cast, as_, monday, moved, says):
    first_on = monday + timedelta(days=moved)
    answer = take(as_(cast.hanna), prepared, "decide_suspension", **decision(cast, first_on, 1))

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_day_that_the_schools_calendar_does_not_know_is_not_guessed(prepared, cast, linde, as_, monday):
    far = monday + timedelta(weeks=156)
    CalendarDay.objects.create(
        school=linde, kind=CalendarDay.Kind.HOLIDAY, first_on=monday, last_on=monday, title="Vrij"
    )
    answer = take(as_(cast.hanna), prepared, "decide_suspension", **decision(cast, far, 1))

    assert answer.status_code == 422
    assert "The school calendar does not cover" in answer.content.decode()


@pytest.fixture
def second(prepared, cast, linde, pupils, as_, monday):
    """The same pupil was suspended from Monday to Wednesday, and a second time it is thought of."""
    take(as_(cast.hanna), prepared, "decide_suspension", **decision(cast, monday, 3))
    dossier = opened(cast, linde, pupils)
    take(as_(cast.hanna), dossier, "consult_board", consulted=cast.carla.pk, text="Eens.")
    parent = f"parent-{parent_of(pupils.aya)}"
    take(as_(cast.hanna), dossier, "hear_parents", partner=parent, how="talk", text="Boos.")
    return dossier


def test_no_day_is_suspended_twice(second, cast, as_, monday):
    answer = take(
        as_(cast.hanna), second, "decide_suspension", **decision(cast, monday + timedelta(days=2), 2)
    )

    assert answer.status_code == 422
    assert "is suspended from" in answer.content.decode()


def test_one_that_follows_without_a_school_day_in_between_is_asked_about(second, cast, as_, monday):
    form = decision(cast, monday + timedelta(days=3), 2)
    answer = take(as_(cast.hanna), second, "decide_suspension", **form)

    assert answer.status_code == 422
    assert "WPO, art. 40c, lid 1" in answer.content.decode()
    assert take(as_(cast.hanna), second, "decide_suspension", **form, confirmed="on").status_code == 303


def test_one_with_school_days_in_between_is_not_asked_about(second, cast, as_, monday):
    form = decision(cast, monday + timedelta(days=4), 2)

    assert take(as_(cast.hanna), second, "decide_suspension", **form).status_code == 303


@pytest.fixture
def decided(prepared, cast, as_):
    """Three school days, from the first one after today."""
    first_on = school_day(timezone.localdate())
    take(as_(cast.hanna), prepared, "decide_suspension", **decision(cast, first_on, 3))
    return prepared


def test_wpo_40c_lid_2_the_letter_is_recorded_with_whom_it_went_to_and_how(decided, cast, pupils, as_):
    browser, parent = as_(cast.hanna), parent_of(pupils.aya)
    assert "Send the parents the suspension in writing" in page_of(browser, decided)

    assert take(browser, decided, "send_letter", parent=parent).status_code == 422
    assert (
        take(browser, decided, "send_letter", parent=parent, how="by_hand", tells_to_object="on").status_code
        == 303
    )

    letter = LetterSent.objects.get()
    assert (letter.pupil, letter.how, letter.sent_on, letter.tells_to_object) == (
        pupils.aya,
        "by_hand",
        timezone.localdate(),
        True,
    )
    assert letter.guardian == Guardianship.objects.get(pupil=pupils.aya).guardian
    assert "Send the parents the suspension in writing" not in page_of(browser, decided)


def test_a_letter_to_somebody_outside_the_register_says_to_whom(decided, cast, pupils, as_):
    form = {"parent": f"{pupils.aya.pk}-0", "how": "post"}

    assert take(as_(cast.hanna), decided, "send_letter", **form).status_code == 422
    assert take(as_(cast.hanna), decided, "send_letter", **form, text="De pleegmoeder.").status_code == 303


def test_a_letter_to_a_parent_without_custody_is_confirmed_first(decided, cast, pupils, as_):
    Guardianship.objects.filter(pupil=pupils.aya).update(has_custody=False)
    form = {"parent": parent_of(pupils.aya), "how": "post"}

    assert take(as_(cast.hanna), decided, "send_letter", **form).status_code == 422
    assert take(as_(cast.hanna), decided, "send_letter", **form, confirmed="on").status_code == 303
    assert LetterSent.objects.get().despite == "no_custody"


def test_wpo_40c_lid_3_more_than_a_day_is_reported_to_the_inspectorate(decided, cast, as_):
    browser = as_(cast.hanna)
    assert "Report the suspension to the inspectorate" in page_of(browser, decided)

    assert take(browser, decided, "report_inspectorate", number="ISD-1").status_code == 303
    assert InspectorateReport.objects.get().number == "ISD-1"
    assert "Report the suspension to the inspectorate" not in page_of(browser, decided)


def test_wpo_40c_lid_3_one_day_is_not_reported(prepared, cast, as_, monday):
    take(as_(cast.hanna), prepared, "decide_suspension", **decision(cast, monday, 1))

    assert take(as_(cast.hanna), prepared, "report_inspectorate").status_code == 409


def test_leerplichtwet_11_onder_c_the_days_of_the_decision_are_entered_and_anew_when_they_change(
    decided, cast, as_
):
    browser = as_(cast.hanna)
    assert take(browser, decided, "enter_absence").status_code == 303
    fact, stands = LawfulAbsence.objects.get(), SuspensionDecided.objects.get()
    assert (fact.first_on, fact.last_on, fact.days) == (stands.first_on, stands.last_on, 3)
    assert "Enter the days as lawful absence" not in page_of(browser, decided)

    entry = decided.entries.get(step="decide_suspension")
    shorter = SuspensionDecided(
        decided_by=cast.carla,
        first_on=stands.first_on,
        last_on=stands.first_on,
        days=1,
        back_on=stands.last_on,
    )
    record(decided, an_act("decide_suspension", cast.hanna, text="Korter.", facts=[shorter], corrects=entry))
    assert "Enter the days as lawful absence" in page_of(browser, decided)


def test_a_correction_of_the_decision_begins_with_what_stood_there(decided, cast, as_):
    entry, stands = decided.entries.get(step="decide_suspension"), SuspensionDecided.objects.get()
    form = as_(cast.hanna).get(f"{decided.page_url}entries/{entry.number}/correction/").context["form"]

    assert form.initial["decided_by"] == cast.carla.pk
    assert (form.initial["first_on"], form.initial["days"]) == (stands.first_on, 3)


@pytest.mark.parametrize(
    "step", ["send_letter", "report_inspectorate", "give_work", "enter_absence", "return_talk"]
)
def test_before_it_was_decided_nothing_that_follows_from_it_can_be_recorded(
    suspension, cast, pupils, as_, step
):
    fields = {
        "parent": parent_of(pupils.aya),
        "partner": f"child-{pupils.aya.pk}",
        "how": "talk",
        "text": "Zo.",
    }
    if step == "send_letter":
        fields["how"] = "post"

    answer = take(as_(cast.hanna), suspension, step, **fields)
    assert answer.status_code == 409
    assert "not been decided" in answer.content.decode()


def test_the_own_teacher_knows_the_days_and_gives_work_and_reads_no_reasons(decided, cast, as_):
    teacher = as_(cast.mina)
    page = page_of(teacher, decided)

    assert "Aya Bos" in page
    assert "3 school days" in page
    assert "Give work" in page
    for kept in ("Aya sloeg drie kinderen.", "Eens, drie dagen.", "Zij schrokken.", "Drie keer."):
        assert kept not in page
    assert take(teacher, decided, "give_work", text="Rekenen, blok 3.").status_code == 303
    for step in ("consult_board", "send_letter", "enter_absence", "return_talk", "close"):
        assert take(teacher, decided, step, text="Zo.").status_code == 404
    assert "Rekenen, blok 3." in page_of(teacher, decided)


def test_a_head_who_left_knows_it_no_more(suspension, cast, as_):
    assert as_(cast.hanna).get(suspension.page_url).status_code == 200
    yesterday = timezone.localdate() - timedelta(days=1)
    Appointment.objects.filter(person=cast.hanna).update(last_on=yesterday)
    Appointment.objects.create(
        person=cast.hanna, role="support_staff", school=suspension.school, first_on=yesterday
    )

    assert as_(cast.hanna).get(suspension.page_url).status_code == 404


def test_it_closes_when_all_that_follows_from_it_was_done(decided, cast, pupils, as_):
    browser, child = as_(cast.hanna), f"child-{pupils.aya.pk}"
    page = take(browser, decided, "close").content.decode()
    for missing in (
        "in writing",
        "to the inspectorate first",
        "which work",
        "lawful absence",
        "when the pupil is back",
    ):
        assert missing in page

    take(browser, decided, "send_letter", parent=parent_of(pupils.aya), how="email")
    take(browser, decided, "report_inspectorate")
    take(browser, decided, "give_work", text="Lezen.")
    take(browser, decided, "enter_absence")
    take(browser, decided, "return_talk", partner=child, how="talk", text="Schone lei.")

    assert Talk.objects.filter(partner="child").get().pupil == pupils.aya
    assert take(browser, decided, "close").status_code == 303
    decided.refresh_from_db()
    assert decided.closed_on
    assert decided.next_due_at is None


def test_one_that_was_not_decided_can_be_closed(suspension, cast, as_):
    take(as_(cast.hanna), suspension, "consult_board", consulted=cast.carla.pk, text="Liever niet.")

    assert take(as_(cast.hanna), suspension, "close", text="Niet geschorst.").status_code == 303


def test_why_it_was_thought_of_is_corrected_with_what_stood_there_also_when_the_pupil_has_left(
    suspension, cast, pupils, as_
):
    Enrolment.objects.filter(pupil=pupils.aya).update(last_on=timezone.localdate())
    address = f"{suspension.page_url}entries/1/correction/"
    form = as_(cast.hanna).get(address).context["form"]
    assert form.initial["ground"] == "behaviour"

    _address, sent = opening("suspension", [pupils.aya], ground="weapon", text="Een mes.", reason="Verkeerd.")
    assert as_(cast.hanna).post(address, {**sent, "seen": "1"}).status_code == 303
    assert SuspensionGround.objects.standing().get().ground == "weapon"


def test_work_waits_on_the_desk_of_the_own_teacher_and_the_rest_does_not(decided, cast):
    waits = [task.title for task in waiting_for(cast.mina, timezone.localdate(), timezone.now())]
    boards = [task.title for task in waiting_for(cast.bas, timezone.localdate(), timezone.now())]

    assert waits == ["Give the pupil work for the days at home"]
    assert "Report the suspension to the inspectorate" in boards
    assert "Enter the days as lawful absence" not in boards


def test_searching_for_the_pupil_keeps_what_was_typed_and_offers_nobody_but_pupils(cast, as_):
    address, sent = opening("suspension", [], **FILLED)
    page = (
        as_(cast.hanna).post(address, {**sent, "people_query": "bram", "people_find": "1"}).content.decode()
    )

    assert "Bram de Vries" in page
    assert FILLED["text"] in page
    assert "a colleague, parent or visitor" not in page
    assert not Dossier.objects.exists()


@pytest.fixture
def told(decided, cast, pupils, as_):
    """Decided, and told to a parent by hand."""
    take(as_(cast.hanna), decided, "send_letter", parent=parent_of(pupils.aya), how="by_hand")
    return decided


def test_awb_7_10_an_objection_is_heard_and_decided_on_by_the_board(told, cast, pupils, as_):
    browser, parent = as_(cast.hanna), f"parent-{parent_of(pupils.aya)}"
    assert "Decide on the objection" not in waiting_steps(told)

    assert take(browser, told, "objection", outcome="came", text="Te zwaar.").status_code == 303
    (waits,) = (row for row in told.waiting.all() if row.step == "decide_objection")
    last = may_object_until(timezone.localdate())
    assert timezone.localdate(waits.ends_at) == TO_DECIDE_ON_OBJECTION.ends(last) + timedelta(days=1)
    decision = {"outcome": "taken_back", "decided_by": cast.bas.pk, "text": "Eén dag was genoeg."}
    answer = take(as_(cast.bas), told, "decide_objection", **decision)
    assert answer.status_code == 409
    assert "Hear the parents on their objection first" in answer.content.decode()

    take(browser, told, "hear_objection", partner=parent, how="talk", text="Zij vinden vijf dagen te veel.")
    assert take(as_(cast.iris), told, "decide_objection", **decision).status_code == 404
    assert take(as_(cast.bas), told, "decide_objection", **decision).status_code == 303

    assert ObjectionDecided.objects.get().outcome == "taken_back"
    assert "decide_objection" not in waiting_steps(told)


def waiting_steps(dossier):
    return {row.step for row in dossier.waiting.all()}


def test_awb_7_10_it_is_not_closed_before_the_board_has_decided_on_an_objection(
    told, cast, linde, pupils, as_
):
    browser = as_(cast.hanna)
    take(browser, told, "objection", outcome="came", text="Te zwaar.")

    answer = take(browser, told, "close", text="Klaar.")
    assert answer.status_code == 409
    assert "The board decides on that first." in answer.content.decode()


def test_no_objection_is_recorded_only_when_the_weeks_are_over(told, cast, pupils, as_):
    assert take(as_(cast.hanna), told, "objection", outcome="no_objection").status_code == 422
    long_ago = LetterSent(pupil=pupils.aya, how="post", sent_on=timezone.localdate() - timedelta(days=60))
    entry = told.entries.get(step="send_letter")
    record(told, an_act("send_letter", cast.hanna, facts=[long_ago], corrects=entry))

    assert take(as_(cast.hanna), told, "objection", outcome="no_objection").status_code == 303
    assert "decide_objection" not in waiting_steps(told)


def test_awb_6_7_at_a_private_law_school_nobody_objects(told, cast, linde, as_):
    become_private(linde)

    answer = take(as_(cast.hanna), told, "objection", outcome="came", text="Te zwaar.")
    assert answer.status_code == 409
    assert "they can complain about it" in answer.content.decode()
