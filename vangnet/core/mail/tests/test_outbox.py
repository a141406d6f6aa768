"""Nothing is told that did not happen, and nothing that happened stays untold, whatever the mail server does.

Against a mail server of the tests' own, over SMTP.
"""

from datetime import timedelta
from email.utils import parsedate_to_datetime
from smtplib import SMTPException

import pytest
from django.db import transaction
from django.utils import timezone

from vangnet.core.mail import models
from vangnet.core.mail.models import LONGEST_WAIT, TRIED_FOR, OutgoingMail, deliver, post, post_all
from vangnet.core.mail.tests.sink import listening

pytestmark = pytest.mark.django_db(databases="__all__")

NOW = timezone.now()
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def server(settings):
    """A mail server that is up; the tests make it misbehave."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.5
    with listening() as sink:
        settings.EMAIL_PORT = sink.port
        yield sink


@pytest.fixture
def down(server, settings):
    """Nobody listens there: says when the server is up again."""
    settings.EMAIL_PORT = 9

    def up():
        settings.EMAIL_PORT = server.port

    return up


def _post(cause="seal-1-7", to="fenna@example.org"):
    post(cause, to=to, subject="Vangnet", body="Er wacht iets.", now=NOW)


def _waiting():
    return OutgoingMail.objects.filter(sent_at=None)


def test_the_same_cause_is_posted_and_sent_once(server):
    _post()
    _post()

    assert (deliver(NOW), deliver(NOW), len(server.got)) == (1, 0, 1)


def test_what_did_not_happen_is_not_told(server):
    with transaction.atomic():
        _post()
        transaction.set_rollback(True)

    assert deliver(NOW) == 0
    assert server.got == []


def test_a_mail_server_that_is_down_for_a_day_gets_everything_in_order_and_once(server, down):
    """Every minute it is tried once, not once for each mail; nobody loses a turn."""
    for number in range(500):
        _post(f"cause-{number}", f"n{number}@example.org")
    for minute in range(0, 24 * 60, 60):
        with pytest.raises(OSError, match="refused"):
            deliver(NOW + minute * MINUTE)
    assert not OutgoingMail.objects.exclude(tries=0).exists()

    down()
    assert deliver(NOW + DAY) == 500
    assert deliver(NOW + 2 * DAY) == 0
    assert server.addresses == [f"n{number}@example.org" for number in range(500)]
    assert server.connections == 1


def test_a_mail_server_that_hangs_ends_the_turn_and_keeps_nobody_waiting_for_long(server):
    for number in range(3):
        _post(f"cause-{number}")
    server.is_silent = True
    with pytest.raises(OSError, match="timed out"):
        deliver(NOW)
    assert server.connections == 1

    server.is_silent = False
    assert deliver(NOW + MINUTE) == 3


def test_a_connection_that_ends_before_the_answer_gives_the_same_mail_again_with_the_same_name(server):
    """Whether it arrived can't be known: rather twice than not at all, and to be recognised by its Message-ID."""
    _post("cause-1", "iris@example.org")
    _post("cause-2", "hanna@example.org")
    server.drops = 1
    with pytest.raises(SMTPException):
        deliver(NOW)
    assert _waiting().count() == 2

    assert deliver(NOW + MINUTE) == 1, "who was not taken in hand comes first"
    assert deliver(NOW + 3 * MINUTE) == 1
    first, other, again = server.got
    assert first.as_bytes() == again.as_bytes()
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]
    assert abs(parsedate_to_datetime(first["Date"]) - NOW) < timedelta(seconds=1)


def test_a_mail_has_another_name_at_another_installation(server):
    _post()
    deliver(NOW)
    OutgoingMail.objects.all().delete()
    post("seal-1-7", to="fenna@example.org", subject="x", body="x", now=NOW + MINUTE)
    deliver(NOW + MINUTE)

    assert len(set(server.identities)) == 2
    assert all(name.endswith("@localhost>") for name in server.identities)
    assert "seal" not in "".join(server.identities)


