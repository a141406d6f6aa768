"""Bringing in the plan that a school has: it is read and checked apart, and kept as it was read."""

import hashlib
from datetime import datetime

from django.utils import timezone

from vangnet.core.people.models import Person, School

from .check.apart import check_file
from .check.values import document_values, report_values
from .models import Intake


def read_in(name: str, content: bytes, *, school: School, by: Person, at: datetime) -> Intake:
    """Not saved yet. Raises `Unreadable`, with why."""
    checked = check_file(name, content, timezone.localdate(at))
    return Intake(
        school=school,
        name=name,
        form=checked.document.form,
        digest=hashlib.sha256(content).hexdigest(),
        document=document_values(checked.document),
        report=report_values(checked.report),
        score=checked.report.score,
        recorded_by=by,
        recorded_at=at,
    )
