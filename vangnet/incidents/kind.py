"""The declaration of this kind of dossier for the spine."""

from vangnet.core.dossiers.kinds import Kind
from vangnet.core.dossiers.rules import WORKS_HERE
from vangnet.core.words import _

from .access import KNOW, ROLES, SHARES, WHO
from .beside import beside
from .case import case_of, forget, settle
from .differences import differences
from .forms.all_steps import FORMS
from .heading import heading, labels
from .models import FACTS, FACTS_OF
from .models.facts import Part
from .protocol import INCIDENTS, KEEP_YEARS
from .signs import signs
from .totals import wrong_totals
from .views.report_correction import correct_report

INCIDENT = Kind(
    key="incident",
    title=_("Incident"),
    protocol=INCIDENTS,
    opens=WORKS_HERE,
    know=KNOW,
    roles=ROLES,
    case=case_of,
    settle=settle,
    forget=forget,
    labels=labels,
    facts=lambda: FACTS,
    subject_roles=dict(Part.choices),
    keep=KEEP_YEARS.title,
    keep_source=KEEP_YEARS.source,
    differences=differences,
    wrong_totals=wrong_totals,
    heading=heading,
    facts_of=lambda: FACTS_OF,
    who=WHO,
    shares=SHARES,
    forms=FORMS,
    corrects_first=correct_report,
    opened_at="incident-report",
    listed_at="incidents",
    settings_at="incidents-categories",
    template="incidents/incident.html",
    beside=beside,
    signs=signs,
)
