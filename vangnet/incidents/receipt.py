"""The receipt of a report: its number, what happens now and before when, and who can read it.

It holds no word of what was told and names no child: a phone is read over somebody's shoulder.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.people.models import Person

from .models import Incident
from .models.facts import Part
from .other_routes import SEXUAL
from .readers import Reader, readers_of


@dataclass(frozen=True)
class Next:
    title: str
    before: str


@dataclass(frozen=True)
class Receipt:
    reference: str
    recorded: str
    kind: str
    school: str
    happens_next: Sequence[Next]
    readers: Sequence[Reader]
    is_yours: bool
    other_route: bool
    names_typed: bool


def receipt_of(dossier: Dossier, viewer: Person, on: date) -> Receipt:
    first = dossier.entries.get(number=1)
    incident = Incident.objects.select_related("category", "school").get(dossier=dossier)
    waiting = dossier.waiting.values_list("title", "ends_at")
    return Receipt(
        reference=dossier.reference,
        recorded=moment_in_words(first.recorded_at),
        kind=incident.category.name,
        school=incident.school.name,
        happens_next=[Next(_(title), last_day_in_words(ends, on)) for title, ends in waiting],
        readers=[reader for reader in readers_of(dossier, on) if reader.person != viewer.pk],
        is_yours=first.author_id == viewer.pk,
        other_route=incident.category_id in SEXUAL or _staff_did_it(dossier),
        names_typed=_names_typed(dossier),
    )


def moment_in_words(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return _("%(day)s at %(time)s") % {"day": date_format(local, "j F Y"), "time": f"{local:%H:%M}"}


def last_day_in_words(ends: datetime, on: date) -> str:
    """A term of days ends at midnight after its last day; people speak of that last day."""
    local = timezone.localtime(ends)
    if local.hour or local.minute:
        return _("before %(moment)s") % {"moment": moment_in_words(ends)}
    last = local.date() - timedelta(days=1)
    return _("today") if last == on else _("at the latest on %(day)s") % {"day": date_format(last, "l j F")}


def _staff_did_it(dossier: Dossier) -> bool:
    accused = Subject.objects.standing().filter(dossier=dossier, role=Part.PERPETRATOR)
    return accused.exclude(person=None).exists()


def _names_typed(dossier: Dossier) -> bool:
    """Whether a name was typed, as without connection one must; the teacher of such a pupil hears nothing yet."""
    return Subject.objects.standing().filter(dossier=dossier, pupil=None, person=None, guardian=None).exists()
