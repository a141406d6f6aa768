"""One mail to one address, once: who asks twice for the same mail gets one.

Sending and writing down that it was sent are two things, and a server can be killed between them. Vangnet then sends
again rather than not at all, and the mail is the same to the letter, with the same Message-ID, by which the mail server
knows it.
"""

import hashlib
import time
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from email.utils import format_datetime, parseaddr
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused
from typing import Self

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

# After the nth time a mail was taken in hand it waits n times as long, up to six hours.
FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=6)
# A mail that the server itself refuses is tried as long as mail servers do among each other.
TRIED_FOR = timedelta(days=5)
LONGEST_TURN = 60  # seconds; a slow mail server holds up no other recurring work
UNSENDABLE = 553  # the mail server's own word for an address that can't be one

# What is wrong with this one mail; anything else is wrong with the mail server, and holds for all.
OF_THIS_MAIL = (SMTPRecipientsRefused, SMTPDataError, SMTPNotSupportedError, ValueError)


class OutgoingQuerySet(QuerySet["OutgoingMail"]):
    def waiting(self, now: datetime) -> Self:
        """Whose time has come. Further away than the longest wait is a time from before the clock was set back."""
        has_come = Q(next_try_at__lte=now) | Q(next_try_at__gt=now + LONGEST_WAIT)
        is_tried = Q(refused_at=None) | Q(refused_at__gt=now - TRIED_FOR)
        return self.filter(has_come, is_tried, sent_at=None)

    def undeliverable(self, now: datetime) -> Self:
        """Refused for good by the mail server, or refused for so long that it is not tried any more."""
        return self.filter(Q(refusal__gte=500) | Q(refused_at__lte=now - TRIED_FOR), sent_at=None)


class OutgoingMail(models.Model):
    cause = models.CharField(
        max_length=120, unique=True, help_text="names the event and the addressee; sent once"
    )
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    written_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(
        null=True, help_text="when the mail server first refused this very mail"
    )
    refusal = models.PositiveSmallIntegerField(null=True, help_text="with which code; 500 and up is for good")

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(sent_at=None), name="mail_that_waits"),
        ]

    def __str__(self) -> str:
        return self.cause

    def claim(self, now: datetime) -> bool:
        """Take this mail in hand; whoever comes second does not get it. A sender that dies leaves it for later."""
        wait = min(FIRST_WAIT * (self.tries + 1), LONGEST_WAIT)
        mine = type(self).objects.filter(pk=self.pk, sent_at=None, next_try_at=self.next_try_at)
        return bool(mine.update(tries=F("tries") + 1, next_try_at=now + wait))

    def send(self, server: BaseEmailBackend, now: datetime) -> bool:
        """Hand the mail to the mail server; what it refuses waits for its next try. No lock is held meanwhile.

        Once sent, the words are removed: a link to choose a password should not lie here.
        """
        row = type(self).objects.filter(pk=self.pk)
        try:
            self.message(server).send()
        except OF_THIS_MAIL as refusal:
            row.update(refused_at=Coalesce("refused_at", now), refusal=_code(refusal))
            return False
        row.update(sent_at=now, body="")
        return True

    def message(self, server: BaseEmailBackend) -> EmailMessage:
        """The same at every try, so that a mail server that got it before can tell."""
        headers = {"Message-ID": self._message_id(), "Date": format_datetime(self.written_at)}
        return EmailMessage(self.subject, self.body, to=[self.to], headers=headers, connection=server)

    def _message_id(self) -> str:
        """Differs between installations on one mail server as well."""
        own = hashlib.sha256(f"{self.cause} {self.written_at.isoformat()}".encode()).hexdigest()[:32]
        return f"<{own}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2] or 'vangnet'}>"


def post(cause: str, *, to: str, subject: str, body: str, now: datetime) -> None:
    """Put a mail in the outbox, in the transaction of what it tells; the same cause is posted once."""
    OutgoingMail.objects.get_or_create(
        cause=cause,
        defaults={"to": to, "subject": subject, "body": body, "written_at": now, "next_try_at": now},
    )


def post_all(mails: Iterable[OutgoingMail]) -> None:
    """Put many mails in the outbox, all of them or none; of those whose cause was posted before nothing changes."""
    OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)


def withdraw(causes: str, *, before: datetime) -> None:
    """Take back what was written before a moment, was not sent, and says what no longer holds."""
    OutgoingMail.objects.filter(cause__startswith=causes, written_at__lt=before, sent_at=None).delete()


def deliver(now: datetime) -> int:
    """Send what waits, oldest first, over one connection; one bad address holds up nobody. Returns the number sent.

    A mail server that is down, hangs or falls away ends the turn with an `OSError`: mail that was not taken in hand
    keeps its turn, however long it lasts.
    """
    waiting = list(OutgoingMail.objects.waiting(now).order_by("pk").values_list("pk", flat=True))
    if not waiting:
        return 0
    sent, ends = 0, time.monotonic() + LONGEST_TURN
    with closing(get_connection()) as server:
        server.open()
        for key in waiting:
            if time.monotonic() > ends:
                break
            mail = OutgoingMail.objects.filter(pk=key).first()  # another server may have withdrawn it
            sent += mail is not None and mail.claim(now) and mail.send(server, now)
    return sent


def _code(refusal: Exception) -> int:
    if isinstance(refusal, SMTPRecipientsRefused):
        return max(code for code, _says in refusal.recipients.values())
    return refusal.smtp_code if isinstance(refusal, SMTPDataError) else UNSENDABLE
