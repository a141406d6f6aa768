"""The declaration of this kind of dossier for the spine."""

from functools import partial

from vangnet.core.dossiers.kinds import Kind
from vangnet.core.dossiers.labels import named
from vangnet.core.dossiers.rules import WORKS_HERE
from vangnet.core.words import _

from .access import KIND, KNOW, ROLES, SHARES, WHO
from .case import case_of
from .forms import FORMS
from .heading import TITLE, heading
from .models import FACTS, FACTS_OF, Part
from .protocol import KEEP_YEARS, PREMISES

AGGRESSION = Kind(
    key=KIND,
    title=TITLE,
    hint=_("A parent or visitor threatened, insulted or attacked somebody at school."),
    protocol=PREMISES,
    opens=WORKS_HERE,
    know=KNOW,
    roles=ROLES,
    case=case_of,
    labels=partial(named, roles=(Part.PARENT,)),
    heading=heading,
    facts=lambda: FACTS,
    facts_of=lambda: FACTS_OF,
    forms=FORMS,
    subject_roles=dict(Part.choices),
    follows_from={
        "incident": {"perpetrator": Part.PARENT, "victim": Part.TARGET, "witness": Part.WITNESS},
    },
    keep=KEEP_YEARS.title,
    keep_source=KEEP_YEARS.source,
    who=WHO,
    shares=SHARES,
)
