"""Breaking the glass: opening a dossier in need, for a limited time, with a reason that others will read."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
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
from .rules import KNOW

OPEN_FOR = timedelta(hours=4)


@transaction.atomic
def break_glass(dossier: Dossier, by: Person, *, reason: str, token: UUID, now: datetime) -> None:
    """Record the reason in the dossier itself, and tell the data protection officer and the dossier's people.

    Raises `NotYours` where there is no glass to break for this person; then nothing was recorded and nobody is told.
    """
    fact = BrokenGlass(person=by, until=now + OPEN_FOR)
    record(dossier, Act(step=GLASS, by=by, happened_at=now, now=now, token=token, text=reason, facts=[fact]))
    for person, page in _to_be_told(dossier, by, timezone.localdate(now)):
        post(
            f"glass-{token.hex}-{person.pk}",
            to=person.email or "",
            subject=_("Vangnet: a dossier was opened in need"),
            body=_("Somebody broke the glass of a dossier. Sign in to Vangnet to read more: %(page)s")
            % {"page": settings.ADDRESS + page},
            now=now,
        )


def _to_be_told(dossier: Dossier, by: Person, on: date) -> Iterator[tuple[Person, str]]:
    """Each with the page that he or she can open: the data protection officer with that of every broken glass, and
    whoever recorded in this dossier, and may know it today, with that of its readers."""
    officers = list(holders(Role.DATA_PROTECTION_OFFICER, on).exclude(pk=by.pk).exclude(email=None))
    yield from ((officer, reverse("broken-glass")) for officer in officers)
    authors = Person.objects.filter(pk__in=dossier.entries.values("author")).exclude(email=None)
    for author in authors.exclude(pk__in=[by.pk, *(officer.pk for officer in officers)]):
        if KNOW.allows(author, dossier, on):
            yield author, reverse("dossier-readers", args=[dossier.reference])
