"""What was promised, on the desk: to whom it is told, and how much of it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vangnet.core.obligations.models import OwnDuty
from vangnet.core.obligations.tests.promises import carried_out, own_duty
from vangnet.core.people.models import School
from vangnet.desk.promised import MOST, promised_to

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("own_duties_alone")]

DONE = date(2025, 12, 1)  # yearly: due on 1 December 2026, due soon from 3 October 2026 on
SOON, LATE = date(2026, 10, 3), date(2026, 12, 2)


def yearly(cast, title, role):
    duty = own_duty(cast, "years", 1, title=title)
    OwnDuty.objects.filter(pk=duty.pk).update(role=role)
    return duty


@pytest.fixture
def rounds(cast, linde, iep):
    """Kees of the support staff of De Linde sees to it; at De Iep it was done in time."""
    duty = yearly(cast, "Rondgang", "support_staff")
    carried_out(duty, linde, DONE)
    carried_out(duty, iep, date(2026, 11, 20))
    return duty


def part(browser):
    return browser.get(reverse("desk-promised"), headers={"HX-Request": "true"})


def told(person, on):
    return [(each.duty.title, each.school.name) for each in promised_to(person, on)]


def test_who_sees_to_it_sees_what_is_due_soon_and_the_head_what_was_missed(rounds, cast, linde):
    here = [("Rondgang", linde.name)]

    assert (told(cast.kees, SOON), told(cast.kees, LATE)) == (here, here)
    assert (told(cast.hanna, SOON), told(cast.hanna, LATE)) == ([], here)
    assert (told(cast.mina, LATE), told(cast.otto, LATE), told(cast.marit, LATE)) == ([], [], [])


def test_what_is_kept_stands_on_nobodys_desk(rounds, cast, linde):
    carried_out(rounds, linde, date(2026, 10, 2))

    assert told(cast.kees, SOON) == told(cast.hanna, LATE) == []


def test_the_board_sees_its_own_part_at_all_schools(cast, linde, iep):
    talk = yearly(cast, "Gesprek", "executive_board")
    carried_out(talk, linde, DONE)
    yearly(cast, "Rondgang", "support_staff")

    assert told(cast.bas, LATE) == [("Gesprek", iep.name), ("Gesprek", linde.name)]


def test_the_worst_stand_first_on_the_page_and_the_rest_is_counted(as_, cast, linde):
    for number in range(MOST + 2):
        yearly(cast, f"Ronde {number}", "head")
    carried_out(OwnDuty.objects.get(title="Ronde 0"), linde, date(2020, 1, 1))

    page = part(as_(cast.hanna)).content.decode()

    assert "Ronde 0" not in page  # done once, long ago: the others never
    assert ("And 2 more promises" in page, reverse("duties") in page) == (True, True)


def test_it_comes_after_the_rest_of_the_desk_and_without_a_script_there_is_the_way_to_all(as_, cast, rounds):
    desk = as_(cast.kees).get("/").content.decode()

    assert (reverse("desk-promised") in desk, reverse("duties") in desk) == (True, True)
    assert as_(cast.kees).get(reverse("desk-promised"))["Location"] == reverse("duties")


def test_of_whom_nothing_is_asked_the_desk_does_not_speak_of_promises(as_, cast):
    assert reverse("desk-promised") not in as_(cast.mina).get("/").content.decode()
    assert part(as_(cast.mina)).content.strip() == b""


def test_everybody_at_school_reports_what_is_broken_from_the_desk(as_, cast):
    assert reverse("building-report-somewhere") in as_(cast.mina).get("/").content.decode()
    assert reverse("building-report-somewhere") not in as_(cast.bas).get("/").content.decode()


def test_a_hundred_schools_are_asked_in_as_many_questions_as_two(cast, linde, iep):
    yearly(cast, "Gesprek", "executive_board")

    def asked():
        with CaptureQueriesContext(connection) as questions:
            found = promised_to(cast.bas, timezone.localdate())
        return len(questions), len(found)

    asked()
    few, two = asked()
    School.objects.bulk_create(
        School(board=linde.board, name=f"School {number}", brin="97ZZ", location_code=f"{number:02}")
        for number in range(98)
    )

    assert asked() == (few, two + 98)
