"""The letter on paper: as it would be now, before it is sent; and as it was sent, for who reads the entry.

A preview is kept nowhere. Both show what the dossier says, so both are written down as reading it.
"""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.access.second_factor.proof import proven_lately
from vangnet.core.letters.typesetting import Sheet, pdf_of

from ..forms.letters import WritesLetter
from ..grounds import Grounds
from ..models import Dossier, Letter
from ..models.reading import record_reading
from ..rules import KNOW
from ..sharing import read_by
from ..timeline import Timeline
from .step import about_of, form_taken


@require_POST
@may(KNOW, Dossier, by="reference", along=("school__board",))
@proven_lately
def preview(request: PersonRequest, dossier: Dossier, step: str) -> HttpResponse:
    about = about_of(request, dossier)
    form_of = form_taken(dossier, step, about)
    if form_of is None or not issubclass(form_of, WritesLetter):
        raise Http404
    record_reading(dossier, about.person, about.now)
    form = form_of(request.POST, about=about)
    form.full_clean()
    return _on_paper(form.draft(), about.now, f"{dossier.reference}-draft")


@require_safe
@may(KNOW, Dossier, by="reference")
@proven_lately
def letter(request: PersonRequest, dossier: Dossier, number: int) -> HttpResponse:
    person, now = request.user.person, timezone.now()
    timeline = Timeline.of(dossier)
    read = read_by(Grounds(dossier, person, timezone.localdate(now)), timeline)
    sent = [
        fact
        for entry in read
        if entry.number == number
        for fact in timeline.facts.get(entry.pk, ())
        if isinstance(fact, Letter)
    ]
    if not sent:
        raise Http404
    record_reading(dossier, person, now)
    return _on_paper(sent[0].sheet, sent[0].entry.recorded_at, f"{dossier.reference}-{number}")


def _on_paper(sheet: Sheet, made_at: datetime, name: str) -> HttpResponse:
    """Shown in the browser, under a name that says nothing of anybody."""
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(pdf_of(sheet, made_at), content_type="application/pdf", headers=headers)
