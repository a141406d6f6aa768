"""Mail about the second step: that something changed, to who must know it; never a code."""

from datetime import datetime

from django.utils import timezone

from vangnet.core.mail.models import post
from vangnet.core.people.roles import Role

from ..grounds import holders
from ..models import Account


def tell(account: Account, cause: str, subject: str, body: str, now: datetime) -> None:
    post(cause, to=account.email, subject=subject, body=body, now=now)


def tell_officers(cause: str, subject: str, body: str, now: datetime) -> None:
    """The data protection officers of the board."""
    for officer in holders(Role.DATA_PROTECTION_OFFICER, timezone.localdate(now)).exclude(email=None):
        post(f"{cause}-{officer.pk}", to=officer.email or "", subject=subject, body=body, now=now)
