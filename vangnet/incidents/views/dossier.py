"""One incident: at a glance what it is, where it stands and what must be done next; then the timeline.

Opening the page is written down before anything is shown.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.access.second_factor.proof import proven_lately
from vangnet.core.dossiers.grounds import Grounds
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.models.reading import record_reading
from vangnet.core.dossiers.page import page_of
from vangnet.core.dossiers.timeline import Timeline

from ..access import KNOW
from ..earlier import Before, hints
from ..heading import incident_of
from .correction import correction as correction
from .step import step as step


@require_safe
@may(KNOW, Dossier, by="reference", along=("school",))
@proven_lately
def incident(request: PersonRequest, dossier: Dossier) -> HttpResponse:
    now = timezone.now()
    grounds = Grounds(dossier, request.user.person, timezone.localdate(now))
    record_reading(dossier, grounds.person, now)
    timeline = Timeline.of(dossier)
    page = page_of(timeline, grounds, now)
    context = {"page": page, **(_beside(timeline, grounds) if page.handles else {})}
    return render(request, "incidents/incident.html", context)


def _beside(timeline: Timeline, grounds: Grounds) -> dict[str, Any]:
    """For who handles it: earlier incidents of the same children, and what they may mean."""
    subjects = timeline.subjects()
    before = Before.of(incident_of(timeline.dossier), subjects, grounds.person, grounds.on)
    return {"earlier": before.shown(), "of_each": before.of_each(), "hints": hints(before, subjects)}
