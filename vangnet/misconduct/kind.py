"""The declaration of this kind of dossier for the spine."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext

from vangnet.core.dossiers.kinds import Heading, Kind
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.rules import WORKS_HERE_OR_OVER_IT
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .access import BOARD, KIND, KNOW, READS_ALL, ROLES, SHARES, WHO
from .case import case_of
from .forms.all_steps import FORMS
from .models import FACTS, FACTS_OF, Part
from .protocol import CONFIDENTIAL_INSPECTOR, KEEP_YEARS, MISCONDUCTS

TITLE = _("Sexual offence by staff")


def heading(_dossier: Dossier) -> Heading:
    says = gettext(
        "Nobody at school investigates first. Confidential inspector: %(number)s, on working days from 8.00 to 17.00."
    )
    return Heading(TITLE, says % {"number": CONFIDENTIAL_INSPECTOR})


def names_nobody(_dossiers: Collection[int]) -> Mapping[int, str]:
    """A list lies open on a desk: it names neither the pupil nor the accused."""
    return {}


MISCONDUCT = Kind(
    key=KIND,
    title=TITLE,
    hint=_(
        "You heard or saw that somebody who works for the school may have abused a pupil. The board alone follows."
    ),
    protocol=MISCONDUCTS,
    opens=WORKS_HERE_OR_OVER_IT,
    know=KNOW,
    roles=ROLES,
    case=case_of,
    labels=names_nobody,
    heading=heading,
    facts=lambda: FACTS,
    facts_of=lambda: FACTS_OF,
    forms=FORMS,
    subject_roles=dict(Part.choices),
    follows_from={
        "incident": {"victim": Part.PUPIL, "perpetrator": Part.ACCUSED},
        "complaint": {"pupil": Part.PUPIL, "concerned": Part.ACCUSED},
    },
    keep=KEEP_YEARS.title,
    keep_source=KEEP_YEARS.source,
    who=WHO,
    shares=SHARES,
    progress=READS_ALL,
    proposes=BOARD,
    decides=frozenset({Role.DATA_PROTECTION_OFFICER}),
)
