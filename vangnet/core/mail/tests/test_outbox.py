"""Nothing is told that did not happen, and nothing that happened stays untold."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from vangnet.core.mail.models import LONGEST_WAIT, OutgoingMail, deliver, post

pytestmark = pytest.mark.django_db(databases="__all__")

NOW = timezone.now()


def _post(cause="seal-1-7", to="fenna@example.org"):
    post(cause, to=to, subject="Vangnet", body="Er wacht iets.", now=NOW)


@pytest.fixture
def server(monkeypatch):
    """A mail server that can be made to refuse: addresses, or everybody while it is down."""

    class Server:
        is_down, refused = False, set()

    def send(self, messages):
        if Server.is_down:
            raise SMTPServerDisconnected("down")
        for message in messages:
            if set(message.to) & Server.refused:
                raise SMTPRecipientsRefused(dict.fromkeys(message.to, (550, b"unknown")))
            mail.outbox.append(message)
        return len(messages)

    Server.refused = set()
    monkeypatch.setattr(EmailBackend, "send_messages", send)
    return Server


def test_the_same_cause_is_posted_and_sent_once(server):
    _post()
    _post()

    assert (deliver(NOW), deliver(NOW), len(mail.outbox)) == (1, 0, 1)


def test_a_server_that_is_down_is_tried_again_later_and_nothing_is_lost_or_sent_twice(server):
    for number in range(3):
        _post(cause=f"seal-{number}")
    server.is_down = True
    assert deliver(NOW) == 0
    server.is_down = False

    assert deliver(NOW + timedelta(seconds=30)) == 0  # it waits a little first
    assert deliver(NOW + timedelta(minutes=3)) == 3
    assert deliver(NOW + timedelta(days=1)) == 0
    assert len(mail.outbox) == 3


def test_a_mail_that_keeps_failing_is_tried_for_days_ever_less_often(server):
    _post()
    server.is_down = True
    moments, now = [], NOW
    while now < NOW + timedelta(days=3):
        deliver(now)
        waits = OutgoingMail.objects.get().next_try_at - now
        moments.append(waits)
        now += waits

    assert moments == sorted(moments)
    assert timedelta(hours=1) < moments[-1] <= LONGEST_WAIT
    server.is_down = False
    assert deliver(now) == 1


def test_one_bad_address_holds_up_nobody(server):
    server.refused = {"gone@example.org"}
    for cause, to in (("a", "iris@example.org"), ("b", "gone@example.org"), ("c", "hanna@example.org")):
        _post(cause, to)

    assert deliver(NOW) == 2
    assert [message.to for message in mail.outbox] == [["iris@example.org"], ["hanna@example.org"]]
    assert OutgoingMail.objects.filter(sent_at=None).get().tries == 1


def test_what_did_not_happen_is_not_told(server):
    with transaction.atomic():
        _post()
        transaction.set_rollback(True)

    assert deliver(NOW) == 0
    assert mail.outbox == []


def test_of_two_that_deliver_at_once_one_sends(server):
    _post()
    first, second = OutgoingMail.objects.get(), OutgoingMail.objects.get()

    assert (first.claim(NOW), second.claim(NOW)) == (True, False)


def test_a_sent_mail_keeps_no_words(server):
    _post()
    deliver(NOW)

    assert OutgoingMail.objects.get().body == ""
    assert mail.outbox[0].body == "Er wacht iets."
