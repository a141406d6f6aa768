"""One incident: at a glance what it is, where it stands and what must be done next; then the timeline.

Opening the page is written down before anything is shown.
"""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.models.reading import record_reading
from vangnet.core.dossiers.page import dossier_page
from vangnet.core.people.models import Person

from ..access import KNOW
from ..earlier import earlier_incidents, hints
from ..models import Incident
from .correction import correction as correction
from .step import step as step


@require_safe
@may(KNOW, Dossier, by="reference")
def incident(request: PersonRequest, dossier: Dossier) -> HttpResponse:
    now, on, person = timezone.now(), timezone.localdate(), request.user.person
    record_reading(dossier, person, now)
    page = dossier_page(dossier, person, on, now)
    context = {"page": page, **(_beside(dossier, person, on) if page.handles else {})}
    return render(request, "incidents/incident.html", context)


def _beside(dossier: Dossier, person: Person, on: date) -> dict[str, Any]:
    """For who handles it: earlier incidents of the same children, and what they may mean."""
    row = Incident.objects.select_related("school", "category").get(dossier=dossier)
    return {"earlier": earlier_incidents(row, person, on), "hints": hints(row, person, on)}
