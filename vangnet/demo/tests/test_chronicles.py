"""One open and one closed dossier of every kind: told with the protocol's checks, and true to what they say."""

import re
from collections import Counter
from datetime import datetime, timedelta
from functools import cache
from string import Formatter

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from rich.console import Console

from vangnet.conftest import proven
from vangnet.core.dossiers.kinds import kinds
from vangnet.core.dossiers.models import Correction, Dossier, Entry, Waiting
from vangnet.core.dossiers.verify import verify
from vangnet.core.people.calendars import calendar_of
from vangnet.core.people.models import School
from vangnet.demo.casting import casts
from vangnet.demo.chronicles import chronicles
from vangnet.demo.content import board, stories
from vangnet.demo.loader import load
from vangnet.demo.pupils import former_pupils, pupils
from vangnet.demo.telling import token
from vangnet.discipline.models import SuspensionDecided
from vangnet.discipline.suspension.days import days_from

from .test_content import LABELS, placeholders

django_db = pytest.mark.django_db(databases="__all__")

EVENING = timezone.make_aware(datetime(2026, 11, 23, 21, 0))
AFTERWARDS = {"kai-geduwd-op-de-trap", "kleuterstoel-omgekiept"}


@pytest.fixture
def _django_db_helper():
    """No transaction for each test: what takes long to make is made once, by `told`, and the tests only look."""


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """All that is no incident; of the incidents those that something else in the demonstration follows from."""
    followed = {each.follows for each in chronicles()} | AFTERWARDS
    few = tuple(story for story in stories() if story.key in followed)
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        transaction.atomic(using="keys"),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("vangnet.demo.content.stories", lambda: few)
        patch.setattr("vangnet.demo.loader.casts", lambda *_asked: cast_of_all())
        School.objects.update(location_code="09")  # the schools of the other tests have the same codes
        load(Console(quiet=True), EVENING)
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


@cache
def cast_of_all():
    everybody = [*pupils(board()), *former_pupils(board())]
    return casts(board(), stories(), everybody, chronicles())


def dossier_of(chronicle):
    opening = chronicle.steps[0]
    return (
        Entry.objects.select_related("dossier__school")
        .get(token=token(chronicle.key, opening.known_as))
        .dossier
    )


def ids(chronicle):
    return chronicle.key


# Of every kind


@django_db
@pytest.mark.parametrize("kind", sorted(kinds()))
def test_of_every_kind_one_is_open_and_one_is_closed_at_the_school_that_newcomers_see_first(told, kind):
    """Who adds a kind adds `chronicles/<kind>.toml`."""
    here = Dossier.objects.filter(school__brin="99XA", school__location_code="00", kind=kind)

    assert here.filter(closed_on=None).exists()
    assert here.exclude(closed_on=None).exists()


@django_db
@pytest.mark.parametrize("chronicle", chronicles(), ids=ids)
def test_it_is_closed_exactly_when_its_last_step_closes_it(told, chronicle):
    dossier = dossier_of(chronicle)
    protocol = chronicle.declared.protocol
    last = protocol.step(chronicle.steps[-1].step)

    assert dossier.entries.count() == len(chronicle.steps)
    assert (
        (dossier.closed_on is not None)
        == last.closes
        == protocol.is_closed([*dossier.entries.values_list("step", flat=True)])
    )


@django_db
def test_it_verifies(told):
    assert verify().findings == ()


@django_db
def test_some_follow_from_an_incident_and_are_about_the_same_children(told):
    following = [each for each in chronicles() if each.follows]
    kinds_before = {dossier_of(each).follows.kind for each in following}

    assert kinds_before == {"incident"}
    assert len({each.kind for each in following}) >= 3
    for each in following:
        before, after = cast_of_all()[each.follows], cast_of_all()[each.key]
        shared = set(before.pupils) & set(after.pupils)
        assert shared
        assert all(before.pupils[who] == after.pupils[who] for who in shared), each.key
        assert set(dict(each.declared.follows_from)) >= {"incident"}


@django_db
def test_one_was_corrected_in_just_what_was_wrong(told):
    corrected = Entry.objects.exclude(corrects=None).exclude(dossier__kind="incident")

    assert corrected.count() >= 1
    for entry in corrected:
        assert entry.step == entry.corrects.step
        assert Correction.objects.get(entry=entry).reason


@django_db
def test_something_is_overdue_and_something_is_due_within_the_week(told):
    """Nothing that the law asks is left undone in it: what is late is what a busy school is late with."""
    waiting = Waiting.objects.exclude(dossier__kind="incident").filter(dossier__closed_on=None)
    overdue = waiting.filter(ends_at__lt=EVENING)
    soon = waiting.filter(ends_at__range=(EVENING, EVENING + timedelta(days=7)))

    assert set(overdue.values_list("dossier__kind", "step")) == {
        ("bullying", "follow_up"),
        ("complaint", "talk_concerned"),
        ("restraint", "evaluate"),
    }
    assert len(set(soon.values_list("dossier__kind", flat=True))) >= 4


