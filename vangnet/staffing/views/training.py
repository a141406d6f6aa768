"""Who is trained for what, until when; and the certificates themselves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.attachments.downloads import as_download
from vangnet.core.attachments.forms import takes_attachments
from vangnet.core.people.models import School
from vangnet.core.people.recorded import STANDING

from ..access import KEEPS_CERTIFICATE, KEEPS_TRAINING, READS, READS_CERTIFICATE, READS_TRAINING
from ..forms.certificates import CertificateForm
from ..models import Certificate
from ..sections import sections_of
from ..trained import Standing, certificates_of, trained


@require_safe
@may(READS, School)
def training(request: PersonRequest, school: School) -> HttpResponse:
    """Whoever sees to training reads of everybody; a colleague reads what is his or her own."""
    today, person = timezone.localdate(), request.user.person
    rows, certificates = trained(school, today), list(certificates_of(school, today))
    reads_all = READS_TRAINING.allows(person, school, today)
    if not reads_all:
        rows = [each for each in rows if each.person == person.pk]
        certificates = [each for each in certificates if each.person_id == person.pk]
    context = {
        "school": school,
        "rows": rows,
        "certificates": certificates,
        "counts": [(each, sum(row.standing is each for row in rows)) for each in Standing],
        "reads_all": reads_all,
        "keeps": KEEPS_TRAINING.allows(person, school, today),
        "sections": sections_of(school, person, today, current="training"),
    }
    return render(request, "staffing/training.html", context)


@takes_attachments
@require_http_methods(["GET", "POST"])
@may(KEEPS_TRAINING, School)
def add_certificate(request: PersonRequest, school: School) -> HttpResponse:
    form = CertificateForm(
        request.POST or None,
        request.FILES or None,
        school=school,
        on=timezone.localdate(),
        person=request.GET.get("person", ""),
    )
    if request.method == "POST" and form.is_valid():
        form.record(request.user.person, timezone.now())
        messages.success(request, _("The certificate is recorded."))
        return redirect("training", school.pk)
    context: dict[str, Any] = {"form": form, "school": school}
    return render(request, "staffing/certificate.html", context, status=422 if form.errors else 200)


@require_safe
@may(READS_CERTIFICATE, Certificate, along=("scan",))
def scan(request: PersonRequest, certificate: Certificate) -> HttpResponseBase:
    if certificate.scan is None or certificate.taken_back_at is not None:
        raise Http404
    return as_download(request, certificate.scan)


@require_http_methods(["GET", "POST"])
@may(KEEPS_CERTIFICATE, Certificate, along=("person", "school"))
def take_back(request: PersonRequest, certificate: Certificate) -> HttpResponse:
    if request.method == "POST":
        standing = Certificate.objects.filter(STANDING, pk=certificate.pk)
        standing.update(taken_back_by=request.user.person, taken_back_at=timezone.now())
        messages.success(request, _("Taken back. Who did so is kept."))
        return redirect("training", certificate.school_id)
    return render(request, "staffing/certificate_take_back.html", {"certificate": certificate})
