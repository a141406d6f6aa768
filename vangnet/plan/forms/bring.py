"""How a duty that a brought plan promises becomes one of the school: its title and who sees to it can be changed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vangnet.core.obligations.forms import OwnDutyForm
from vangnet.core.people.models import School

from ..bring.proposed import ProposedDuty
from ..models import Intake

LONGEST_NAME = 120


def duty_form(
    intake: Intake, proposed: ProposedDuty, on: date, said: Mapping[str, Any] | None = None
) -> OwnDutyForm:
    """`said` is what the page sent: the title and who sees to it; the rest is as the plan says."""
    told = {
        "title": proposed.title,
        "agreed_in": _agreed_in(intake, proposed),
        "often": proposed.often,
        "number": proposed.number,
        "role": proposed.role,
        "reported_to": "",
        "school": intake.school_id,
        "first_on": on,
    }
    chosen = {name: said[name] for name in ("title", "role") if name in said} if said is not None else {}
    return OwnDutyForm(
        None if said is None else {**told, **chosen},
        schools=School.objects.filter(pk=intake.school_id),
        for_all=False,
        today=on,
        initial=told,
        auto_id=f"{proposed.key}-%s",
    )


def _agreed_in(intake: Intake, proposed: ProposedDuty) -> str:
    name = intake.name[:LONGEST_NAME]
    if not proposed.section:
        return name
    return (_("%(file)s, paragraph %(section)s") % {"file": name, "section": proposed.section})[:200]
