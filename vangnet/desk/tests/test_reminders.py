"""The morning's mail: who gets it and who does not, once, on which mornings, and that it never says what waits."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from vangnet.config import schedule
from vangnet.conftest import CAST, an_act
from vangnet.core.access.models import Account
from vangnet.core.dossiers.kinds import kinds
from vangnet.core.dossiers.models import Subject
from vangnet.core.dossiers.recording import open_dossier
from vangnet.core.mail.models import OutgoingMail, deliver
from vangnet.core.mail.tests.sink import listening
from vangnet.core.people.models import Appointment, Guardian, Person, Pupil, School
from vangnet.core.working_days import is_working_day
from vangnet.desk import reminders
from vangnet.desk.tests.scene import a_fight, only_a_follow_up
from vangnet.desk.views import waiting_for
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Report

pytestmark = pytest.mark.django_db(databases="__all__")

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=AMSTERDAM)
MORNING = datetime(2026, 11, 26, 7, 30, tzinfo=AMSTERDAM)
# Of a fight among children of groups 6 and 7: who handles it, and both own teachers, who tell the parents.
CONCERNED = ["hanna", "iris", "mina", "otto", "sam"]


@pytest.fixture
def yesterday(cast, linde, pupils):
    """A fight on Wednesday: its parents should have heard of it that day."""
    return a_fight(cast, linde, pupils, WEDNESDAY)


def mailed() -> list[str]:
    addresses = OutgoingMail.objects.filter(cause__startswith="waits-").values_list("to", flat=True)
    return sorted(address.removesuffix("@example.org") for address in addresses)


def body_for(name: str) -> str:
    return OutgoingMail.objects.get(to=f"{name}@example.org").body


# Who


@pytest.mark.parametrize("name", sorted(CAST))
def test_each_of_the_cast_gets_a_mail_or_none(yesterday, name):
    reminders.remind(MORNING)

    assert mailed().count(name) == (1 if name in CONCERNED else 0)


def test_about_the_head_the_cluster_director_is_told_and_the_head_is_not(cast, linde):
    facts = [Report(category_id="theft", place="gym"), Subject(role="perpetrator", person=cast.hanna)]
    open_dossier(INCIDENT, linde, an_act("report", cast.kees, text="Weg.", facts=facts, now=WEDNESDAY))
    reminders.remind(MORNING + 6 * DAY)

    assert "carla" in mailed()
    assert "hanna" not in mailed()


def test_the_mail_and_the_desk_never_differ(yesterday, cast, linde, pupils):
    for days in (1, 2, 3, 9):
        only_a_follow_up(cast, linde, MORNING.date() + days * DAY, WEDNESDAY)
    told = {each.account.person_id: each.count for each in reminders.reminders(MORNING.date(), MORNING)}
    until = datetime(2026, 11, 29, tzinfo=AMSTERDAM)

    for person in vars(cast).values():
        tasks = waiting_for(person, MORNING.date(), MORNING)
        assert told.get(person.pk, 0) == sum(task.ends_at <= until for task in tasks)
    assert told[cast.hanna.pk] == 3


def test_whose_appointment_ended_gets_none_and_on_its_last_day_still_does(yesterday, cast):
    Appointment.objects.filter(person=cast.hanna).update(last_on=MORNING.date() - DAY)
    Appointment.objects.filter(person=cast.iris).update(last_on=MORNING.date())
    reminders.remind(MORNING)

    assert "hanna" not in mailed()
    assert "iris" in mailed()


def test_who_may_not_sign_in_who_has_no_account_and_who_has_no_address_get_none(yesterday, cast):
    Account.objects.filter(person=cast.hanna).update(is_active=False)
    Account.objects.filter(person=cast.iris).delete()
    Account.objects.filter(person=cast.sam).update(email="")
    reminders.remind(MORNING)

    assert mailed() == ["mina", "otto"]


def test_nothing_that_waits_is_no_mail(cast):
    reminders.remind(MORNING)

    assert mailed() == []


# When


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 23), date(2026, 11, 25)),  # Monday: two days on
        (date(2026, 11, 26), date(2026, 11, 28)),  # Thursday: two days on is Saturday
        (date(2026, 11, 27), date(2026, 11, 30)),  # Friday: what ends on Monday is not left to Monday
        (date(2026, 12, 24), date(2026, 12, 28)),  # before Christmas
        (date(2027, 3, 25), date(2027, 3, 30)),  # before Good Friday
        (date(2028, 2, 28), date(2028, 3, 1)),  # over a leap day
    ],
)
def test_a_mail_warns_two_days_ahead_and_over_days_without_a_mail(cast, linde, today, last):
    now = datetime.combine(today, reminders.FROM, AMSTERDAM)
    only_a_follow_up(cast, linde, last + DAY, now - DAY)
    reminders.remind(now)
    assert mailed() == []

    only_a_follow_up(cast, linde, last, now - DAY)
    reminders.remind(now)
    assert mailed() == ["hanna", "iris", "sam"]


def test_there_is_a_mail_before_or_on_the_last_day_of_every_term(cast):
    """Whatever day of three years a term ends on: some morning before it, or its own, warned."""
    days = [date(2026, 1, 5) + n * DAY for n in range(3 * 365)]
    warned = {
        today + n * DAY
        for today in days
        if is_working_day(today)
        for n in range((reminders.last_day(today) - today).days + 1)
    }

    assert set(days) <= warned


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 28, 7, 30, tzinfo=AMSTERDAM),  # Saturday
        datetime(2026, 11, 29, 7, 30, tzinfo=AMSTERDAM),  # Sunday
        datetime(2026, 12, 25, 7, 30, tzinfo=AMSTERDAM),  # Christmas, a Friday
        datetime(2027, 3, 29, 7, 30, tzinfo=AMSTERDAM),  # Easter Monday
        datetime(2027, 4, 27, 7, 30, tzinfo=AMSTERDAM),  # King's Day
        datetime(2026, 11, 26, 7, 29, tzinfo=AMSTERDAM),
        datetime(2026, 11, 26, 9, 0, tzinfo=AMSTERDAM),  # a morning that was missed
        datetime(2026, 11, 26, 23, 30, tzinfo=AMSTERDAM),
        datetime(2026, 3, 30, 5, 29, tzinfo=ZoneInfo("UTC")),  # 7.29 in summer time
        datetime(2026, 10, 26, 6, 29, tzinfo=ZoneInfo("UTC")),  # 7.29 in winter time
    ],
)
def test_no_mail_outside_the_morning_of_a_working_day(cast, linde, now):
    only_a_follow_up(cast, linde, timezone.localdate(now), now - DAY)
    assert reminders.reminders(timezone.localdate(now), now)

    reminders.remind(now)
    assert mailed() == []


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 3, 30, 5, 30, tzinfo=ZoneInfo("UTC")),  # the clock went forward the day before
        datetime(2026, 10, 26, 6, 30, tzinfo=ZoneInfo("UTC")),  # and back
        datetime(2026, 11, 26, 8, 59, tzinfo=AMSTERDAM),
    ],
)
def test_from_half_past_seven_in_amsterdam_there_is_a_mail(cast, linde, now):
    only_a_follow_up(cast, linde, timezone.localdate(now), now - DAY)
    reminders.remind(now)

    assert mailed() == ["hanna", "iris", "sam"]


# Once


def test_a_second_tick_and_what_comes_up_meanwhile_bring_no_second_mail(yesterday, cast, linde):
    reminders.remind(MORNING)
    before = mailed()
    only_a_follow_up(cast, linde, MORNING.date(), MORNING)
    for minutes in (0, 1, 60, 89):
        reminders.remind(MORNING + minutes * MINUTE)

    assert mailed() == before == CONCERNED


def test_two_servers_that_look_at_the_same_moment_send_one_mail_each(yesterday, monkeypatch):
    ours, posts = reminders.post_all, []

    def after_the_other_server(mails):
        monkeypatch.setattr(reminders, "post_all", ours)
        reminders.remind(MORNING)
        posts.append(mailed())
        ours(mails)

    monkeypatch.setattr(reminders, "post_all", after_the_other_server)
    reminders.remind(MORNING)

    assert posts == [CONCERNED], "the other one was first"
    assert mailed() == CONCERNED


def test_the_next_working_morning_brings_a_new_mail(yesterday):
    for days in range(5):
        reminders.remind(MORNING + days * DAY)

        OutgoingMail.objects.filter(sent_at=None).update(sent_at=MORNING)

    assert mailed().count("hanna") == 3, "on Thursday, Friday and Monday"


def test_a_mail_that_could_not_be_sent_is_withdrawn_by_the_next_morning_and_not_sent_beside_it(yesterday):
    reminders.remind(MORNING)
    OutgoingMail.objects.filter(to="iris@example.org").update(sent_at=MORNING)
    reminders.remind(MORNING + MINUTE)
    assert mailed() == CONCERNED

    reminders.remind(MORNING + DAY)
    assert mailed().count("hanna") == 1
    assert mailed().count("iris") == 2


def test_a_mail_that_another_server_withdrew_ends_no_turn(yesterday, monkeypatch, mailoutbox):
    reminders.remind(MORNING)
    gone = OutgoingMail.objects.get(to="hanna@example.org")
    claim = OutgoingMail.claim

    def claimed(mail, now):
        OutgoingMail.objects.filter(pk=gone.pk).delete()
        return claim(mail, now)

    monkeypatch.setattr(OutgoingMail, "claim", claimed)

    assert deliver(MORNING + MINUTE) == len(CONCERNED) - 1
    assert "hanna@example.org" not in [mail.to[0] for mail in mailoutbox]


@pytest.mark.parametrize(("server", "posted"), [("", []), ("mail.example.org", CONCERNED)])
def test_where_there_is_no_mail_server_no_heap_of_mornings_waits_for_it(yesterday, settings, server, posted):
    settings.EMAIL_HOST = server
    schedule._say_that_something_waits(MORNING)

    assert mailed() == posted


def test_an_address_that_is_refused_keeps_the_mail_of_nobody_else(yesterday, settings):
    reminders.remind(MORNING)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 5
    with listening() as server:
        settings.EMAIL_PORT = server.port
        server.answers = {"hanna@example.org": ["550 no such user"] * 3}

        assert deliver(MORNING + MINUTE) == len(CONCERNED) - 1
    refused = OutgoingMail.objects.get(sent_at=None)
    assert (refused.to, refused.refusal) == ("hanna@example.org", 550)


# What it says


def test_the_mail_says_how_much_waits_how_much_is_late_and_where_the_desk_is(yesterday, settings):
    settings.ADDRESS = "https://vangnet.example.org"
    reminders.remind(MORNING + 5 * DAY)

    assert body_for("mina").startswith("One thing waits for you")
    assert "2 things wait for you" in body_for("hanna")
    assert "One is late already." in body_for("hanna")
    assert "https://vangnet.example.org/\n" in body_for("hanna")


def test_what_is_not_late_is_not_called_late(cast, linde):
    only_a_follow_up(cast, linde, MORNING.date(), WEDNESDAY)
    reminders.remind(MORNING)

    assert "late already" not in body_for("hanna")


def test_two_people_with_as_much_to_do_in_other_dossiers_get_the_same_mail_to_the_letter(
    yesterday, cast, iep
):
    """So nothing in it comes from a dossier, a school or a person."""
    elsewhere = open_the_other(cast, iep)
    reminders.remind(MORNING)

    assert elsewhere.school_id != yesterday.school_id
    assert body_for("noor") == body_for("mina")
    subjects = OutgoingMail.objects.values_list("subject", flat=True)
    assert set(subjects) == {"Vangnet: something waits for you"}


def open_the_other(cast, iep):
    """Of a theft at De Iep that nobody assessed for eight days one thing is late, for its head alone."""
    facts = [Report(category_id="theft", place="gym")]
    act = an_act("report", cast.nadia, text="Weg.", facts=facts, now=WEDNESDAY - 9 * DAY)
    return open_dossier(INCIDENT, iep, act)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_nothing_of_what_waits_stands_in_the_mail_or_in_its_cause(yesterday, language):
    with translation.override(language):
        reminders.remind(MORNING)
        kinds_and_steps = [
            translation.gettext(words)
            for kind in kinds().values()
            for words in (kind.title, *(step.title for step in kind.protocol.steps))
        ]
    said = "\n".join(f"{m.cause}\n{m.subject}\n{m.body}" for m in OutgoingMail.objects.all()).lower()
    people = [*Pupil.objects.all(), *Guardian.objects.all(), *Person.objects.all()]
    names = {name for each in people for name in (each.call_name, each.last_name) if name != "Test"}
    schools = School.objects.values_list("name", "brin", "town", "board__name", "cluster__name")
    never = {
        yesterday.reference,
        "geduwd",
        *names,
        *(word for row in schools for word in row),
        *kinds_and_steps,
    }

    assert len(said) > 1000
    assert [word for word in never if re.search(rf"\b{re.escape(word.lower())}\b", said)] == []


# What it costs


def test_the_mail_asks_as_many_questions_however_much_waits(yesterday, cast, linde, pupils):
    with CaptureQueriesContext(connection) as few:
        reminders.reminders(MORNING.date(), MORNING)
    for _ in range(8):
        a_fight(cast, linde, pupils, WEDNESDAY)
    with CaptureQueriesContext(connection) as many:
        found = reminders.reminders(MORNING.date(), MORNING)

    assert len(many) == len(few) < 8 * len(CAST)
    assert max(each.count for each in found) == 9


def test_a_morning_on_which_nothing_is_near_costs_three_questions(cast, linde, django_assert_num_queries):
    only_a_follow_up(cast, linde, MORNING.date() + 9 * DAY, WEDNESDAY)

    with django_assert_num_queries(3):
        reminders.remind(MORNING)