@django_db
def test_who_is_suspended_misses_just_the_school_days_that_the_calendar_says(told):
    """WPO art. 40c: a week at most; the plan counts school days that follow each other."""
    decided = SuspensionDecided.objects.select_related("entry__dossier__school")

    assert decided.count() == 2
    for each in decided:
        days = days_from(each.first_on, each.days, calendar_of(each.entry.dossier.school))
        assert (each.first_on, each.last_on, each.back_on) == (days.first_on, days.last_on, days.back_on)


@django_db
@pytest.mark.parametrize("chronicle", chronicles(), ids=ids)
def test_who_wrote_last_in_it_opens_its_page_and_reads_that(told, chronicle):
    last = dossier_of(chronicle).entries.latest("number")
    browser = Client()
    browser.force_login(last.author.account, backend="vangnet.core.access.backend.ByAppointment")
    proven(browser, last.author.account)
    page = browser.get(last.dossier.page_url)

    assert page.status_code == 200
    assert escape(last.text) in page.content.decode()


# As they are written


def test_they_change_nothing_about_who_plays_in_the_stories():
    """So that whoever adds a kind finds the incidents as they were."""
    everybody = [*pupils(board()), *former_pupils(board())]
    before = casts(board(), stories(), everybody)

    assert {key: cast_of_all()[key] for key in before} == before


def test_no_child_carries_two_of_them():
    """But for dossiers that follow from incidents, which choose their children themselves."""
    carried = Counter(
        pupil.key
        for each in chronicles()
        if not each.follows
        for pupil in cast_of_all()[each.key].pupils.values()
    )
    assert max(carried.values()) == 1


def test_no_key_is_used_twice_and_no_step_is_named_twice():
    keys = Counter([each.key for each in chronicles()] + [story.key for story in stories()])
    assert max(keys.values()) == 1
    for each in chronicles():
        assert max(Counter(step.known_as for step in each.steps).values()) == 1, each.key


@pytest.mark.parametrize("chronicle", chronicles(), ids=ids)
def test_every_text_can_be_filled_in_and_labels_nobody(chronicle):
    cast, letters = cast_of_all()[chronicle.key], {each.who for each in chronicle.people}
    for text in [text for step in chronicle.steps for text in step.texts()]:
        assert placeholders(text) <= letters | {"melder", "leerkracht"}, text
        assert "{" not in cast.fill(text)
        assert not LABELS.search(text), text


@pytest.mark.parametrize("chronicle", chronicles(), ids=ids)
def test_steps_follow_each_other_and_happened_before_they_were_recorded(chronicle):
    moments = [step.when for step in chronicle.steps]

    assert moments == sorted(set(moments))
    assert all(step.happened_at <= step.when for step in chronicle.steps)
    assert moments[-1].date() <= board().today


@pytest.mark.parametrize("chronicle", chronicles(), ids=ids)
def test_it_is_recorded_on_school_days(chronicle):
    for step in chronicle.steps:
        assert board().is_school_day(chronicle.school, step.when.date()), step.when


def test_what_a_parent_is_told_names_no_other_child():
    """AVG art. 5 lid 1 onder c: in a talk with the parents of one child no other child is named."""
    talks = 0
    for each in chronicles():
        for step in each.steps:
            told_of = {
                fact["pupil"]
                for fact in step.facts
                if fact["fact"] == "Talk" and "guardian" in fact and "pupil" in fact
            }
            if told_of:
                talks += 1
                named = {name for _, name, _, _ in Formatter().parse(step.text) if name}
                assert not (named & set(cast_of_all()[each.key].pupils)) - told_of, (each.key, step.known_as)
    assert talks > 10


def test_no_two_dossiers_share_a_sentence():
    texts = [step.text for each in chronicles() for step in each.steps if not step.corrects]
    sentences = Counter(s for text in texts for s in re.split(r"(?<=[.!?])\s+", text) if len(s) > 25)

    assert max(sentences.values()) == 1, sentences.most_common(2)


def test_parents_who_are_spoken_with_exist_and_may_be_told():
    """BW 1:377c: in these dossiers who is spoken with has custody, and no court limited the contact."""
    for each in chronicles():
        spoken = {fact["guardian"] for step in each.steps for fact in step.facts if "guardian" in fact}
        relations = {person.who: person.relation for person in each.people}
        for letter in spoken:
            guardian = cast_of_all()[each.key].guardians[letter]
            assert relations[letter] in (None, guardian.relation), (each.key, letter)
            assert guardian.has_custody, (each.key, letter)
            assert not guardian.contact_order, (each.key, letter)
