"""The duties on the screen: what a head sees, makes and records, and what a board sees of all schools."""

import csv
from datetime import date, timedelta
from io import StringIO
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from icalendar import Calendar

from vangnet.core.obligations.declared import as_duty
from vangnet.core.obligations.facts import records
from vangnet.core.obligations.feed import new_address
from vangnet.core.obligations.history import History
from vangnet.core.obligations.models import CarriedOut, Feed, OwnDuty
from vangnet.core.obligations.rhythms import Record
from vangnet.core.people.models import Appointment, School

from .promises import carried_out, own_duty
from .test_states import HELD

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("own_duties_alone")]


@pytest.fixture
def evening(cast, linde):
    return own_duty(cast)


def key(own):
    return f"own-{own.pk}"


def test_the_page_of_the_year_says_what_is_broken_first(as_, cast, linde, evening):
    weekly = own_duty(cast, "months", 1, title="Rondgang")
    carried_out(weekly, linde, timezone.localdate())

    page = as_(cast.mina).get(reverse("duties")).content.decode()

    assert page.index("Ouderavond") < page.index("Rondgang")
    assert "No fact is known that fulfils it." in page


def test_the_past_can_be_asked_for(as_, cast, linde, evening):
    carried_out(evening, linde, date(2024, 10, 1))

    def shown(on):
        return as_(cast.hanna).get(reverse("duties"), {"on": on}).context["rows"][0].stands.state.value

    assert [shown("2024-12-01"), shown("2026-09-01"), shown("not a day")][:2] == ["kept", "overdue"]


def test_another_school_does_not_exist_for_a_teacher(as_, cast, iep):
    assert as_(cast.mina).get(reverse("duties"), {"school": iep.pk}).status_code == 404
    assert as_(cast.carla).get(reverse("duties"), {"school": iep.pk}).status_code == 200


def test_a_head_makes_a_promise_records_it_and_takes_a_mistake_back(as_, cast, linde):
    browser = as_(cast.hanna)
    made = browser.post(
        reverse("own-duty-new"),
        {
            "title": "Ouderavond over internet",
            "agreed_in": "Jaarplan 2026",
            "often": "times_a_year",
            "number": 1,
            "role": "head",
            "school": linde.pk,
            "first_on": "2026-08-01",
        },
    )
    own = OwnDuty.objects.get()
    done = reverse("duty-done", args=[linde.pk, key(own)])
    sent = {"held_on": timezone.localdate().isoformat(), "by": "Team", "outcome": "Goed bezocht."}
    for _twice in range(2):
        browser.post(done, sent)

    assert (made.status_code, CarriedOut.objects.count()) == (302, 1)
    page = browser.get(reverse("duty", args=[linde.pk, key(own)]))
    assert page.context["row"].stands.state.value == "kept"

    browser.post(reverse("duty-taken-back", args=[linde.pk, key(own), CarriedOut.objects.get().pk]))

    page = browser.get(reverse("duty", args=[linde.pk, key(own)]))
    assert page.context["row"].stands.state.value == "due_soon"
    assert "taken back by Hanna Test" in page.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("number", "0", "from 1 to 60"),
        ("number", "61", "from 1 to 60"),
        ("number", "-1", "greater than or equal to 0"),
        ("first_on", "0026-08-01", "four digits"),
        ("title", "", "required"),
        ("school", "999", "valid choice"),
        ("often", "never", "valid choice"),
        ("role", "executive", "valid choice"),
    ],
)
def test_what_cannot_be_promised_is_told_at_its_field(as_, cast, linde, field, value, says):
    sent = {
        "title": "Ouderavond",
        "agreed_in": "Jaarplan",
        "often": "years",
        "number": 1,
        "role": "head",
        "school": linde.pk,
        "first_on": "2026-08-01",
    }
    page = as_(cast.hanna).post(reverse("own-duty-new"), sent | {field: value})

    assert page.status_code == 422
    assert says in " ".join(
        map(str, [*page.context["form"].errors.get(field, []), *page.context["form"].non_field_errors()])
    )
    assert not OwnDuty.objects.exists()


@pytest.mark.parametrize("held_on", ["2099-01-01", "1026-01-01", "yesterday", ""])
def test_a_day_that_cannot_be_is_refused(as_, cast, linde, evening, held_on):
    sent = {"held_on": held_on, "by": "Team", "outcome": "Goed."}

    page = as_(cast.hanna).post(reverse("duty-done", args=[linde.pk, key(evening)]), sent)

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["held_on"])
    assert not CarriedOut.objects.exists()


