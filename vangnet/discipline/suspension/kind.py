"""The declaration of this kind of dossier for the spine."""

from functools import partial

from django.utils.translation import gettext

from vangnet.core.dossiers.kinds import Heading, Kind
from vangnet.core.dossiers.labels import named
from vangnet.core.dossiers.models import Dossier
from vangnet.core.words import _

from ..access import OPENS, WHO
from ..models import OF_SUSPENSION, Part, SuspensionDecided
from .access import ACCESS, KIND
from .case import case_of
from .days import in_words
from .forms import FORMS
from .protocol import KEEP_YEARS, SUSPENSIONS, Days

LABELS = partial(named, roles=(Part.PUPIL,))


def heading(dossier: Dossier) -> Heading:
    """Of whom, and which days; so that the pupil's own teacher, who does not read the decision, knows them."""
    decided = SuspensionDecided.objects.standing().filter(entry__dossier=dossier).last()
    days = gettext("not decided yet")
    if decided:
        days = in_words(Days(decided.first_on, decided.last_on, decided.days))
    return Heading(_("Suspension"), f"{LABELS([dossier.pk]).get(dossier.pk, '')} · {days}")


SUSPENSION = Kind(
    key=KIND,
    title=_("Suspension"),
    hint=_("A pupil may not come to school for one to five school days."),
    protocol=SUSPENSIONS,
    opens=OPENS,
    know=ACCESS.know,
    roles=ACCESS.roles,
    case=case_of,
    heading=heading,
    labels=LABELS,
    facts=lambda: tuple(OF_SUSPENSION),
    facts_of=lambda: OF_SUSPENSION,
    forms=FORMS,
    subject_roles=dict(Part.choices),
    follows_from={"incident": {"perpetrator": Part.PUPIL}},
    keep=KEEP_YEARS.title,
    keep_source=KEEP_YEARS.source,
    who=WHO,
    shares=ACCESS.shares,
)
