"""One roll-call at a time; words taken once each; closing counts, names who was missing, and destroys the rest."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from vangnet.core.keys import store
from vangnet.core.keys.installation import KeyTrouble
from vangnet.core.people.models import Group, Placement, SchoolRule
from vangnet.rollcall import forgetting
from vangnet.rollcall.closing import close
from vangnet.rollcall.merging import Said
from vangnet.rollcall.models import Caller, Count, Extra, Missed, RollCall, Word
from vangnet.rollcall.opening import Start, running, start
from vangnet.rollcall.roster import roster
from vangnet.rollcall.scene import scene_of
from vangnet.rollcall.sealing import Sealed

from .scene import AGO, opened, practised, say, told

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def drill(linde, cast) -> RollCall:
    return opened(linde, cast.hanna)


def test_who_is_expected_is_every_enrolled_pupil_once_in_the_own_group(linde, pupils):
    today = timezone.localdate()
    combined = Group.objects.create(school=linde, school_year="2026-2027", name="Plusklas", is_combined=True)
    enrolment = pupils.aya.enrolments.get()
    Placement.objects.create(enrolment=enrolment, group=combined, first_on=today)
    Placement.objects.filter(enrolment__pupil=pupils.dina).update(group=None)
    pupils.cas.enrolments.update(last_on=today - timedelta(days=1))

    groups = {group.name: [each.name for each in group.expected] for group in roster(linde, today)}

    assert groups == {
        "Groep 6": ["Aya Bos", "Bram de Vries", "Zoë Yilmaz"],
        "Without a group": ["Dina van der Berg"],
    }


def test_who_starts_while_one_runs_gets_that_one(linde, iep, cast, drill):
    assert opened(linde, cast.mina, occasion="alarm") == drill
    assert opened(iep, cast.noor) != drill
    assert RollCall.objects.count() == 2


def test_the_same_form_sent_again_after_closing_starts_no_second_one(linde, cast):
    asked = Start(linde, cast.hanna, "drill", uuid4(), timezone.now() - AGO)
    first = start(asked)
    close(first, by=cast.hanna, now=timezone.now())

    assert start(asked) == first
    assert running(linde, timezone.now()) is None


def test_the_database_itself_lets_no_two_run_at_one_school(drill, cast):
    with pytest.raises(DatabaseError), transaction.atomic():
        RollCall.objects.create(
            sealed_under="r00000000",
            school=drill.school,
            occasion="drill",
            opened_by=cast.mina,
            opened_at=timezone.now(),
        )


def test_a_key_that_another_school_used_gives_one_with_a_key_of_its_own(linde, iep, cast, drill):
    other = start(Start(iep, cast.noor, "drill", drill.key, timezone.now()))

    assert other.school == iep
    assert other.key != drill.key


def test_a_word_is_taken_once_however_often_it_comes(drill, cast, pupils):
    word = told(pupils.aya, "missing")
    for _again in range(3):
        heard = say(drill, cast.mina, word, word)

    assert heard.unknown == frozenset()
    assert drill.words.count() == 1


def test_the_first_content_of_a_token_stays(drill, cast, pupils):
    token = uuid4()
    say(drill, cast.mina, told(pupils.aya, "missing", token=token))
    say(drill, cast.otto, told(pupils.aya, "present", token=token))

    assert scene_of(drill).standing[f"pupil-{pupils.aya.pk}"].word.said == Said.MISSING


def test_a_moment_never_lies_after_it_reached_us_nor_before_it_began(drill, cast, pupils):
    now = timezone.now()
    early, late = now - timedelta(days=1), now + timedelta(days=1)
    say(drill, cast.mina, told(pupils.aya, at=early), told(pupils.bram, at=late), now=now)

    moments = {word.about: word.at for word in scene_of(drill).words}
    assert moments[f"pupil-{pupils.aya.pk}"] == drill.opened_at
    assert now - timedelta(milliseconds=1) < moments[f"pupil-{pupils.bram.pk}"] <= now


@pytest.mark.parametrize(
    "about", ["pupil-0", "pupil-x", "pupil-٣", "extra-x", "somebody", "", "pupil-" + "9" * 30]
)
def test_of_whom_we_know_nothing_is_not_taken_and_said_so(drill, cast, about):
    word = told(about)

    assert say(drill, cast.mina, word).unknown == {word.token}
    assert not Word.objects.exists()


def test_a_pupil_of_another_school_is_not_taken(drill, cast, pupils):
    assert say(drill, cast.mina, told(pupils.emil)).unknown


def test_a_visitor_is_added_by_name_once_and_counted(drill, cast):
    key = uuid4()
    word = told(f"extra-{key}", name="De loodgieter", kind="visitor")
    say(drill, cast.mina, word)
    say(drill, cast.otto, word, told(f"extra-{key}", "missing", name="Iemand anders", kind="staff"))

    scene = scene_of(drill)
    assert [(each.name, each.kind) for each in scene.extras] == [("De loodgieter", "visitor")]
    assert scene.tally.expected == 6


def test_a_typed_name_is_kept_as_it_can_be_read_aloud(drill, cast):
    say(drill, cast.mina, told(f"extra-{uuid4()}", name="Jan\u202e\x07" + "a" * 200, kind="staff"))
    assert say(drill, cast.mina, told(f"extra-{uuid4()}", name="\u202e ", kind="staff")).unknown

    assert [each.name for each in scene_of(drill).extras] == ["Jan" + "a" * 77]


def test_nothing_that_was_said_or_typed_can_be_read_in_the_database(drill, cast, pupils):
    say(drill, cast.mina, told(f"extra-{uuid4()}", name="Zilverreiger", kind="visitor"))
    say(drill, cast.mina, told(pupils.aya, "missing"))

    stored = [bytes(row.sealed) for model in (Word, Extra) for row in model.objects.all()]
    assert len(stored) == 3
    assert not any(word in text for text in stored for word in (b"Zilverreiger", b"missing", b"pupil"))


def test_a_word_that_was_altered_or_moved_is_not_believed(drill, cast, pupils, linde):
    say(drill, cast.mina, told(pupils.aya, "missing"))
    row = drill.words.get()
    row.sealed = bytes(row.sealed)[:-1] + b"x"

    with pytest.raises(KeyTrouble):
        Sealed(drill).words([row])


def test_words_stay_as_they_were_said_while_it_runs(drill, cast, pupils):
    say(drill, cast.mina, told(pupils.aya))

    for change in (lambda: drill.words.update(number=9), lambda: drill.words.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_closing_counts_and_names_who_was_missing_and_destroys_all_else(linde, cast, pupils):
    closed = practised(linde, cast.hanna, pupils)

    assert not Word.objects.exists()
    assert not Extra.objects.exists()
    assert store.existing([closed.sealed_under]) == []
    assert [
        (each.group.name, each.expected, each.present, each.missing, each.found, each.uncalled)
        for each in closed.counts.select_related("group")
    ] == [("Groep 6", 3, 3, 0, 1, 0), ("Groep 7", 2, 0, 0, 0, 2)]
    missed = Missed.objects.get()
    assert (missed.pupil, missed.missed_by, missed.found_by) == (pupils.aya, cast.hanna, cast.hanna)
    assert Caller.objects.get().words == 4
    assert closed.minutes == 5


def test_colleagues_and_visitors_leave_a_number_and_no_name(drill, cast, pupils):
    for kind in ("visitor", "visitor", "staff"):
        say(drill, cast.mina, told(f"extra-{uuid4()}", name="Iemand", kind=kind))
    close(drill, by=cast.hanna, now=timezone.now())

    counts = {each.kind: each.present for each in Count.objects.exclude(kind="pupils")}
    assert counts == {"visitor": 2, "staff": 1}
    assert not Missed.objects.exists()


def test_closing_twice_changes_nothing(drill, cast, pupils):
    say(drill, cast.mina, told(pupils.aya, "missing"))
    first = close(drill, by=cast.hanna, now=timezone.now())
    second = close(drill, by=cast.sam, now=timezone.now() + timedelta(hours=1))

    assert (second.closed_by, second.closed_at) == (cast.hanna, first.closed_at)
    assert Count.objects.count() == 2


def test_one_that_was_not_needed_leaves_no_figures(drill, cast):
    close(drill, by=cast.hanna, now=timezone.now())

    assert not Count.objects.exists()
    assert RollCall.objects.get().minutes is None


def test_a_phone_that_comes_back_later_adds_who_was_missing_and_who_was_found(drill, cast, pupils):
    now = timezone.now()
    say(drill, cast.mina, told(pupils.aya, "missing", at=now - timedelta(minutes=5)))
    say(drill, cast.mina, told(pupils.bram, at=now - timedelta(minutes=5)))
    close(drill, by=cast.hanna, now=now)
    late = [
        told(pupils.aya, at=now - timedelta(minutes=2)),
        told(pupils.bram, "missing", at=now - timedelta(minutes=3)),
        told(pupils.zoe, at=now - timedelta(minutes=3)),
    ]
    for _again in range(2):
        heard = say(drill, cast.otto, *late, now=now + timedelta(hours=1))

    assert heard.was_closed
    rows = {each.pupil.call_name: each for each in Missed.objects.select_related("pupil")}
    assert set(rows) == {"Aya", "Bram"}
    assert (rows["Aya"].found_by, rows["Aya"].came_late) == (cast.otto, False)
    assert (rows["Bram"].missed_by, rows["Bram"].came_late) == (cast.otto, True)
    assert not Word.objects.exists()


def test_what_a_phone_saw_before_a_pupil_was_missed_finds_nobody_afterwards(drill, cast, pupils):
    now = timezone.now()
    say(drill, cast.mina, told(pupils.aya, "missing", at=now - timedelta(minutes=2)))
    close(drill, by=cast.hanna, now=now)
    say(drill, cast.otto, told(pupils.aya, at=now - timedelta(minutes=5)))

    assert Missed.objects.get().found_at is None


def test_one_that_was_forgotten_is_closed_by_itself_and_stops_nobody(linde, cast, pupils):
    now = timezone.now()
    old = opened(linde, cast.hanna, now=now - timedelta(hours=13))
    say(old, cast.mina, told(pupils.aya, "missing"))
    assert running(linde, now) is None

    new = opened(linde, cast.mina, now=now)
    old.refresh_from_db()
    assert new != old
    assert (old.closed_by, old.closed_at) == (None, now)
    assert Missed.objects.count() == 1


def test_names_are_kept_for_as_long_as_the_school_agreed_and_figures_stay(linde, cast, pupils):
    closed = practised(linde, cast.hanna, pupils)
    SchoolRule.objects.create(
        school=linde,
        key="rollcall.keep_names_months",
        value=2,
        since=timezone.localdate() - timedelta(days=9),
        source="veiligheidsplan",
        set_by=cast.hanna,
    )
    forgetting.forget(timezone.now() + timedelta(days=58))
    assert Missed.objects.exists()
    forgetting.forget(timezone.now() + timedelta(days=63))

    assert not Missed.objects.exists()
    assert closed.counts.count() == 2


def test_a_key_that_was_left_behind_is_destroyed_later(linde, cast, pupils):
    closed = practised(linde, cast.hanna, pupils)
    store.make(closed.sealed_under)
    forgetting.finish(timezone.now())

    assert store.existing([closed.sealed_under]) == []


@pytest.mark.django_db(databases="__all__", transaction=False)
def test_the_page_of_a_running_one_costs_the_same_for_any_number(drill, cast, pupils, linde):
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            scene = scene_of(RollCall.objects.select_related("school").get(pk=drill.pk))
            assert scene.tally.expected == 5
            assert scene.callers
        return len(asked)

    say(drill, cast.mina, told(pupils.aya))
    few = cost()
    for by in (cast.otto, cast.hanna, cast.sam):
        say(drill, by, *[told(each) for each in (pupils.aya, pupils.bram, pupils.zoe, pupils.cas)])

    assert cost() == few
