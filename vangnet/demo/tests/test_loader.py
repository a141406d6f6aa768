"""The demonstration as a newcomer finds it, true to its stories and made as colleagues would have made it."""

import re
from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.test import Client
from django.utils import timezone
from rich.console import Console

from vangnet.conftest import proven
from vangnet.core.access.grounds import own_pupils
from vangnet.core.access.models import Account
from vangnet.core.dossiers.models import DestructionProposal, Dossier, Entry, Party, Reading, Subject, Waiting
from vangnet.core.dossiers.timeline import Timeline
from vangnet.core.dossiers.verify import verify
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Enrolment, Person, Placement, School, Teaching
from vangnet.core.people.roles import Role
from vangnet.core.protocols import BROUGHT_IN
from vangnet.demo.content import stories
from vangnet.demo.loader import load
from vangnet.demo.telling import token
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Incident, ParentsTold

pytestmark = pytest.mark.django_db(databases="__all__")

EVENING = timezone.make_aware(datetime(2026, 11, 23, 21, 0))
TODAY = holds_on(EVENING.date())
MAIL = ".example.org"


@pytest.fixture(autouse=True)
def _django_db_helper():
    """No transaction for each test: what takes long to make is made once, by `demo`, and the tests only look."""


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Everything, as it stands on the evening of the day for which it was written; taken back after this module."""
    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using="keys"):
        School.objects.update(location_code="09")  # the schools of the other tests have the same codes
        load(Console(quiet=True), EVENING)
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


def dossier_of(key: str) -> Dossier:
    return Entry.objects.select_related("dossier").get(token=token(key, "report")).dossier


def test_it_verifies(demo):
    assert verify().findings == ()


def test_exactly_the_stories_that_ended_are_closed(demo):
    for story in stories():
        assert (dossier_of(story.key).closed_on is not None) == (story.closed is not None), story.key


def test_a_dossier_holds_every_step_of_its_story(demo):
    for story in stories():
        steps = Counter(dossier_of(story.key).entries.values_list("step", flat=True))
        assert steps["measure"] == len(story.measures), story.key
        assert steps["evaluate"] == bool(story.evaluation), story.key
        assert steps["police"] == bool(story.police), story.key
        assert steps["follow_up"] == bool(story.follow_up and story.follow_up.done is not None), story.key


def test_nothing_stood_in_the_way_of_closing(demo):
    """Plan 3.2: parents told, follow-ups held, serious ones evaluated, before a dossier is closed."""
    for dossier in Dossier.objects.exclude(closed_on=None).filter(school__location_code="00"):
        timeline, kind = Timeline.of(dossier), dossier.declared
        before = [step for step in timeline.done() if step != "close"]
        assert not kind.protocol.obstacles("close", kind.case(timeline), before), dossier


def test_every_entry_was_made_by_somebody_who_may(demo):
    """Incidents are told without asking each time. What is no incident is recorded with every check, and who may act
    in it can change on the way: once a complaint is the board's, the head no longer knows it."""
    entries = Entry.objects.filter(
        dossier__kind="incident", dossier__school__location_code="00"
    ).select_related("dossier__school", "author")
    for entry in entries.exclude(step=BROUGHT_IN):
        rule = INCIDENT.roles[INCIDENT.protocol.step(entry.step).role]
        assert rule.allows(entry.author, entry.dossier, timezone.localdate(entry.recorded_at)), entry


def test_nothing_is_recorded_later_than_now_and_each_entry_after_the_one_before(demo):
    for dossier in Dossier.objects.filter(school__location_code="00"):
        moments = list(dossier.entries.order_by("number").values_list("recorded_at", flat=True))
        assert moments == sorted(moments)
        assert moments[-1] <= EVENING


def test_three_entries_of_incidents_were_corrected_and_the_first_ones_were_wrong_in_just_that(demo):
    corrected = (
        Entry.objects.exclude(corrects=None).filter(dossier__kind="incident").select_related("corrects")
    )
    time, child, told = (corrected.get(dossier=dossier_of(key)) for key in (
        "jas-als-handdoek", "vader-spreekt-kind-aan", "waterballon"
    ))  # fmt: skip

    assert corrected.count() == 3
    assert time.corrects.happened_at - time.happened_at == timedelta(minutes=15)
    assert time.corrects.text == time.text
    assert involved(child.corrects) != involved(child)
    assert child.corrects.text != child.text
    assert "kleuter" in told.corrects.text
    assert "kleuter" not in told.text


def involved(entry):
    return set(Subject.objects.filter(entry=entry).exclude(pupil=None).values_list("pupil", flat=True))


