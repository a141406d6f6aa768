"""The mail about what was promised: when it is sent, to whom, and once."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from vangnet.core.mail.models import OutgoingMail
from vangnet.core.obligations.models import OwnDuty
from vangnet.core.obligations.tests.promises import carried_out, own_duty
from vangnet.desk import promises
from vangnet.desk.promises import by_person, working_day_before

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("own_duties_alone")]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DONE = date(2025, 12, 1)  # yearly: due on 1 December 2026, due soon from 3 October 2026 on
SOON, LATE = date(2026, 10, 3), date(2026, 12, 2)


@pytest.fixture
def rounds(cast, linde, iep):
    """Yearly; Kees of the support staff sees to it. De Iep is always in time."""
    duty = own_duty(cast, "years", 1, title="Rondgang")
    OwnDuty.objects.filter(pk=duty.pk).update(role="support_staff")
    carried_out(duty, linde, DONE)
    carried_out(duty, iep, date(2026, 9, 1))
    return duty


def told(day):
    return {person: [each.duty.title for each in news] for person, news in by_person(day).items()}


def test_who_sees_to_it_hears_when_it_becomes_due_soon_and_the_head_when_it_was_missed(rounds, cast):
    mondays_after = {SOON: date(2026, 10, 5), LATE: LATE}  # 3 October is a Saturday

    assert told(mondays_after[SOON]) == {cast.kees.pk: ["Rondgang"]}
    assert told(LATE) == {cast.kees.pk: ["Rondgang"], cast.hanna.pk: ["Rondgang"]}


@pytest.mark.parametrize(
    ("role", "name"), [("cluster_director", "carla"), ("executive_board", "bas"), ("head", "hanna")]
)
def test_who_sees_to_it_from_above_the_school_hears_it_as_well(rounds, cast, role, name):
    OwnDuty.objects.filter(pk=rounds.pk).update(role=role)

    assert told(date(2026, 10, 5)) == {getattr(cast, name).pk: ["Rondgang"]}


def test_on_other_days_nothing_is_said_and_each_month_once_while_it_is_missed(rounds, cast):
    mornings = [date(2026, 9, 14) + timedelta(days=days) for days in range(150)]
    working = [day for day in mornings if working_day_before(day + timedelta(days=1)) == day]

    assert [day for day in working if told(day)] == [
        date(2026, 10, 5),
        date(2026, 12, 2),
        date(2027, 1, 4),
        date(2027, 2, 1),
    ]


def test_what_was_done_in_time_is_never_told(rounds, linde):
    carried_out(rounds, linde, date(2026, 10, 2))

    assert not any(told(day) for day in (SOON, date(2026, 10, 5), LATE))


def test_the_mail_is_posted_once_whoever_ticks(rounds, cast):
    morning = datetime(2026, 12, 2, 7, 45, tzinfo=AMSTERDAM)
    for _twice in range(2):
        promises.tell(morning, morning.date())
    mail = OutgoingMail.objects.get(to="hanna@example.org")

    assert OutgoingMail.objects.count() == 2
    assert "Rondgang (De Linde): should have been done by" in mail.body
    assert "Test" not in mail.body


def test_not_on_a_sunday_nor_in_the_afternoon(rounds):
    for moment in (
        datetime(2026, 12, 6, 8, 0, tzinfo=AMSTERDAM),
        datetime(2026, 12, 2, 14, 0, tzinfo=AMSTERDAM),
    ):
        promises.tell(moment, moment.date())

    assert not OutgoingMail.objects.exists()


def test_who_cannot_sign_in_gets_no_mail(rounds, cast):
    cast.kees.account.is_active = False
    cast.kees.account.save()
    morning = datetime(2026, 12, 2, 7, 45, tzinfo=AMSTERDAM)
    promises.tell(morning, morning.date())

    assert [mail.to for mail in OutgoingMail.objects.all()] == ["hanna@example.org"]
