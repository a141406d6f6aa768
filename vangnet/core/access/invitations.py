"""The invitation to a new colleague: a link by mail that works once, for a week, and only for who has a role.

On it the person chooses a password or signs in through the school's own sign-in; the second factor comes next.
"""

import secrets
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.mail.models import post
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Person

from .grounds import is_appointed

if TYPE_CHECKING:
    from .models import Account

WORKS_FOR = timedelta(days=7)


class Invitation(models.Model):
    """One for each account; sending it again makes the earlier link useless."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitation")
    token = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    works_from = models.DateTimeField()
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account}: {self.sent_at:%d-%m-%Y}"

    def ends_at(self) -> datetime:
        return self.works_from + WORKS_FOR

    def works(self, now: datetime) -> bool:
        fresh = self.used_at is None and now < self.ends_at()
        return fresh and is_appointed(self.account.person, timezone.localdate(now))

    def use(self, now: datetime) -> bool:
        """Take the link; whoever comes second with it does not get in."""
        mine = type(self).objects.filter(pk=self.pk, token=self.token, used_at=None)
        return bool(mine.update(used_at=now))


@transaction.atomic
def invite(request: HttpRequest, account: "Account", *, by: Person, now: datetime) -> None:
    """Send a first or a new invitation, in the transaction of its cause."""
    word = secrets.token_urlsafe(32)
    token = sha256(word.encode()).hexdigest()
    works_from = _first_moment(account.person, now)
    sent = {"token": token, "sent_at": now, "works_from": works_from, "sent_by": by, "used_at": None}
    Invitation.objects.update_or_create(account=account, defaults=sent)
    link = request.build_absolute_uri(reverse("invitation-open", args=[word]))
    told = {
        "link": link,
        "since": timezone.localtime(works_from) if works_from > now else None,
        "until": timezone.localtime(works_from + WORKS_FOR),
    }
    post(
        f"invitation-{token[:16]}",
        to=account.email,
        subject=_("Welcome to Vangnet"),
        body=render_to_string("access/email/invitation.txt", told),
        now=now,
    )


def _first_moment(person: Person, now: datetime) -> datetime:
    """Now, or the beginning of the first day of who has no role yet: the week of the link counts from there."""
    today = timezone.localdate(now)
    coming = person.appointments.filter(first_on__gt=today).order_by("first_on").first()
    if coming is None or person.appointments.filter(holds_on(today)).exists():
        return now
    return timezone.make_aware(datetime.combine(coming.first_on, time.min))


def opened_by(word: str, now: datetime) -> Invitation | None:
    return working(sha256(word.encode()).hexdigest(), now)


def working(token: str, now: datetime) -> Invitation | None:
    found = Invitation.objects.select_related("account__person").filter(token=token).first()
    return found if found and found.works(now) else None
