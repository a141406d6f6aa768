"""What is evaluated and discussed, through its pages, and the duties that these facts fulfil."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from vangnet.config.tests.access import EVERYBODY, names
from vangnet.core.calendars import school_year_of
from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.core.people.models import Appointment, Enrolment
from vangnet.core.people.roles import Role
from vangnet.improvement.access import READERS, RECORDERS
from vangnet.improvement.duties import DUTY_ON
from vangnet.improvement.models import Evaluation
from vangnet.improvement.tests.scene import day, evaluated

pytestmark = pytest.mark.django_db(databases="__all__")

Subject = Evaluation.Subject
# Said in other words than the rule: by name, for De Linde.
READ_BY = {
    Subject.INCIDENTS: names("iris hanna sam carla bas marit"),
    Subject.YEAR_PLAN: names("iris hanna sam carla bas marit"),
    Subject.COUNCIL: names("iris hanna sam carla bas marit"),
    Subject.DIRECTORS: names("hanna carla bas"),
    Subject.PARENTS: names("iris hanna sam carla bas"),
    Subject.ADVISER: names("hanna vera bas"),
    Subject.REPORTING_CODE: names("iris hanna sam carla bas otto"),
}
RECORDED_BY = {
    **dict.fromkeys((Subject.INCIDENTS, Subject.YEAR_PLAN, Subject.COUNCIL), names("hanna sam")),
    Subject.DIRECTORS: names("hanna carla"),
    Subject.PARENTS: names("hanna sam"),
    Subject.ADVISER: names("hanna vera"),
    Subject.REPORTING_CODE: names("hanna sam otto"),
}


@pytest.fixture
def otto_of_the_code(cast, linde):
    """Nobody of the cast sees to the reporting code: here Otto does, beside his group."""
    Appointment.objects.create(
        person=cast.otto, role=Role.CHILD_PROTECTION_OFFICER, school=linde, first_on=day(-300)
    )


def said(subject, **given):
    words = {"attended": "Het team", "seen": "Veel op het plein", "changes": "Meer toezicht", "told_to": ""}
    return {"token": uuid4(), "subject": subject, "held_on": day(0).isoformat(), **words, **given}


def records(browser, school, subject="incidents", **given):
    return browser.post(f"/improvement/schools/{school.pk}/record/", said(subject, **given))


def state(subject, school, on):
    duty = DUTY_ON[subject]
    return states([duty], [school.pk], on)[school.pk, duty.key].state


# --- the duties


@pytest.mark.parametrize("subject", [subject for subject in Subject if subject != Subject.PARENTS])
@pytest.mark.usefixtures("otto_of_the_code")
def test_it_returns_each_school_year(as_, cast, linde, subject):
    """Veiligheidsplan, par. 2.2.4, 3.2, 3.3.4 and 3.3.5; WPO, art. 4b, lid 4, which gives no number."""
    assert state(subject, linde, day(0)) is State.NEVER
    browser = as_(getattr(cast, min(RECORDED_BY[subject])))
    assert records(browser, linde, subject).status_code == 302

    last_day = school_year_of(day(0)).next().last
    assert state(subject, linde, day(-1)) is State.NEVER
    assert state(subject, linde, day(0)) is State.KEPT
    assert state(subject, linde, last_day - timedelta(days=10)) is State.DUE_SOON
    assert state(subject, linde, last_day + timedelta(days=1)) is State.OVERDUE


def test_a_parent_evening_is_asked_every_two_years_and_a_school_may_agree_otherwise(as_, cast, linde):
    """Veiligheidsplan, par. 3.1 names no rhythm, so it may also be made laxer than the proposal."""
    assert state(Subject.PARENTS, linde, day(0)) is State.NEVER
    records(as_(cast.sam), linde, Subject.PARENTS)

    assert state(Subject.PARENTS, linde, day(600)) is State.KEPT
    assert state(Subject.PARENTS, linde, day(700)) is State.DUE_SOON
    assert state(Subject.PARENTS, linde, day(740)) is State.OVERDUE
    agreement = DUTY_ON[Subject.PARENTS].agreement
    assert (agreement.lowest, agreement.default, agreement.highest) == (1, 2, 4)


def test_what_returns_each_school_year_can_be_made_stricter_and_not_laxer():
    yearly = [duty for subject, duty in DUTY_ON.items() if subject != Subject.PARENTS]

    assert {(duty.agreement.lowest, duty.agreement.default) for duty in yearly} == {(1, 1)}
    assert not any(duty.rhythm.with_number(4).is_laxer_than(duty.rhythm) for duty in yearly)


def test_one_school_does_not_keep_the_promise_of_another(as_, cast, linde, iep):
    records(as_(cast.hanna), linde)

    assert state(Subject.INCIDENTS, iep, day(0)) is State.NEVER
    assert state(Subject.YEAR_PLAN, linde, day(0)) is State.NEVER


# --- who


def test_who_sees_to_a_promise_records_it_and_who_records_it_reads_it():
    for subject, duty in DUTY_ON.items():
        assert duty.role in RECORDERS[subject] <= READERS[subject]


@pytest.mark.usefixtures("otto_of_the_code")
def test_each_subject_is_read_by_whom_it_is_meant_for(as_, cast, linde, iep):
    for subject in Subject:
        evaluated(linde, cast.hanna, subject, seen=f"Over {subject} gezien")
        evaluated(iep, cast.noor, subject, seen="Van een andere school")
    found = {subject: set() for subject in Subject}
    for who in EVERYBODY:
        page = as_(getattr(cast, who)).get(f"/improvement/schools/{linde.pk}/").content.decode()
        assert "Van een andere school" not in page
        for subject in Subject:
            if f"Over {subject} gezien" in page:
                found[subject].add(who)
            assert (f'id="{subject}"' in page) is (who in READ_BY[subject]), (who, subject)

    assert found == READ_BY


@pytest.mark.usefixtures("otto_of_the_code")
def test_each_subject_is_recorded_and_taken_back_by_whom_it_belongs_to(as_, cast, linde):
    for subject in Subject:
        row = evaluated(linde, cast.hanna, subject)
        before = Evaluation.objects.count()
        for who in EVERYBODY - RECORDED_BY[subject]:
            browser = as_(getattr(cast, who))
            assert records(browser, linde, subject).status_code in {404, 422}, (who, subject)
            assert (
                browser.post(f"/improvement/evaluations/{row.pk}/take-back/", {"why": "x"}).status_code == 404
            )
        assert Evaluation.objects.standing().count() == before
        for who in RECORDED_BY[subject]:
            assert records(as_(getattr(cast, who)), linde, subject).status_code == 302, (who, subject)


def test_the_council_gets_no_link_to_pages_that_are_not_for_it(as_, cast, linde):
    evaluated(linde, cast.hanna)

    assert "/duties/" not in as_(cast.marit).get("/improvement/").content.decode()
    assert (
        f"/duties/{linde.pk}/improvement.incidents/" in as_(cast.iris).get("/improvement/").content.decode()
    )


def test_the_report_of_the_adviser_leads_to_its_figures_for_who_may_see_them(as_, cast, linde):
    address = f"/confidences/year/?of={linde.pk}"

    for who in READ_BY[Subject.ADVISER]:
        browser = as_(getattr(cast, who))
        assert address in browser.get(f"/improvement/schools/{linde.pk}/").content.decode()
        assert browser.get(address).status_code == 200
    assert address not in as_(cast.carla).get(f"/improvement/schools/{linde.pk}/").content.decode()


# --- the form


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"held_on": day(1).isoformat()}, "held_on"),
        ({"held_on": "1826-01-01"}, "held_on"),
        ({"subject": "weather"}, "subject"),
        ({"subject": ""}, "subject"),
        ({"attended": ""}, "attended"),
        ({"seen": "  \n "}, "seen"),
        ({"changes": ""}, "changes"),
        ({"changes": "x" * 3001}, "changes"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(as_, cast, linde, given, field):
    answer = records(as_(cast.hanna), linde, **given)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "confirmed" not in answer.context["form"].fields
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize("field", ["attended", "seen", "changes", "told_to"])
def test_a_name_of_a_pupil_is_kept_only_after_somebody_looked(as_, cast, linde, field):
    hanna, words = as_(cast.hanna), {field: "Overleg over Brams gedrag"}
    answer = records(hanna, linde, **words)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "Bram" in answer.context["form"].errors[field][0]
    assert 'name="confirmed"' in answer.content.decode()
    assert records(hanna, linde, **words, confirmed="on").status_code == 302
    assert getattr(Evaluation.objects.get(), field) == words[field]


def test_pupils_of_last_year_are_known_and_those_of_long_ago_and_elsewhere_are_not(as_, cast, linde, pupils):
    words, hanna = {"seen": "Net als Bram"}, as_(cast.hanna)
    assert records(hanna, linde, seen="Net als Emil").status_code == 302, "he is at De Iep"
    of_bram = Enrolment.objects.filter(pupil=pupils.bram)
    last_year = school_year_of(day(0)).previous().first

    of_bram.update(first_on=last_year - timedelta(days=900), last_on=last_year)
    assert records(hanna, linde, **words).status_code == 422
    of_bram.update(last_on=last_year - timedelta(days=1))
    assert records(hanna, linde, **words).status_code == 302


def test_the_subject_is_chosen_already_where_the_address_names_it(as_, cast, linde):
    address = f"/improvement/schools/{linde.pk}/record/"

    assert 'value="council" selected' in as_(cast.hanna).get(f"{address}?about=council").content.decode()
    # What is none, or not hers to record, is left to choose.
    for about in ("directors", "weather", "%00"):
        page = as_(cast.sam).get(f"{address}?about={about}").content.decode()
        assert "selected" not in page.partition('name="subject"')[2].partition("</select>")[0]
    assert 'name="confirmed"' not in as_(cast.hanna).get(address).content.decode()


def test_the_same_form_sent_twice_is_one_meeting(as_, cast, linde):
    token, browser = uuid4(), as_(cast.hanna)

    assert [records(browser, linde, token=token).status_code for _ in range(2)] == [302, 302]
    assert Evaluation.objects.count() == 1


# --- the page


def test_what_is_taken_back_counts_no_longer_and_stays_readable(as_, cast, linde):
    row, hanna = evaluated(linde, cast.sam), as_(cast.hanna)
    address = f"/improvement/evaluations/{row.pk}/take-back/"
    assert hanna.post(address, {"why": ""}).status_code == 422
    assert state(Subject.INCIDENTS, linde, day(0)) is State.KEPT
    answer = hanna.post(address, {"why": "Was van vorig jaar"})

    assert answer.url.endswith("#incidents")
    assert state(Subject.INCIDENTS, linde, day(0)) is State.NEVER
    page = as_(cast.iris).get("/improvement/").content.decode()
    assert "Was van vorig jaar" in page
    assert "<del>" in page


def test_what_asks_for_something_comes_first_and_the_latest_stands_above_the_earlier(as_, cast, linde):
    for subject in Subject:
        evaluated(linde, cast.hanna, subject)
    evaluated(linde, cast.hanna, Subject.PARENTS, ago=400)
    Evaluation.objects.filter(subject=Subject.COUNCIL).update(held_on=day(-800))
    sections = as_(cast.hanna).get("/improvement/").context["sections"]

    assert sections[0].subject == Subject.COUNCIL
    (evenings,) = (section for section in sections if section.subject == Subject.PARENTS)
    assert (evenings.latest.held_on, [row.held_on for row in evenings.earlier]) == (day(-10), [day(-400)])


def test_the_director_sees_how_many_promises_of_each_school_are_broken(as_, cast, linde, iep):
    for subject in Subject:
        evaluated(linde, cast.hanna, subject)
    lines = as_(cast.carla).get("/improvement/").context["lines"]

    # Of seven, she does not read what is told to the adviser.
    assert [(line.school, line.broken, line.kept) for line in lines] == [(iep, 6, 0), (linde, 0, 6)]


def test_no_page_asks_more_for_many_meetings_or_schools(as_, cast, linde):
    def questions(browser):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/improvement/").status_code == 200
        return len(asked)

    hanna, carla = as_(cast.hanna), as_(cast.carla)
    evaluated(linde, cast.hanna)
    for browser in (hanna, carla):
        browser.get("/improvement/")
    few = questions(hanna), questions(carla)
    for number in range(8):
        school = type(linde).objects.create(
            board=linde.board, cluster=linde.cluster, name=f"S{number}", brin=f"98X{chr(65 + number)}"
        )
        for subject in Subject:
            evaluated(school, cast.hanna, subject)
            evaluated(linde, cast.hanna, subject, ago=number)

    assert (questions(hanna), questions(carla)) == few


@pytest.mark.parametrize("column", ["attended", "seen", "changes"])
def test_the_database_keeps_no_meeting_of_which_nothing_is_said(cast, linde, column):
    with pytest.raises(IntegrityError), transaction.atomic():
        evaluated(linde, cast.hanna, **{column: ""})
