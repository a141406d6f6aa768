"""What parents read of the functionaries: functions, chosen names, the school's contact, and nothing private."""

import html
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.core.people.models import Appointment
from vangnet.staffing.duties import IN_SCHOOL_GUIDE, ON_WEBSITE
from vangnet.staffing.models import FunctionaryList, ListedFunctionary, Publication
from vangnet.staffing.publishing import shown, snippet

from .scene import listed, published

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def urls(linde):
    return {
        "all": f"/staffing/schools/{linde.pk}/functionaries/",
        "make": f"/staffing/schools/{linde.pk}/functionaries/make/",
    }


def make(as_, who, url, **given):
    form = {"token": str(uuid4()), "contact_phone": "0599-000210", "contact_email": ""} | given
    return as_(who).post(url, form)


def test_from_drawing_up_to_publishing_and_the_duty_of_each_school_year(as_, cast, linde, urls):
    """Safety plan 3.3.1 and WPO art. 13 lid 1 onder n: each year in the guide, and on the website."""
    answer = make(as_, cast.hanna, urls["make"] + "?on=2025-09-01")
    made = FunctionaryList.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/staffing/lists/{made.pk}/")
    assert made.as_of == date(2025, 9, 1)
    for place, day in (("guide", "2025-09-15"), ("website", "2026-01-07")):
        assert as_(cast.sam).post(answer.url, {"place": place, "held_on": day}).status_code == 302

    def state(duty, on):
        return states([duty], [linde.pk], on)[linde.pk, duty.key].state

    assert [state(IN_SCHOOL_GUIDE, date(2025, 9, day)) for day in (14, 15)] == [State.NEVER, State.KEPT]
    assert state(ON_WEBSITE, date(2025, 9, 15)) is State.NEVER
    assert state(ON_WEBSITE, date(2026, 1, 7)) is State.KEPT
    assert state(IN_SCHOOL_GUIDE, date(2027, 6, 1)) is State.KEPT
    assert state(IN_SCHOOL_GUIDE, date(2027, 6, 2)) is State.DUE_SOON
    assert state(IN_SCHOOL_GUIDE, date(2027, 7, 31)) is State.DUE_SOON
    assert state(IN_SCHOOL_GUIDE, date(2027, 8, 1)) is State.OVERDUE


def test_a_name_stands_on_it_only_where_the_school_ticked_it(as_, cast, linde, urls):
    make(as_, cast.hanna, urls["make"], **{f"name-confidential_adviser-{cast.vera.pk}": "on"})

    lines = {line.task: line.name for line in ListedFunctionary.objects.all()}
    assert lines == {"bullying_contact": "", "bullying_policy": "", "confidential_adviser": "Vera Test"}
    text = snippet(FunctionaryList.objects.get())
    assert "Vera Test" in text
    assert "Toon" not in text
    assert "example.org" not in text
    assert "<script" not in text


def test_of_two_with_one_task_the_one_who_is_not_named_is_still_there_as_a_function(as_, cast, linde, urls):
    for person in (cast.kees, cast.mina):
        Appointment.objects.create(
            person=person, role="emergency_officer", school=linde, first_on=date(2024, 8, 1)
        )

    make(as_, cast.hanna, urls["make"], **{f"name-emergency_officers-{cast.kees.pk}": "on"})

    lines = ListedFunctionary.objects.filter(task="emergency_officers")
    assert [line.name for line in lines] == ["", "Kees Test"]
    assert [each.names for each in shown(FunctionaryList.objects.get())] == ["", "", "", "Kees Test"]


def test_what_is_typed_is_text_in_the_snippet_and_never_markup(cast, linde):
    made = listed(cast, linde)
    ListedFunctionary.objects.update(name="<script>alert(1)</script>")

    assert html.escape("<script>alert(1)</script>") in snippet(made)
    assert "<script" not in snippet(made)


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"contact_email": "VERA@example.org"}, "contact_email", "address of a colleague"),
        ({"contact_phone": "+31 6 12345678"}, "contact_phone", "number of a colleague"),
        ({"contact_email": "nobody"}, "contact_email", "valid email"),
        ({"contact_phone": ""}, "__all__", "phone number or an e-mail address of the school"),
    ],
)
def test_a_private_contact_is_refused_and_no_list_is_kept(as_, cast, urls, given, field, says):
    cast.kees.phone = "06-12345678"
    cast.kees.save()

    answer = make(as_, cast.hanna, urls["make"], **given)

    assert answer.status_code == 422
    assert says in str(answer.context["form"].errors[field])
    assert not FunctionaryList.objects.exists()


