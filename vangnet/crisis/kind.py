"""The declaration of this kind of dossier for the spine."""

from functools import partial

from vangnet.core.dossiers.kinds import Heading, Kind
from vangnet.core.dossiers.labels import named
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.rules import WORKS_HERE_OR_OVER_IT
from vangnet.core.words import _

from .access import KNOW, ROLES, SHARES, WHO
from .case import case_of
from .forms import FORMS
from .models import FACTS, FACTS_OF, Part, ShockingEvent
from .protocol import CRISES, KEEP_YEARS


def heading(dossier: Dossier) -> Heading:
    """What happened, as it stands now; names nobody."""
    what = ShockingEvent.objects.standing().filter(entry__dossier=dossier.pk).values_list("what", flat=True)
    return Heading(str(ShockingEvent.What(what[0]).label))


CRISIS = Kind(
    key="crisis",
    title=_("Shocking event"),
    hint=_("Somebody died, or something happened that strikes pupils or the school hard."),
    protocol=CRISES,
    opens=WORKS_HERE_OR_OVER_IT,
    know=KNOW,
    roles=ROLES,
    case=case_of,
    labels=partial(named, roles=(Part.DECEASED, Part.CONCERNED)),
    heading=heading,
    facts=lambda: FACTS,
    facts_of=lambda: FACTS_OF,
    forms=FORMS,
    subject_roles=dict(Part.choices),
    follows_from={
        "incident": {
            "victim": Part.CONCERNED,
            "perpetrator": Part.CONCERNED,
            "follower": Part.CONCERNED,
            "witness": Part.WITNESS,
        }
    },
    keep=KEEP_YEARS.title,
    keep_source=KEEP_YEARS.source,
    who=WHO,
    shares=SHARES,
)