def test_a_mail_server_that_wants_to_see_a_stranger_twice_gets_it_a_little_later(server):
    """Greylisting: 450 at first."""
    server.answers = {"fenna@example.org": ["450 try again"]}
    _post()
    _post("other", "hanna@example.org")

    assert deliver(NOW) == 1
    assert deliver(NOW + MINUTE) == 0
    assert deliver(NOW + 3 * MINUTE) == 1
    assert server.addresses == ["hanna@example.org", "fenna@example.org"]


def test_an_address_that_is_refused_holds_up_nobody_and_is_not_tried_for_ever(server):
    server.answers = {"gone@example.org": ["550 unknown"] * 1000}
    for cause, to in (("a", "iris@example.org"), ("b", "gone@example.org"), ("c", "hanna@example.org")):
        _post(cause, to)

    assert deliver(NOW) == 2
    assert server.addresses == ["iris@example.org", "hanna@example.org"]
    refused = _waiting().get()
    assert (refused.refused_at, refused.refusal) == (NOW, 550)
    assert OutgoingMail.objects.undeliverable(NOW).get() == refused

    for hours in range(1, 30 * 24):
        deliver(NOW + hours * HOUR)
    tried = _waiting().get()
    assert tried.refused_at == NOW
    assert tried.next_try_at <= NOW + TRIED_FOR + LONGEST_WAIT
    assert 5 < tried.tries < 100
    assert tried.body, "nothing is thrown away"


def test_a_refusal_that_was_a_mistake_of_the_mail_server_loses_nothing(server):
    """A server that refuses everybody for an hour does so by mistake."""
    server.answers = {"fenna@example.org": ["554 relay denied"] * 3}
    _post()
    for minutes in (0, 5, 15):
        deliver(NOW + minutes * MINUTE)

    assert deliver(NOW + HOUR) == 1
    assert not OutgoingMail.objects.undeliverable(NOW + HOUR).exists()


def test_a_refused_sender_is_no_fault_of_the_mail(server):
    server.refuses_sender = True
    for number in range(3):
        _post(f"cause-{number}")
    with pytest.raises(SMTPException):
        deliver(NOW)

    assert not _waiting().exclude(refused_at=None).exists()
    server.refuses_sender = False
    assert deliver(NOW + 3 * MINUTE) == 3


@pytest.mark.parametrize("wrong", [{"to": "no address@@"}, {"subject": "two\nlines"}])
def test_a_mail_that_can_not_be_sent_at_all_holds_up_nobody(server, wrong):
    post("wrong", **{"to": "a@example.org", "subject": "x", "body": "x", "now": NOW} | wrong)
    _post("right", "hanna@example.org")

    assert deliver(NOW) == 1
    assert server.addresses == ["hanna@example.org"]
    assert OutgoingMail.objects.undeliverable(NOW).count() == 1


def test_a_slow_mail_server_holds_up_no_other_recurring_work(server, monkeypatch):
    monkeypatch.setattr(models, "LONGEST_TURN", 0.1)
    server.delay = 0.08
    for number in range(10):
        _post(f"cause-{number}")

    assert 1 <= deliver(NOW) <= 3
    assert _waiting().filter(tries=0).count() >= 7, "they did not lose their turn"


def test_a_clock_that_ran_ahead_keeps_no_mail_waiting(server):
    post("ahead", to="fenna@example.org", subject="x", body="x", now=NOW + 400 * DAY)

    assert deliver(NOW) == 1


def test_of_two_that_deliver_at_once_one_sends(server):
    _post()
    first, second = OutgoingMail.objects.get(), OutgoingMail.objects.get()

    assert (first.claim(NOW), second.claim(NOW)) == (True, False)


def test_a_sent_mail_keeps_no_words(server):
    _post()
    deliver(NOW)

    assert OutgoingMail.objects.get().body == ""
    assert server.got[0].get_payload(decode=True).decode().strip() == "Er wacht iets."


def test_of_many_mails_at_once_those_that_were_posted_before_stay_as_they_were():
    _post("cause-1")
    again = OutgoingMail(cause="cause-1", to="x@example.org", subject="x", written_at=NOW, next_try_at=NOW)
    other = OutgoingMail(cause="cause-2", to="y@example.org", subject="y", written_at=NOW, next_try_at=NOW)
    post_all([again, other])

    told = dict(OutgoingMail.objects.values_list("cause", "to"))
    assert told == {"cause-1": "fenna@example.org", "cause-2": "y@example.org"}
