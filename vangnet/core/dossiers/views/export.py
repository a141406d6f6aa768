"""A copy of one dossier to take along: on paper or as data, of what the reader reads on its page.

Having one made is written down as reading, as soon as it is made and before it is handed over. What fails leaves
nothing behind.
"""

import logging

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.access.second_factor.proof import proven_lately
from vangnet.core.letters.typesetting import NotTypeset

from ..copies import data, paper
from ..copies.content import copy_of
from ..grounds import Grounds
from ..models import Dossier
from ..models.reading import record_reading
from ..rules import KNOW
from ..timeline import Timeline

log = logging.getLogger("vangnet.export")
FORMS = {"pdf": (paper.pdf, "application/pdf"), "json": (data.json, "application/json")}


@require_safe
@may(KNOW, Dossier, by="reference")
@proven_lately
def export(request: PersonRequest, dossier: Dossier) -> HttpResponse:
    """In which forms it can be had; it shows nothing of the dossier itself."""
    return _forms(request, dossier)


@require_safe
@may(KNOW, Dossier, by="reference", along=("school",))
@proven_lately
def export_file(request: PersonRequest, dossier: Dossier, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    writes, content_type = FORMS[form]
    person, now = request.user.person, timezone.now()
    grounds = Grounds(dossier, person, timezone.localdate(now))
    try:
        content = writes(copy_of(Timeline.of(dossier), grounds, now))
    except NotTypeset:
        log.error("no paper could be made of dossier %s", dossier.reference)
        return _forms(request, dossier, has_failed=True)
    record_reading(dossier, person, now)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{dossier.reference}.{form}"'
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _forms(request: PersonRequest, dossier: Dossier, *, has_failed: bool = False) -> HttpResponse:
    handles = Grounds(dossier, request.user.person, timezone.localdate()).holds("handler")
    context = {"dossier": dossier, "page": dossier.page_url, "handles": handles, "has_failed": has_failed}
    return render(request, "dossiers/export.html", context, status=500 if has_failed else 200)
