"""One dossier: at a glance what it is, where it stands and what must be done next; then the timeline.

Opening the page is written down before anything is shown.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.access.second_factor.proof import proven_lately

from ..grounds import Grounds
from ..models import Dossier
from ..models.reading import record_reading
from ..page import page_of
from ..rules import KNOW
from ..timeline import Timeline


@require_safe
@may(KNOW, Dossier, by="reference", along=("school",))
@proven_lately
def dossier(request: PersonRequest, dossier: Dossier) -> HttpResponse:
    now, kind = timezone.now(), dossier.declared
    grounds = Grounds(dossier, request.user.person, timezone.localdate(now))
    record_reading(dossier, grounds.person, now)
    timeline = Timeline.of(dossier)
    page = page_of(timeline, grounds, now)
    beside = kind.beside(timeline, grounds) if kind.beside and page.handles else {}
    return render(request, kind.template, {"page": page, **beside})
