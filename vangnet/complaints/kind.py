"""The declaration of this kind of dossier for the spine."""

from functools import partial

from vangnet.core.dossiers.kinds import Kind
from vangnet.core.dossiers.labels import named
from vangnet.core.dossiers.rules import WORKS_HERE_OR_OVER_IT
from vangnet.core.words import _

from .access import KIND, KNOW, READS_ALL, ROLES, SHARES, WHO
from .case import case_of
from .forms import FORMS
from .heading import TITLE, heading
from .models import FACTS, FACTS_OF, Part
from .protocol import COMPLAINTS, KEEP_YEARS

COMPLAINT = Kind(
    key=KIND,
    title=TITLE,
    hint=_("A parent, pupil, colleague or somebody else complains about the school."),
    protocol=COMPLAINTS,
    opens=WORKS_HERE_OR_OVER_IT,
    know=KNOW,
    roles=ROLES,
    case=case_of,
    labels=partial(named, roles=(Part.COMPLAINANT,)),
    heading=heading,
    facts=lambda: FACTS,
    facts_of=lambda: FACTS_OF,
    forms=FORMS,
    subject_roles=dict(Part.choices),
    follows_from={"incident": {"victim": Part.PUPIL}},
    keep=KEEP_YEARS.title,
    keep_source=KEEP_YEARS.source,
    who=WHO,
    shares=SHARES,
    progress=READS_ALL,
)
