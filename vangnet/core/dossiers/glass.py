"""Breaking the glass: opening a dossier in need, for a limited time, with a reason that others will read."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.access.grounds import holders
from vangnet.core.mail.models import post
from vangnet.core.people.models import Person
from vangnet.core.people.roles import Role

from .models import BrokenGlass, Dossier
from .recording import GLASS, Act, record

OPEN_FOR = timedelta(hours=4)


@transaction.atomic
def break_glass(dossier: Dossier, by: Person, *, reason: str, token: UUID, now: datetime) -> None:
    """Record the reason in the dossier itself, and tell the data protection officer and the dossier's people.

    Raises `NotYours` where there is no glass to break for this person; then nothing was recorded and nobody is told.
    """
    fact = BrokenGlass(person=by, until=now + OPEN_FOR)
    record(dossier, Act(step=GLASS, by=by, happened_at=now, now=now, token=token, text=reason, facts=[fact]))
    for person in _to_be_told(dossier, by, now):
        post(
            f"glass-{token.hex}-{person.pk}",
            to=person.email or "",
            subject=_("Vangnet: a dossier was opened in need"),
            body=_(
                "Somebody broke the glass of dossier %(reference)s. Sign in to Vangnet to read who and why: %(page)s"
            )
            % {"reference": dossier.reference, "page": reverse("broken-glass")},
            now=now,
        )


def _to_be_told(dossier: Dossier, by: Person, now: datetime) -> list[Person]:
    """The data protection officer, and whoever recorded in this dossier."""
    officers = holders(Role.DATA_PROTECTION_OFFICER, timezone.localdate(now))
    authors = Person.objects.filter(pk__in=dossier.entries.values("author"))
    return list((officers | authors).exclude(pk=by.pk).exclude(email=None))
