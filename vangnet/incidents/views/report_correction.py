"""Correcting a report: the form with which it was made, with its people, and a reason."""

from django.http import HttpResponse

from vangnet.core.access.guard import PersonRequest
from vangnet.core.dossiers.forms.involved import is_picking
from vangnet.core.dossiers.forms.steps import About
from vangnet.core.dossiers.views.correction import in_the_way, page, recorded
from vangnet.core.dossiers.views.step import Refusal

from ..forms.report_correction import ReportCorrection

TEMPLATE = "incidents/correction_report.html"


def correct_report(request: PersonRequest, about: About) -> HttpResponse:
    again = ReportCorrection(about, request.POST if request.method == "POST" else None)
    if request.method != "POST" or is_picking(request.POST):
        refusal = Refusal(in_the_way(about))
        return page(request, about, again.shown(), refusal, status=200, template=TEMPLATE)
    if mistakes := again.mistakes():
        return page(request, about, again.shown(mistakes), Refusal(), status=422, template=TEMPLATE)
    return recorded(request, about, again.act(), again.shown(), template=TEMPLATE)