def test_sent_twice_it_is_one_list(as_, cast, urls):
    token = str(uuid4())

    first, second = (make(as_, cast.hanna, urls["make"], token=token) for _ in range(2))

    assert first.url == second.url
    assert FunctionaryList.objects.count() == 1


def test_a_school_at_which_nobody_has_these_tasks_draws_up_no_list(as_, cast, urls):
    Appointment.objects.filter(role__in=["anti_bullying_coordinator", "confidential_adviser"]).delete()

    assert "Appoint somebody first" in make(as_, cast.hanna, urls["make"]).content.decode()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"held_on": "2026-11-01"}, "younger than this day"),
        ({"held_on": "2199-01-01"}, "still to come"),
        ({"held_on": "yesterday"}, "valid date"),
        ({"place": "billboard"}, "valid choice"),
        ({"place": ""}, "required"),
    ],
)
def test_a_publication_that_cannot_be_is_refused_in_words(as_, cast, linde, given, says):
    made = listed(cast, linde)

    answer = as_(cast.hanna).post(
        f"/staffing/lists/{made.pk}/", {"place": "guide", "held_on": "2026-11-03"} | given
    )

    assert (answer.status_code, says in answer.content.decode()) == (422, True)
    assert not Publication.objects.exists()


def test_the_same_list_at_the_same_place_is_recorded_once_until_it_is_taken_back(as_, cast, linde):
    made = listed(cast, linde)
    url, form = f"/staffing/lists/{made.pk}/", {"place": "guide", "held_on": "2026-11-03"}

    assert [as_(cast.hanna).post(url, form).status_code for _ in range(2)] == [302, 422]
    first = Publication.objects.get()
    as_(cast.hanna).post(f"/staffing/publications/{first.pk}/take-back/")
    as_(cast.sam).post(f"/staffing/publications/{first.pk}/take-back/")
    first.refresh_from_db()
    assert first.taken_back_by == cast.hanna
    assert as_(cast.hanna).post(url, form).status_code == 302


def test_a_teacher_reads_the_list_and_can_record_nothing(as_, cast, linde):
    made = listed(cast, linde)

    answer = as_(cast.mina).post(f"/staffing/lists/{made.pk}/", {"place": "guide", "held_on": "2026-11-03"})

    assert "Vera Test" in answer.content.decode()
    assert not Publication.objects.exists()


def test_it_says_who_left_and_who_came_since_the_list_was_drawn_up(as_, cast, linde, urls):
    listed(cast, linde)
    page = as_(cast.mina).get(urls["all"]).content.decode()
    assert "no longer right" not in page
    Appointment.objects.filter(person=cast.vera).update(last_on=date(2026, 11, 10))
    Appointment.objects.create(
        person=cast.otto, role="confidential_adviser", school=linde, first_on=date(2026, 11, 11)
    )

    page = as_(cast.mina).get(urls["all"]).content.decode()

    assert "Vera Test no longer has this task: Confidential adviser." in page
    assert "Otto Test has this task now: Confidential adviser." in page


def test_the_pdf_is_a_pdf_and_the_same_each_time(as_, cast, linde):
    made = listed(cast, linde)

    first, second = (as_(cast.mina).get(f"/staffing/lists/{made.pk}/pdf/") for _ in range(2))

    assert first["Content-Type"] == "application/pdf"
    assert first.content.startswith(b"%PDF")
    assert first.content == second.content


def test_the_database_refuses_a_list_without_contact_and_a_name_of_nobody(cast, linde):
    made = listed(cast, linde)
    with pytest.raises(IntegrityError), transaction.atomic():
        FunctionaryList.objects.filter(pk=made.pk).update(contact_phone="")
    with pytest.raises(IntegrityError), transaction.atomic():
        ListedFunctionary.objects.update(person=None)


def test_the_number_of_questions_does_not_grow_with_the_lists(as_, cast, linde, urls):
    def asked():
        with CaptureQueriesContext(connection) as found:
            assert as_(cast.hanna).get(urls["all"]).status_code == 200
        return len(found)

    published(cast, listed(cast, linde))
    asked()
    before = asked()
    for day in range(12):
        published(cast, listed(cast, linde, as_of=date(2026, 9, 1) + timedelta(days=day)), place="website")

    assert asked() == before
