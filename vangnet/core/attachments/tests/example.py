"""A register of the smallest kind, for the tests: whoever brought a file may fetch it, and nobody else."""

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.config.urls import handler400, handler500
from vangnet.config.urls import urlpatterns as of_the_whole
from vangnet.core.access.guard import held_by
from vangnet.core.attachments.downloads import as_download
from vangnet.core.attachments.forms import AttachmentField, takes_attachments
from vangnet.core.attachments.kinds import PAPERS
from vangnet.core.attachments.models import Attachment
from vangnet.core.attachments.storing import keep
from vangnet.core.people.roles import Role

__all__ = ["handler400", "handler500"]


class Brought(forms.Form):
    words = forms.CharField()
    report = AttachmentField(label="Report", kinds=PAPERS)


@takes_attachments
@require_http_methods(["GET", "HEAD", "POST"])
@held_by(*Role)
def bring(request):
    form = Brought(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return HttpResponse(form.as_p(), status=200)
    with transaction.atomic():
        kept = keep(form.cleaned_data["report"], by=request.user.person, at=timezone.now())
    return HttpResponse(str(kept.pk))


@require_safe
@held_by(*Role)
def fetch(request, number: int):
    found = Attachment.objects.filter(pk=number, uploaded_by=request.user.person).first()
    if found is None:
        raise Http404
    return as_download(request, found, shown="shown" in request.GET)


urlpatterns = [*of_the_whole, path("example/", bring), path("example/<int:number>/", fetch)]
