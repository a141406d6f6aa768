"""Tells the administrator which address the mail server refuses: mail that nobody gets is told to nobody otherwise."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.mail.models import TRIED_FOR, OutgoingMail, post
from vangnet.core.people.roles import Role

from .grounds import holders

CAUSE = "undelivered"


def tell(now: datetime) -> None:
    """Once for each mail and administrator; a refusal of this very message is not told again."""
    refused = OutgoingMail.objects.undeliverable(now).exclude(cause__startswith=f"{CAUSE}-")
    administrators = list(
        holders(Role.ADMINISTRATOR, timezone.localdate(now)).exclude(email=None).exclude(email="")
    )
    for mail in refused.only("pk", "to", "refusal", "written_at"):
        for person in administrators:
            post(
                f"{CAUSE}-{mail.pk}-{person.pk}",
                to=person.email or "",
                subject=_("Vangnet: a mail was not delivered"),
                body=_(
                    "The mail server refuses a mail of %(day)s from Vangnet to %(address)s, with code %(code)s. "
                    "Is the address right? If not, correct it in Vangnet. Vangnet goes on trying until %(days)s days "
                    "after the first refusal. If many addresses are refused, look at the mail server."
                )
                % {
                    "day": timezone.localdate(mail.written_at).isoformat(),
                    "address": mail.to,
                    "code": mail.refusal,
                    "days": TRIED_FOR.days,
                },
                now=now,
            )
