"""One mail to one address, once: who asks twice for the same mail gets one."""

from datetime import datetime, timedelta
from typing import Self

from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import F, QuerySet

# After the nth failure a mail waits n times as long, up to six hours: a mail server may be down for a day.
FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=6)


class OutgoingQuerySet(QuerySet["OutgoingMail"]):
    def waiting(self, now: datetime) -> Self:
        return self.filter(sent_at=None, next_try_at__lte=now)


class OutgoingMail(models.Model):
    cause = models.CharField(max_length=120, unique=True, help_text="names the event and the addressee; sent once")
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

    def send(self, now: datetime) -> bool:
        """Hand the mail to the mail server; a refusal is tried again later."""
        message = EmailMessage(self.subject, self.body, to=[self.to], headers={"Message-ID": f"<{self.cause}@vangnet>"})
        try:
            message.send()
        except OSError:  # smtplib's errors are OSErrors: refused, unreachable, timed out
            wait = min(FIRST_WAIT * (self.tries + 1), LONGEST_WAIT)
            type(self).objects.filter(pk=self.pk).update(tries=F("tries") + 1, next_try_at=now + wait)
            return False
        type(self).objects.filter(pk=self.pk).update(sent_at=now)
        return True


def post(cause: str, *, to: str, subject: str, body: str, now: datetime) -> None:
    """Put a mail in the outbox, in the transaction of what it tells; the same cause is posted once."""
    OutgoingMail.objects.get_or_create(
        cause=cause, defaults={"to": to, "subject": subject, "body": body, "written_at": now, "next_try_at": now}
    )


def deliver(now: datetime) -> int:
    """Send what waits; each mail on its own, so that one bad address holds up nobody. Returns the number sent."""
    sent = 0
    for key in OutgoingMail.objects.waiting(now).values_list("pk", flat=True)[:200]:
        with transaction.atomic():
            mail = OutgoingMail.objects.select_for_update().filter(pk=key, sent_at=None).first()
            sent += bool(mail and mail.send(now))
    return sent
