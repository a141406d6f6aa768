"""The drawings and texts of a version of the evacuation plan."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.attachments.downloads import as_download
from vangnet.core.attachments.forms import takes_attachments
from vangnet.core.attachments.storing import keep

from ..access import LEADS_FILE, LEADS_PLAN, READS_FILE
from ..forms.plans import PlanFileForm
from ..models import PlanFile, PlanVersion
from ..plans import attach


@takes_attachments
@require_http_methods(["GET", "POST"])
@may(LEADS_PLAN, PlanVersion, along=("school",))
def add(request: PersonRequest, version: PlanVersion) -> HttpResponse:
    form = PlanFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        _keep(request, version, form)
        messages.success(request, _("Attached."))
        return redirect("emergencies-plan-version", version.pk)
    context = {"form": form, "version": version}
    return render(request, "emergencies/plan_file.html", context, status=422 if form.errors else 200)


def _keep(request: PersonRequest, version: PlanVersion, form: PlanFileForm) -> None:
    said, person, now = form.cleaned_data, request.user.person, timezone.now()
    if PlanFile.sent_before(said["token"], person):
        return
    try:
        with transaction.atomic():
            file = keep(said["chosen_file"], by=person, at=now)
            attach(version, said["title"], file, person, now, said["token"])
    except IntegrityError:
        # The same form, sent twice at once: the database let one through.
        if PlanFile.sent_before(said["token"], person) is None:
            raise


@require_safe
@may(READS_FILE, PlanFile, along=("file",))
def download(request: PersonRequest, kept: PlanFile) -> HttpResponseBase:
    return as_download(request, kept.file)


@require_http_methods(["GET", "POST"])
@may(LEADS_FILE, PlanFile, along=("file", "version__school"))
def take_back(request: PersonRequest, kept: PlanFile) -> HttpResponse:
    address = reverse("emergencies-plan-version", args=[kept.version_id])
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        kept.take_back(request.user.person, timezone.now())
        messages.success(request, _("Taken back."))
        return redirect(address)
    return render(request, "emergencies/plan_file_take_back.html", {"kept": kept, "cancel_url": address})
