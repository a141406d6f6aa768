"""What a school promises about the plan itself: once in each school year somebody goes through it."""

from typing import Any

from django.db.models import QuerySet

from vangnet.core.law import VANGNET_PROPOSES, PlanParagraph, Practice
from vangnet.core.obligations.duties import Duty, Evidence
from vangnet.core.obligations.rhythms import TimesAYear
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .models import EditionStep

INSPECTORATE = Practice("Onderzoekskader 2021 Inspectie van het Onderwijs, VS1")


def reviews() -> QuerySet[Any, Any]:
    """A new edition that was adopted, or the one that holds gone through without a change."""
    return EditionStep.objects.filter(kind__in=[EditionStep.Kind.ADOPTED, EditionStep.Kind.REVIEWED])


DUTIES = (
    Duty(
        key="plan.review",
        title=_("Go through the safety plan"),
        source=PlanParagraph("3.3.5"),
        also=(INSPECTORATE, VANGNET_PROPOSES),
        rhythm=TimesAYear(1),
        role=Role.HEAD,
        evidence=Evidence(reviews),
        reported_to=(_("the participation council"), _("the board")),
        hint=_("Adopting a new edition counts, and so does going through it without a change."),
        recorded_at="plan",
        lowest=1,
        highest=4,
    ),
)
