"""The desk: what waits for this person, in order of its date, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.due_words import due_words, nearness
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.desk.tests.scene import only_a_follow_up
from vangnet.desk.views import waiting_for
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Assessment, FollowUpAgreed, Report

pytestmark = pytest.mark.django_db(databases="__all__")


def titles(person):
    return [task.title for task in waiting_for(person, timezone.localdate(), timezone.now())]


def test_what_must_be_done_waits_for_who_handles_in_order_of_its_date(fight, cast):
    assert titles(cast.hanna) == ["Tell the parents of each child", "Assess how serious it was"]


def test_a_teacher_is_asked_only_what_a_teacher_may_do(fight, cast):
    assert titles(cast.mina) == ["Tell the parents of each child"]
    assert titles(cast.kees) == []
    assert titles(cast.nadia) == []


def test_what_was_done_waits_no_longer(fight, cast):
    record(fight, an_act("assess", cast.hanna, facts=[Assessment(severity="minor", injury="none")]))

    assert titles(cast.hanna) == ["Tell the parents of each child"]


def test_an_agreed_follow_up_waits_on_its_day(fight, cast):
    yesterday = timezone.localdate() - timedelta(days=1)
    record(fight, an_act("agree_follow_up", cast.iris, facts=[FollowUpAgreed(on=yesterday)]))

    first = waiting_for(cast.hanna, timezone.localdate(), timezone.now())[0]

    assert (first.title, first.due, first.is_overdue) == ("Hold the agreed follow-up", "1 day late", True)


def test_an_empty_desk_is_a_friendly_page(as_, cast):
    browser = as_(cast.kees)

    assert "Have a good day at school." in browser.get("/").content.decode()


def test_the_desk_asks_the_same_number_of_questions_however_much_waits(as_, cast, linde, fight):
    browser = as_(cast.hanna)

    def asked():
        browser.get("/")
        with CaptureQueriesContext(connection) as questions:
            assert browser.get("/").status_code == 200
        return len(questions)

    few = asked()
    for _ in range(12):
        open_dossier(
            INCIDENT, linde, an_act("report", cast.otto, facts=[Report(category_id="theft", place="gym")])
        )

    assert asked() == few


@pytest.mark.parametrize(
    ("hours", "words"),
    [(-30, "1 day late"), (-80, "3 days late"), (0.001, "today")],
)
def test_a_date_is_said_as_people_say_it(hours, words):
    now = timezone.now().replace(hour=11)

    assert due_words(now + timedelta(hours=hours), now) == words


def test_a_term_that_ends_at_midnight_ends_today_and_not_tomorrow():
    now = timezone.localtime().replace(hour=11, minute=0)
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)

    assert due_words(midnight, now) == "today"
    assert due_words(midnight + timedelta(days=1), now) == "tomorrow"


@pytest.mark.parametrize(
    ("minutes", "how_near"),
    [(-1, "overdue"), (0, "overdue"), (1, "soon"), (24 * 60, "soon"), (24 * 60 + 1, "later")],
)
def test_what_ends_within_a_day_is_near(minutes, how_near):
    now = timezone.now()

    assert nearness(now + timedelta(minutes=minutes), now) == how_near


@pytest.mark.parametrize(("days", "is_marked"), [(0, True), (3, False)])
def test_what_ends_today_is_marked_in_words_on_the_desk_and_on_the_page_and_what_ends_later_is_not(
    cast, linde, as_, days, is_marked
):
    now = timezone.now()
    dossier = only_a_follow_up(cast, linde, timezone.localdate(now) + timedelta(days=days), now)
    browser = as_(cast.hanna)

    for address in ("/", dossier.page_url):
        shown = browser.get(address).content.decode()
        assert "Hold the agreed follow-up" in shown
        assert ("Due soon" in shown) == is_marked