def test_a_school_does_not_end_what_the_board_asks_of_all(as_, cast, evening):
    end = reverse("own-duty-end", args=[evening.pk])

    assert as_(cast.hanna).post(end).status_code == 404
    assert as_(cast.bas).post(end).status_code == 302
    evening.refresh_from_db()
    assert evening.last_on == timezone.localdate()


def test_the_board_sees_all_schools_the_worst_first_and_each_cell_leads_to_the_fact(
    as_, cast, linde, iep, evening
):
    carried_out(evening, linde, timezone.localdate())

    page = as_(cast.bas).get(reverse("duties-board"))

    matrix = page.context["matrix"]
    assert [(school, matrix.broken[school.pk]) for school in matrix.schools] == [(iep, 1), (linde, 0)]
    assert reverse("duty", args=[iep.pk, key(evening)]) in page.content.decode()


def test_the_board_file_says_the_same_and_holds_no_formula(as_, cast, linde, evening):
    OwnDuty.objects.filter(pk=evening.pk).update(title="=1+1")
    answer = as_(cast.carla).get(reverse("duties-board-export", args=["csv"]))
    lines = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert lines[0][2] == "'=1+1"
    assert {line[0] for line in lines[1:]} == {"De Linde", "De Iep"}


def test_a_title_cannot_bring_html_into_the_table(as_, cast, evening):
    OwnDuty.objects.filter(pk=evening.pk).update(title="<b>x</b>")

    assert escape("<b>x</b>") in as_(cast.bas).get(reverse("duties-board")).content.decode()


def test_the_pages_ask_as_much_for_two_schools_as_for_sixty(as_, cast, linde, evening):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            as_(cast.bas).get(reverse("duties-board"))
        return len(asked)

    questions()
    two = questions()
    School.objects.bulk_create(
        School(board=linde.board, name=f"School {n}", brin="98XX", location_code=f"{n:02}") for n in range(60)
    )

    assert questions() == two


@pytest.mark.parametrize("seed", range(4))
def test_the_history_of_a_school_says_what_the_database_counts(cast, linde, evening, seed):
    chance = Random(seed)
    for _ in range(chance.randrange(1, 9)):
        carried_out(evening, linde, date(2021, 1, 1) + timedelta(days=chance.randrange(2200)))
        first = date(2022, 1, 1) + timedelta(days=chance.randrange(1500))
        last = chance.choice([None, first + timedelta(days=chance.randrange(500))])
        Appointment.objects.create(
            person=cast.kees, role="prevention_officer", school=linde, first_on=first, last_on=last
        )
    for duty in (as_duty(evening), HELD):
        history = History.of(duty, linde.pk)
        for _ in range(20):
            on = date(2021, 1, 1) + timedelta(days=chance.randrange(2500))
            assert history.record(None, on) == records(duty, [linde.pk], on).get((linde.pk, None), Record())


# The calendar


def test_a_calendar_address_gives_what_its_owner_sees_to(client, cast, linde, evening):
    address = reverse("duties-feed", args=[new_address(cast.hanna, timezone.now())])
    answer = client.get(address)
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (str(event["summary"]), str(event["location"])) == ("Too late: Ouderavond", "De Linde")
    assert event["dtstart"].dt == timezone.localdate()
    assert Feed.objects.get().asked_on == timezone.localdate()


def test_a_teacher_gets_only_what_a_teacher_sees_to(client, cast, evening):
    answer = client.get(reverse("duties-feed", args=[new_address(cast.mina, timezone.now())]))

    assert Calendar.from_ical(answer.content).walk("VEVENT") == []


def test_a_revoked_or_guessed_address_and_that_of_who_left_give_nothing(client, as_, cast, evening):
    secret = new_address(cast.hanna, timezone.now())
    later = new_address(cast.hanna, timezone.now())
    gone = new_address(cast.wim, timezone.now())
    as_(cast.hanna).post(reverse("duties-calendar"), {"revoke": "1"})

    for each in (secret, later, gone, "x"):
        assert client.get(reverse("duties-feed", args=[each])).status_code == 404


def test_the_secret_is_shown_once_and_stored_nowhere(as_, cast):
    browser = as_(cast.hanna)
    address = browser.post(reverse("duties-calendar")).context["address"]
    secret = address.rsplit("/", 1)[1].removesuffix(".ics")

    assert len(secret) >= 43
    assert secret not in browser.get(reverse("duties-calendar")).content.decode()
    assert not Feed.objects.filter(digest__contains=secret).exists()
