"""The plan of action on paper, for the participation council and for the wall of the staff room."""

import json
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vangnet.core.letters.typesetting import typeset
from vangnet.core.people.models import School

from .models import RiskMeasure
from .plan_of_action import Plan, Row

TEMPLATE = "plan.typ"


def paper_of(plan: Plan, school: School, now: datetime) -> bytes:
    return typeset(TEMPLATE, json.dumps(_told(plan, school, now), ensure_ascii=False), now)


def _told(plan: Plan, school: School, now: datetime) -> dict[str, object]:
    day = date_format(timezone.localdate(now))
    return {
        "language": get_language() or "nl",
        "title": _("Plan of action"),
        "school": school.name,
        "lead": _lead(plan, day),
        "footer": f"{school.name} · {day}",
        "words": {
            "risk": _("Risk"),
            "measure": _("Measure"),
            "who": _("Who sees to it"),
            "before": _("Before"),
            "cost": _("Cost"),
            "open": _("To be done"),
            "settled": _("Done"),
            "none": _("Nothing agreed yet"),
        },
        "open": [_row(row) for row in plan.open],
        "settled": [_row(row) for row in plan.settled],
        "cost": _("Cost of what is still to be done: € %(amount)s") % {"amount": number_format(plan.cost, 2)},
    }


def _lead(plan: Plan, day: str) -> str:
    if plan.assessment is None:
        return _("As it stands on %(day)s; no risk assessment was recorded.") % {"day": day}
    return _("Belongs to the risk assessment (RI&E) %(number)s of %(held)s; as it stands on %(day)s.") % {
        "number": plan.assessment.number,
        "held": date_format(plan.assessment.held_on),
        "day": day,
    }


def _row(row: Row) -> dict[str, object]:
    place = f" ({row.risk.place})" if row.risk.place else ""
    return {
        "risk": f"{row.risk.what}{place}",
        "rating": str(row.risk.get_rating_display()),
        "measures": [_measure(measure) for measure in row.measures],
    }


def _measure(measure: RiskMeasure) -> dict[str, str]:
    ended = f"{measure.get_outcome_display()}, {date_format(measure.ended_on)}" if measure.ended_on else ""
    return {
        "what": measure.what,
        "who": measure.who,
        "before": ended or date_format(measure.due_on),
        "cost": "–" if measure.cost is None else f"€ {number_format(measure.cost, 2)}",
    }
