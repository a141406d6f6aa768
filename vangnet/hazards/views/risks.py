"""The risks of an assessment and the measures against them, and what became of each."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.ui.form_page import Asking, form_page

from ..access import KEEPS_ROWS, READS_ROWS
from ..forms.risks import EndForm, MeasureForm, MoveForm, RiskForm
from ..models import Risk, RiskAssessment, RiskMeasure

ALONG = ("school", "risk")


@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, RiskAssessment, along=("school",))
def add_risk(request: PersonRequest, assessment: RiskAssessment) -> HttpResponse:
    if assessment.taken_back_at:
        raise Http404
    form = RiskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = form.record(assessment, request.user.person, timezone.now())
        messages.success(request, _("Recorded. Now agree on what will be done about it."))
        return redirect("hazards-measure-add", row.pk)
    asking = Asking(
        title=_("A risk"),
        action=_("Record it"),
        cancel_url=reverse("hazards-school", args=[assessment.school_id]),
        kicker=_("Risk assessment %(number)s") % {"number": assessment.number},
    )
    return form_page(request, form, asking)


@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, Risk, along=("school",))
def add_measure(request: PersonRequest, risk: Risk) -> HttpResponse:
    if risk.taken_back_at:
        raise Http404
    now = timezone.now()
    form = MeasureForm(request.POST or None, on=timezone.localdate(now))
    address = reverse("hazards-school", args=[risk.school_id])
    if request.method == "POST" and form.is_valid():
        form.record(risk, request.user.person, now)
        messages.success(request, _("It stands in the plan of action."))
        return redirect(address)
    asking = Asking(
        title=_("A measure against it"), action=_("Agree on it"), cancel_url=address, kicker=risk.what
    )
    return form_page(request, form, asking)


@require_safe
@may(READS_ROWS, RiskMeasure, along=ALONG)
def measure(request: PersonRequest, row: RiskMeasure) -> HttpResponse:
    return _page(request, row)


def _page(request: PersonRequest, row: RiskMeasure, status: int = 200, **forms: object) -> HttpResponse:
    today = timezone.localdate()
    keeps = KEEPS_ROWS.allows(request.user.person, row, today) and row.ended_on is None
    own = {"move": MoveForm(measure=row, on=today, auto_id="move_%s")} if keeps else {}
    ending = {"end": EndForm(measure=row, on=today, auto_id="end_%s")} if keeps else {}
    context = {
        "row": row,
        "promises": row.promises.select_related("recorded_by"),
        "is_late": row.ended_on is None and row.due_on < today,
        **own,
        **ending,
        **forms,
    }
    return render(request, "hazards/measure.html", context, status=status)


@require_POST
@may(KEEPS_ROWS, RiskMeasure, along=ALONG)
def move(request: PersonRequest, row: RiskMeasure) -> HttpResponse:
    now = timezone.now()
    form = MoveForm(request.POST, measure=row, on=timezone.localdate(now), auto_id="move_%s")
    if not form.is_valid() or not form.move(request.user.person, now):
        return _page(request, row, 422, move=form)
    messages.success(request, _("Another day is agreed; the one before stays known."))
    return redirect("hazards-measure", row.pk)


@require_POST
@may(KEEPS_ROWS, RiskMeasure, along=ALONG)
def end(request: PersonRequest, row: RiskMeasure) -> HttpResponse:
    form = EndForm(request.POST, measure=row, on=timezone.localdate(), auto_id="end_%s")
    if not form.is_valid() or not form.end():
        return _page(request, row, 422, end=form)
    messages.success(request, _("That is done. It stays in the plan as done."))
    return redirect("hazards-school", row.school_id)