def test_what_parents_were_told_names_no_other_child(demo):
    for told in ParentsTold.objects.filter(pupil__enrolments__school__location_code="00").select_related(
        "entry__dossier"
    ):
        others = (
            Subject.objects.filter(dossier=told.entry.dossier).exclude(pupil=None).exclude(pupil=told.pupil)
        )
        names = set(others.values_list("pupil__call_name", flat=True))
        assert not names & set(re.findall(r"\w+", told.entry.text)), told.entry


def test_parents_were_told_by_whom_it_concerns_and_never_against_an_order(demo):
    """BW 1:377c: who has no custody is not told as if there were custody."""
    for told in ParentsTold.objects.exclude(guardian=None).select_related("guardian", "pupil"):
        assert told.guardian.guardianships.filter(pupil=told.pupil, has_custody=True).exists()
        assert not told.guardian.contact_orders.filter(pupil=told.pupil).exists()


def test_work_waits_and_some_of_it_is_overdue(demo):
    waiting = Waiting.objects.filter(dossier__kind="incident", dossier__school__location_code="00")

    assert {"tell_parents", "assess", "follow_up", "evaluate"} <= set(waiting.values_list("step", flat=True))
    assert 3 <= waiting.filter(ends_at__lt=EVENING).count() <= 12


def test_every_role_is_held_today_by_somebody_who_can_sign_in(demo):
    held = Appointment.objects.filter(TODAY, person__email__endswith=MAIL)
    able = held.filter(Exists(Account.objects.filter(person=OuterRef("person"), is_active=True)))

    assert set(able.exclude(person__email__endswith="@example.org").values_list("role", flat=True)) == set(
        Role
    )


def test_six_hundred_pupils_are_enrolled_and_placed_today(demo):
    enrolled = Enrolment.objects.filter(TODAY, school__location_code="00")

    placed = Placement.objects.filter(TODAY, enrolment__in=enrolled, group__school_year="2026-2027")

    assert enrolled.count() == placed.count() == 600


def test_a_group_teacher_has_own_pupils_today(demo):
    teaching = Teaching.objects.filter(TODAY, group__school__location_code="00")

    assert {row.group.school_year for row in teaching} == {"2026-2027"}
    for person in Person.objects.filter(pk__in=teaching.values("person")):
        assert 15 <= own_pupils(person, EVENING.date()).count() <= 30


def test_a_destruction_waits_for_somebody_else_than_the_head_who_proposed_it(demo):
    proposal = DestructionProposal.objects.get(destruction=None, dossier__school__location_code="00")

    assert Role.HEAD in proposal.proposed_by.roles(EVENING.date())
    assert proposal.dossier.closed_on is not None


def test_a_colleague_was_brought_in_who_would_not_know_of_it_otherwise(demo):
    party = Party.objects.get(dossier=dossier_of("kai-geduwd-op-de-trap"))

    assert INCIDENT.know.allows(party.person, party.dossier, EVENING.date())
    assert not INCIDENT.roles["handler"].allows(party.person, party.dossier, EVENING.date())


def test_people_read_dossiers_after_they_were_reported_and_only_those_that_they_may_know(demo):
    readings = Reading.objects.filter(dossier__school__location_code="00").select_related("dossier", "person")

    assert readings.count() > 30
    assert readings.filter(at__gt=EVENING).count() == 0
    for reading in readings:
        assert reading.at > reading.dossier.entries.get(number=1).recorded_at
        assert INCIDENT.know.allows(reading.person, reading.dossier, EVENING.date())


@pytest.mark.parametrize(
    "role", [Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD, Role.DATA_PROTECTION_OFFICER, Role.PARTICIPATION_COUNCIL,
             Role.ADMINISTRATOR, Role.HEAD, Role.COACH, Role.INTERNAL_COACH],
)  # fmt: skip
def test_somebody_in_each_role_signs_in_and_finds_doors_that_open(demo, role):
    held = Appointment.objects.filter(TODAY, role=role).exclude(person__email__endswith="@example.org")
    browser = Client()
    browser.force_login(held[0].person.account, backend="vangnet.core.access.backend.ByAppointment")
    proven(browser, held[0].person.account)
    page = browser.get("/", follow=True)

    assert page.status_code == 200
    doors = [door.url for door in page.context["navigation"]]
    assert doors or role in (Role.PARTICIPATION_COUNCIL, Role.ADMINISTRATOR)
    for url in doors:
        assert browser.get(url).status_code == 200, url


def test_the_list_of_incidents_counts_a_correction_as_it_was_corrected(demo):
    bathroom = Incident.objects.get(dossier=dossier_of("jas-als-handdoek"))

    assert timezone.localtime(bathroom.happened_at).strftime("%H:%M") == "10:15"
