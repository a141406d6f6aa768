"""What phones ask and tell: the list once, words since the last, and closed words that only their speaker can send."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vangnet.core.access.blank import COVERED
from vangnet.core.access.tests.closing import closed
from vangnet.core.access.unsent import public_key
from vangnet.core.people.models import Appointment
from vangnet.incidents.unsent import PURPOSE as OF_REPORTS
from vangnet.rollcall.closing import close
from vangnet.rollcall.line import ENDED, line_of, secret_of
from vangnet.rollcall.models import Missed, RollCall
from vangnet.rollcall.moments import as_number
from vangnet.rollcall.parcels import PURPOSE
from vangnet.rollcall.scene import scene_of

from .scene import opened, say, told

pytestmark = pytest.mark.django_db(databases="__all__")

STATE = reverse("roll-call-state")
JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture(autouse=True)
def keys_of_this_test():
    """The secret is rolled back with the test that made it."""
    public_key.cache_clear()
    yield
    public_key.cache_clear()


@pytest.fixture
def drill(linde, cast) -> RollCall:
    return opened(linde, cast.hanna)


def parcel(person, pupil, said="present", *, purpose=PURPOSE, **changes) -> str:
    word = {"token": str(uuid4()), "about": f"pupil-{pupil.pk}", "said": said, "answers": None}
    word |= {"at": as_number(timezone.now())} | changes
    return closed(json.dumps(word), public_key(person.account.pk), purpose)


def send(browser, drill, *parcels):
    return browser.post(reverse("roll-call-words", args=[drill.key]), {"sealed": list(parcels)}, **JSON)


def state(browser, **asked):
    return browser.get(STATE, asked, **JSON).json()


def test_without_a_roll_call_a_phone_hears_that_there_is_none(cast, as_):
    heard = state(as_(cast.mina))

    assert heard["call"] is None
    assert len(heard["csrf"]) >= 32
    assert abs(heard["now"] - as_number(timezone.now())) < 60_000


def test_the_list_comes_once_with_the_own_group_first_and_then_only_words(cast, as_, drill, pupils):
    first = state(as_(cast.otto))
    assert [group["name"] for group in first["list"]["groups"]] == ["Groep 7", "Groep 6"]
    assert first["list"]["groups"][0]["isOwn"]
    assert first["list"]["mayClose"] is False
    assert state(as_(cast.sam))["list"]["mayClose"] is True

    say(drill, cast.mina, told(pupils.aya, "missing"), told(pupils.bram))
    second = state(as_(cast.otto), call=first["call"], since=first["last"])
    assert "list" not in second
    assert [(each["said"], each["name"]) for each in second["words"]] == [
        ("missing", "Mina Test"),
        ("present", "Mina Test"),
    ]
    third = state(as_(cast.otto), call=first["call"], since=second["last"])
    assert (third["words"], third["last"]) == ([], 2)


def test_a_phone_that_knows_another_roll_call_gets_the_list_anew(cast, as_, drill):
    assert "list" in state(as_(cast.otto), call=str(uuid4()), since=7)


def test_another_school_hears_nothing(cast, as_, drill, linde):
    assert state(as_(cast.nadia))["call"] is None
    assert as_(cast.nadia).get(STATE, {"school": linde.pk}, **JSON).status_code == 404


@pytest.mark.parametrize("since", ["-1", "x", "9" * 30, "٣"])
def test_a_number_that_is_none_gives_all_words(cast, as_, drill, pupils, since):
    say(drill, cast.mina, told(pupils.aya))
    heard = state(as_(cast.otto), call=str(drill.key), since=since)

    assert len(heard["words"]) == 1


def test_closed_words_are_taken_once_in_whatever_order_they_come(cast, as_, drill, pupils):
    one, other = parcel(cast.mina, pupils.aya, "missing"), parcel(cast.mina, pupils.bram)
    for parcels in ((other,), (one, other), (one,)):
        answer = send(as_(cast.mina), drill, *parcels)
        assert answer.json() == {"refused": [], "taken": len(parcels), "isClosed": False}

    assert scene_of(drill).tally.missing == 1
    assert drill.words.count() == 2


def test_nobody_sends_the_words_of_somebody_else(cast, as_, drill, pupils):
    answer = send(as_(cast.otto), drill, parcel(cast.mina, pupils.aya), parcel(cast.otto, pupils.bram))

    assert answer.json()["refused"] == [0]
    assert {word.by for word in scene_of(drill).words} == {cast.otto.pk}


def test_what_was_closed_to_another_end_is_no_word(cast, as_, drill, pupils):
    answer = send(as_(cast.mina), drill, parcel(cast.mina, pupils.aya, purpose=OF_REPORTS))

    assert answer.json()["refused"] == [0]


@pytest.mark.parametrize(
    "harm",
    [
        {"said": "gone"},
        {"token": "x"},
        {"at": "now"},
        {"at": True},
        {"at": 1.5},
        {"answers": "x"},
        {"about": 7},
        {"about": "pupil-" + "1" * 90},
        {"about": "extra-4d6b1c02-6a0e-4b1e-9a59-2f6d8c7e1a30"},
        {"about": "extra-4d6b1c02-6a0e-4b1e-9a59-2f6d8c7e1a30", "name": "Jan", "kind": "ghost"},
        {"about": "extra-4d6b1c02-6a0e-4b1e-9a59-2f6d8c7e1a30", "name": "  ", "kind": "staff"},
    ],
    ids=str,
)
def test_what_no_phone_says_is_refused_by_its_place_and_the_rest_is_taken(cast, as_, drill, pupils, harm):
    answer = send(
        as_(cast.mina), drill, parcel(cast.mina, pupils.aya, **harm), parcel(cast.mina, pupils.bram)
    )

    assert answer.json()["refused"] == [0]
    assert drill.words.count() == 1


@pytest.mark.parametrize("at", [-5, 0, 2**60])
def test_a_clock_that_is_far_off_is_held_within_the_roll_call(cast, as_, drill, pupils, at):
    send(as_(cast.mina), drill, parcel(cast.mina, pupils.aya, at=at))

    word = scene_of(drill).words[0]
    assert drill.opened_at <= word.at <= timezone.now()


@pytest.mark.parametrize("sealed", ["", "no letters of a lock", "A" * 200_000])
def test_what_is_damaged_is_refused(cast, as_, drill, sealed):
    assert send(as_(cast.mina), drill, sealed).json()["refused"] == [0]


def test_no_more_is_taken_at_once_than_agreed(cast, as_, drill, pupils):
    answer = send(as_(cast.mina), drill, *[parcel(cast.mina, pupils.aya) for _ in range(51)])

    assert answer.json()["taken"] == drill.words.count() == 50


def test_a_phone_that_is_back_after_closing_is_told_so(cast, as_, drill, pupils):
    close(drill, by=cast.hanna, now=timezone.now())
    answer = send(as_(cast.otto), drill, parcel(cast.otto, pupils.aya, "missing"))

    assert answer.json()["isClosed"] is True
    assert Missed.objects.get().came_late
    assert state(as_(cast.otto), call=str(drill.key))["call"] is None


def test_who_is_not_signed_in_or_left_the_school_is_told_nothing(cast, as_, drill, pupils):
    words = reverse("roll-call-words", args=[drill.key])
    assert Client().get(STATE, **JSON).status_code == 401
    assert Client().post(words, {"sealed": parcel(cast.mina, pupils.aya)}, **JSON).status_code == 401
    Appointment.objects.filter(person=cast.mina).update(last_on=timezone.localdate() - timedelta(days=1))

    assert send(as_(cast.mina), drill, parcel(cast.mina, pupils.aya)).status_code in {401, 404}


def test_the_page_that_is_kept_knows_nobody(cast, as_, drill, linde):
    text = as_(cast.mina).get(reverse("roll-call-offline")).content.decode()

    for word in ("Mina", "Aya", linde.name, "csrfmiddlewaretoken", "data-secret", "data-key"):
        assert word not in text


def test_the_secret_is_of_one_session_and_stays_the_same_in_it(cast, as_):
    one, other = as_(cast.mina), as_(cast.otto)

    assert secret_of(one.session) == secret_of(one.session)
    assert secret_of(one.session) != secret_of(other.session)
    assert secret_of(one.session) in one.get(reverse("roll-call")).content.decode()


def test_a_blanked_screen_and_a_page_of_nobody_take_the_secret_away(cast, as_):
    browser = as_(cast.mina)
    assert "<roll-call-line data-key" in browser.get("/").content.decode()
    session = browser.session
    session[COVERED] = (
        timezone.now() + timedelta(days=2)
    ).timestamp()  # the proof of these tests is of tomorrow
    session.save()

    assert line_of(cast.mina.account, session, timezone.now()) == ENDED
    assert browser.get(STATE, **JSON).status_code == 302
    assert "<roll-call-line>" in Client().get(reverse("account_login")).content.decode()


def test_to_ask_costs_the_same_however_many_words_there_are(cast, as_, drill, pupils):
    browser = as_(cast.otto)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert state(browser, call=str(drill.key), since=0)["words"]
        return len(asked)

    say(drill, cast.mina, told(pupils.aya))
    cost()
    few = cost()
    for by in (cast.mina, cast.hanna, cast.sam):
        say(drill, by, *[told(each) for each in (pupils.aya, pupils.bram, pupils.zoe, pupils.cas)])
    assert cost() == few

    heard = drill.words.count()
    with CaptureQueriesContext(connection) as asked:
        state(browser, call=str(drill.key), since=heard)
    assert len(asked) == few - 2 <= 6
