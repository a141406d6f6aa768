"""Keeping what somebody is still writing, a moment after each pause or by a button, and throwing it away."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from vangnet.core.access.guard import PersonRequest, may, signed_in
from vangnet.core.access.second_factor.proof import proven_lately

from .. import drafts
from ..forms.steps import About
from ..models import Dossier
from ..rules import KNOW
from .opening import opening_of
from .see_other import SeeOther
from .step import about_of, form_taken


@require_POST
@may(KNOW, Dossier, by="reference")
@proven_lately
def step_draft(request: PersonRequest, dossier: Dossier, step: str) -> HttpResponse:
    about = about_of(request, dossier)
    if form_taken(dossier, step, about) is None:
        raise Http404
    back = reverse("dossier-step", args=[dossier.reference, step])
    return _kept(request, about, step, back)


@require_POST
@signed_in
@proven_lately
def opening_draft(request: PersonRequest, kind: str) -> HttpResponse:
    opened = opening_of(request, kind)
    back = reverse("dossier-open", args=[kind])
    return _kept(request, opened.about, opened.kind.first, back)


def _kept(request: PersonRequest, about: About, step: str, back: str) -> HttpResponse:
    if "discard" in request.POST:
        drafts.drop(about.dossier, about.person, step)
        return SeeOther(back)
    drafts.keep(about, step, request.POST)
    if request.htmx:
        return render(request, "dossiers/draft_kept.html", {"at": timezone.localtime(about.now)})
    return SeeOther(back)
