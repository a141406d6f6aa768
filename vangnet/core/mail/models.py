"""One mail to one address, once: who asks twice for the same mail gets one."""

from datetime import datetime, timedelta
from typing import Self

from django.core.mail import EmailMessage
from django.db import models
from django.db.models import F, QuerySet

# After the nth failure a mail waits n times as long, up to six hours: a mail server may be down for a day.
FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=6)


class OutgoingQuerySet(QuerySet["OutgoingMail"]):
    def waiting(self, now: datetime) -> Self:
        return self.filter(sent_at=None, next_try_at__lte=now)


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

    def send(self, now: datetime) -> bool:
        """Hand the mail to the mail server; what it refuses waits for its next try. No lock is held meanwhile.

        Once sent, the words are removed: a link to choose a password should not lie here.
        """
        message = EmailMessage(
            self.subject, self.body, to=[self.to], headers={"Message-ID": f"<{self.cause}@vangnet>"}
        )
        try:
            message.send()
        except OSError:  # smtplib's errors are OSErrors: refused, unreachable, timed out
            return False
        type(self).objects.filter(pk=self.pk).update(sent_at=now, body="")
        return True


def post(cause: str, *, to: str, subject: str, body: str, now: datetime) -> None:
    """Put a mail in the outbox, in the transaction of what it tells; the same cause is posted once."""
    OutgoingMail.objects.get_or_create(
        cause=cause,
        defaults={"to": to, "subject": subject, "body": body, "written_at": now, "next_try_at": now},
    )


def deliver(now: datetime) -> int:
    """Send what waits; each mail on its own, so that one bad address holds up nobody. Returns the number sent."""
    waiting = OutgoingMail.objects.waiting(now).order_by("next_try_at")[:200]
    return sum(mail.claim(now) and mail.send(now) for mail in waiting)
