"""The declaration of this kind of dossier for the spine."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext

from vangnet.core.dossiers.kinds import Heading, Kind
from vangnet.core.dossiers.labels import named
from vangnet.core.dossiers.models import Dossier, Entry
from vangnet.core.dossiers.timeline import day
from vangnet.core.words import _

from ..access import OPENS, WHO
from ..models import OF_REMOVAL, Part
from .access import ACCESS, KIND
from .case import case_of
from .conditions import KEEP_YEARS
from .forms import FORMS
from .protocol import REMOVALS

LABELS = partial(named, roles=(Part.PUPIL,))


def heading(dossier: Dossier) -> Heading:
    """Of whom, and whether it was decided."""
    decided = Entry.objects.standing().filter(dossier=dossier, step="decide_removal").last()
    says = gettext("not decided yet")
    if decided:
        says = gettext("decided on %(day)s") % {"day": day(timezone.localdate(decided.happened_at))}
    return Heading(_("Removal"), f"{LABELS([dossier.pk]).get(dossier.pk, '')} · {says}")


REMOVAL = Kind(
    key=KIND,
    title=_("Removal"),
    hint=_("A pupil must leave this school; another school is found first."),
    protocol=REMOVALS,
    opens=OPENS,
    know=ACCESS.know,
    roles=ACCESS.roles,
    case=case_of,
    heading=heading,
    labels=LABELS,
    facts=lambda: tuple(OF_REMOVAL),
    facts_of=lambda: OF_REMOVAL,
    forms=FORMS,
    subject_roles=dict(Part.choices),
    follows_from={
        "incident": {"perpetrator": Part.PUPIL},
        "suspension": {"pupil": Part.PUPIL},
    },
    keep=KEEP_YEARS.title,
    keep_source=KEEP_YEARS.source,
    who=WHO,
    shares=ACCESS.shares,
)
