"""The declaration of this kind of dossier for the spine."""

from collections.abc import Collection

from vangnet.core.dossiers.kinds import Heading, Kind
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.timeline import Timeline
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .access import KIND, KNOW, OPENS, ROLES, SHARES, WHO
from .forms import FORMS
from .models import FACTS, FACTS_OF, Contact, Part
from .protocol import CONFIDENCES, KEEP_YEARS, ConfidenceCase

TITLE = _("Talk in confidence")


def case_of(_timeline: Timeline) -> ConfidenceCase:
    return ConfidenceCase()


def labels(dossiers: Collection[int]) -> dict[int, str]:
    """What kind of person came and about what; no name in a list that may lie open."""
    rows = Contact.objects.standing().filter(entry__dossier__in=dossiers).select_related("entry")
    return {row.entry.dossier_id: _words(row) for row in rows}


def heading(dossier: Dossier) -> Heading:
    return Heading(TITLE, _words(Contact.objects.standing().get(entry__dossier=dossier)))


def _words(contact: Contact) -> str:
    return f"{contact.get_who_display()} · {contact.get_theme_display()}"


CONFIDENCE = Kind(
    key=KIND,
    title=TITLE,
    hint=_("Somebody told you something as confidential adviser. Only you read it."),
    protocol=CONFIDENCES,
    opens=OPENS,
    know=KNOW,
    roles=ROLES,
    case=case_of,
    labels=labels,
    heading=heading,
    facts=lambda: FACTS,
    facts_of=lambda: FACTS_OF,
    forms=FORMS,
    subject_roles=dict(Part.choices),
    keep=KEEP_YEARS.title,
    keep_source=KEEP_YEARS.source,
    who=WHO,
    shares=SHARES,
    proposes=KNOW,
    decides=frozenset({Role.DATA_PROTECTION_OFFICER}),
)
