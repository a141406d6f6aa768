"""The declaration of this kind of dossier for the spine."""

from functools import partial

from vangnet.core.dossiers.kinds import Kind
from vangnet.core.dossiers.labels import named
from vangnet.core.dossiers.rules import WORKS_HERE
from vangnet.core.words import _

from .access import KNOW, READS_ALL, ROLES, SHARES, WHO
from .case import case_of
from .forms.all_steps import FORMS
from .models import FACTS, FACTS_OF, Part
from .protocol import FIVE_STEPS, KEEP_YEARS

# A parent hears from people and never by mail: a message that this exists can itself be the danger.
MELDCODE = Kind(
    key="meldcode",
    title=_("Meldcode"),
    hint=_("You suspect abuse, neglect or violence at a child's home."),
    protocol=FIVE_STEPS,
    opens=WORKS_HERE,
    know=KNOW,
    roles=ROLES,
    case=case_of,
    labels=partial(named, roles=(Part.CHILD,)),
    facts=lambda: FACTS,
    facts_of=lambda: FACTS_OF,
    forms=FORMS,
    subject_roles=dict(Part.choices),
    follows_from={"incident": {"victim": Part.CHILD}},
    keep=KEEP_YEARS.title,
    keep_source=KEEP_YEARS.source,
    who=WHO,
    shares=SHARES,
    progress=READS_ALL,
    template="meldcode/dossier.html",
)
