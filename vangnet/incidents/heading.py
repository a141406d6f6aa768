"""What an incident is, at a glance: the kind of thing that happened, when and where; names nobody."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vangnet.core.dossiers.kinds import Heading
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.timeline import moment
from vangnet.core.questions import Question

from .models import Incident
from .models.category import name_in
from .models.facts import Place

INCIDENT_OF = Question(lambda dossier: Incident.objects.filter(pk=dossier).select_related("category"))


def incident_of(dossier: Dossier) -> Incident:
    """The row that its lists use; asked once in the life of the dossier's object, which is a request."""
    if not Dossier.incident.is_cached(dossier):
        (row,) = INCIDENT_OF(dossier=dossier.pk)
        row.dossier, row.school = dossier, dossier.school
    return dossier.incident


def heading(dossier: Dossier) -> Heading:
    row = incident_of(dossier)
    words = {"when": moment(row.happened_at), "where": Place(row.place).label}
    return Heading(row.category.name, _("%(when)s · %(where)s") % words, row.severity)


def labels(dossiers: Collection[int]) -> dict[int, str]:
    """What each incident was and when, such as "Bullying, 12 November"."""
    return {
        key: f"{name_in(dutch, english)}, {_day(timezone.localdate(happened_at), get_language())}"
        for key, happened_at, dutch, english in LABELLED(dossiers=dossiers)
    }


LABELLED = Question(
    lambda dossiers: (
        Incident.objects.filter(pk__in=dossiers)
        .order_by()
        .values_list("pk", "happened_at", "category__name_nl", "category__name_en")
    )
)


@lru_cache(maxsize=1024)
def _day(on: date, _language: str | None) -> str:
    return date_format(on, "j F")
