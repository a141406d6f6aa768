"""The declaration of this kind of dossier for the spine."""

from functools import partial

from vangnet.core.dossiers.kinds import Heading, Kind
from vangnet.core.dossiers.labels import named
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.rules import WORKS_HERE
from vangnet.core.words import _

from .access import KNOW, ROLES, SHARES, WHO
from .case import case_of
from .forms import FORMS
from .models import FACTS, FACTS_OF, Part
from .protocol import BULLYING as PROTOCOL
from .protocol import KEEP_YEARS

TITLE = _("Bullying")
labels = partial(named, roles=(Part.BULLIED,))


def heading(dossier: Dossier) -> Heading:
    """Whom it is about, for who may know it."""
    return Heading(TITLE, labels([dossier.pk]).get(dossier.pk, ""))


BULLYING = Kind(
    key="bullying",
    title=TITLE,
    hint=_(
        "A pupil is hurt, left out or laughed at again and again; also when a pupil or parent tells you so."
    ),
    protocol=PROTOCOL,
    opens=WORKS_HERE,
    know=KNOW,
    roles=ROLES,
    case=case_of,
    labels=labels,
    heading=heading,
    facts=lambda: FACTS,
    facts_of=lambda: FACTS_OF,
    forms=FORMS,
    subject_roles=dict(Part.choices),
    follows_from={
        "incident": {
            "victim": Part.BULLIED,
            "perpetrator": Part.BULLY,
            "follower": Part.FOLLOWER,
            "witness": Part.BYSTANDER,
        }
    },
    answers=frozenset({"pattern"}),
    keep=KEEP_YEARS.title,
    keep_source=KEEP_YEARS.source,
    who=WHO,
    shares=SHARES,
)
