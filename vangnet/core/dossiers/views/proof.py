"""Handing a dossier to somebody outside the school, such that he or she can check it against a printed seal."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.access.second_factor.proof import proven_just_now

from ..exporting import export_dossier
from ..models import Dossier, Seal
from ..models.reading import record_reading
from ..rules import HANDLE


@require_http_methods(["GET", "POST"])
@may(HANDLE, Dossier, by="reference")
@proven_just_now
def proof(request: PersonRequest, dossier: Dossier) -> HttpResponse:
    """What is in the file and how it is checked; sent, the file itself, which counts as reading."""
    if request.method == "POST":
        now = timezone.now()
        record_reading(dossier, request.user.person, now)
        lines = list(export_dossier(dossier, now, opened=True))
        response = HttpResponse(b"".join(lines), content_type="application/jsonl")
        response["Content-Disposition"] = f'attachment; filename="{dossier.reference}.jsonl"'
        return response
    sealed = Seal.objects.filter(heads__dossier=dossier).order_by("-number").first()
    return render(
        request, "dossiers/proof.html", {"dossier": dossier, "page": dossier.page_url, "sealed": sealed}
    )
