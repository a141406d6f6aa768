"""Tells the administrator when the clock of the machine is behind what was recorded already: one of the two was wrong.

What is recorded keeps its order by number, and within a dossier no moment lies before the one before it.
"""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.access.grounds import holders
from vangnet.core.mail.models import post
from vangnet.core.people.roles import Role

from .models import Entry, Seal

TOLERATED = timedelta(minutes=5)


def newest() -> datetime | None:
    """The moment of what was recorded or sealed last."""
    entries = Entry.objects.order_by("-pk").values_list("recorded_at", flat=True)[:1]
    seals = Seal.objects.order_by("-number").values_list("made_at", flat=True)[:1]
    return max([*entries, *seals], default=None)


def tell(now: datetime) -> None:
    """Once a day, as long as it lasts."""
    last = newest()
    if last is None or now >= last - TOLERATED:
        return
    for person in holders(Role.ADMINISTRATOR, timezone.localdate(now)).exclude(email=None):
        post(
            f"clock-{timezone.localdate(now).isoformat()}-{person.pk}",
            to=person.email or "",
            subject=_("Vangnet: the clock of the server is wrong"),
            body=_(
                "The clock of the server says %(now)s, and something was recorded at %(last)s already. Set the clock "
                "right (timedatectl set-ntp true). Nothing is lost. What was recorded keeps its order; terms that were "
                "worked out with a wrong clock may be wrong."
            )
            % {
                "now": timezone.localtime(now).strftime("%Y-%m-%d %H:%M"),
                "last": timezone.localtime(last).strftime("%Y-%m-%d %H:%M"),
            },
            now=now,
        )
