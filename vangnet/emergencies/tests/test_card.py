"""The card for beside the door: the school's data, its officers, and words that the school makes its own."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import Role
from vangnet.emergencies.card_words import proposed
from vangnet.emergencies.models import CardText, OfficerHalfDay, OfficerWeek

from .scene import officer, recorded

pytestmark = pytest.mark.django_db(databases="__all__")

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Monday 23 November 2026."""
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: TODAY)


def page(school, rest=""):
    return f"/emergencies/schools/{school.pk}/card/{rest}"


def form(**given):
    return {
        "token": str(uuid4()),
        "seen": 0,
        **proposed(),
        "assembly_place": "Het grasveld achter de gymzaal",
        **given,
    }


def test_the_card_begins_with_our_words_and_the_schools_data(as_, cast, linde):
    linde.street, linde.house_number, linde.phone = "Dorpsstraat", "1", "0546-000000"
    linde.save()
    officer(cast.kees, linde)
    week = recorded(OfficerWeek, cast.hanna, school=linde, person=cast.kees, since=TODAY)
    for half in ("morning", "afternoon"):
        OfficerHalfDay.objects.create(week=week, weekday=1, half=half)
    OfficerHalfDay.objects.create(week=week, weekday=3, half="morning")

    shown = as_(cast.mina).get(page(linde))

    text = shown.content.decode()
    for words in (
        "112",
        "Dorpsstraat 1, Wierden",
        "0546-000000",
        "proposal",
        "Kees Test",
        "Mon, Wed morning",
    ):
        assert words in text, words
    assert [(each.name, each.role) for each in shown.context["card"].helpers] == [
        ("Kees Test", "Head of emergency response"),
        ("Hanna Test", "Head teacher"),
    ]
    assert "Change the words" not in text


def test_nobodys_private_number_stands_on_it(as_, cast, linde):
    Person.objects.filter(pk=cast.kees.pk).update(phone="06-12345678")
    officer(cast.kees, linde)

    assert "06-12345678" not in as_(cast.mina).get(page(linde)).content.decode()


def test_the_head_makes_the_words_the_schools_own_and_what_stood_there_stays_known(as_, cast, linde):
    sent = form(everybody="Druk op de knop\n\n  Loop naar buiten  ")
    for _twice in range(2):
        answer = as_(cast.hanna).post(page(linde, "edit/"), sent)
        assert answer.status_code == 302, answer.context["form"].errors
    as_(cast.hanna).post(page(linde, "edit/"), form(seen=1, everybody="Ga naar buiten"))

    assert [each.everybody for each in CardText.objects.order_by("number")] == [
        "Druk op de knop\nLoop naar buiten",
        "Ga naar buiten",
    ]
    card = as_(cast.mina).get(page(linde)).context["card"]
    assert list(card.everybody.steps) == ["Ga naar buiten"]
    assert card.assembly_place == "Het grasveld achter de gymzaal"
    assert "proposal" not in as_(cast.mina).get(page(linde)).content.decode()


def test_who_was_overtaken_by_a_colleague_gets_the_form_back(as_, cast, linde):
    officer(cast.kees, linde)
    as_(cast.hanna).post(page(linde, "edit/"), form(alarm="Bel"))

    answer = as_(cast.kees).post(page(linde, "edit/"), form(alarm="Sirene"))

    assert answer.status_code == 422
    assert "A colleague changed this card" in str(answer.context["form"].non_field_errors())
    assert [each.alarm for each in CardText.objects.all()] == ["Bel"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"assembly_place": ""}, "assembly_place"),
        ({"assembly_place": "x" * 201}, "assembly_place"),
        ({"officers": "\n".join("abcdefghi")}, "officers"),
        ({"officers": "x" * 1001}, "officers"),
        ({"officers": ""}, "officers"),
    ],
)
def test_what_does_not_fit_on_a_card_is_said_at_the_field(as_, cast, linde, sent, field):
    answer = as_(cast.hanna).post(page(linde, "edit/"), form(**sent))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not CardText.objects.exists()


def test_it_prints_on_a4_and_on_a5(as_, cast, linde):
    assert "card_a5.css" not in as_(cast.mina).get(page(linde)).content.decode()
    assert "card_a5.css" in as_(cast.mina).get(page(linde) + "?paper=a5").content.decode()
    assert "card_a5.css" not in as_(cast.mina).get(page(linde) + "?paper=../x").content.decode()


def test_the_card_asks_as_many_questions_for_ten_officers_as_for_one(as_, cast, linde):
    def one_more(number):
        person = Person.objects.create(
            call_name=f"N{number}", last_name="Test", email=f"n{number}@example.org"
        )
        Appointment.objects.create(
            person=person, role=Role.EMERGENCY_OFFICER, school=linde, first_on=date(2024, 8, 1)
        )

    one_more(0)
    as_(cast.mina).get(page(linde))
    with CaptureQueriesContext(connection) as of_one:
        as_(cast.mina).get(page(linde))
    for number in range(1, 10):
        one_more(number)
    with CaptureQueriesContext(connection) as of_ten:
        as_(cast.mina).get(page(linde))

    assert len(of_one) == len(of_ten)
