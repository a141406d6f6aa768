"""Recording what happened: a version, its review, a change, an evaluation; and taking back what was a mistake."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.attachments.downloads import as_download
from vangnet.core.attachments.forms import takes_attachments
from vangnet.core.attachments.models import Attachment
from vangnet.core.people.forms import TakeBackForm
from vangnet.core.people.models import School
from vangnet.core.people.recorded import TakenBackForAReason
from vangnet.ui.form_page import Asking, form_page

from ..access import KEEPERS, KEEPS, KEEPS_ROWS, READS_ROWS
from ..forms.assessments import AssessmentForm, ChangeForm, EvaluationForm, ReviewForm
from ..models import ExpertReview, PlanEvaluation, Risk, RiskAssessment, RiskChange

KINDS: Mapping[str, type[TakenBackForAReason]] = {
    "assessment": RiskAssessment,
    "review": ExpertReview,
    "change": RiskChange,
    "evaluation": PlanEvaluation,
    "risk": Risk,
}


@takes_attachments
@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def add_assessment(request: PersonRequest, school: School) -> HttpResponse:
    form = AssessmentForm(request.POST or None, request.FILES or None, school=school, on=timezone.localdate())
    title, action = _("A new version of the risk assessment"), _("Record it")
    lead = _("Afterwards you bring in its risks: one by one, or as a list from a spreadsheet.")
    return _recorded(request, form, school, title=title, action=action, lead=lead)


@takes_attachments
@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, RiskAssessment, along=("school",))
def add_review(request: PersonRequest, assessment: RiskAssessment) -> HttpResponse:
    if assessment.taken_back_at or not assessment.needs_review:
        raise Http404
    form = ReviewForm(
        request.POST or None, request.FILES or None, assessment=assessment, on=timezone.localdate()
    )
    title = _("Review of %(number)s by an expert") % {"number": assessment.number}
    return _recorded(request, form, assessment.school, title=title, action=_("Record it"))


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def add_change(request: PersonRequest, school: School) -> HttpResponse:
    form = ChangeForm(request.POST or None, school=school, on=timezone.localdate())
    lead = _("From that day on a new risk assessment is due.")
    return _recorded(request, form, school, title=_("Something changed"), action=_("Record it"), lead=lead)


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def add_evaluation(request: PersonRequest, school: School) -> HttpResponse:
    form = EvaluationForm(request.POST or None, school=school, on=timezone.localdate())
    return _recorded(
        request, form, school, title=_("The plan of action was evaluated"), action=_("Record it")
    )


def _recorded(
    request: PersonRequest, form: Any, school: School, *, title: str, action: str, lead: str = ""
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        form.record(request.user.person, timezone.now())
        messages.success(request, _("Recorded."))
        return redirect("hazards-school", school.pk)
    address = reverse("hazards-school", args=[school.pk])
    return form_page(
        request, form, Asking(title=title, action=action, cancel_url=address, kicker=school.name, lead=lead)
    )


@require_http_methods(["GET", "POST"])
@held_by(*KEEPERS)
def take_back(request: PersonRequest, kind: str, key: int) -> HttpResponse:
    model = KINDS.get(kind)
    row: Any = model._default_manager.filter(pk=key).first() if model else None
    if row is None or not KEEPS_ROWS.allows(request.user.person, row, timezone.localdate()):
        raise Http404
    form = TakeBackForm(request.POST or None)
    address = reverse("hazards-school", args=[row.school_id])
    if request.method == "POST" and form.is_valid():
        row.take_back(by=request.user.person, at=timezone.now(), taken_back_why=form.cleaned_data["why"])
        messages.success(request, _("Taken back. It stays readable, and no longer counts."))
        return redirect(address)
    asking = Asking(title=_("Take this back"), action=_("Take it back"), cancel_url=address, kicker=str(row))
    return form_page(request, form, asking)


@require_safe
@may(READS_ROWS, RiskAssessment, along=("paper",))
def paper(request: PersonRequest, row: RiskAssessment) -> HttpResponseBase:
    return _download(request, row.paper)


@require_safe
@may(READS_ROWS, ExpertReview, along=("paper",))
def review_paper(request: PersonRequest, row: ExpertReview) -> HttpResponseBase:
    return _download(request, row.paper)


def _download(request: PersonRequest, paper: Attachment | None) -> HttpResponseBase:
    if paper is None:
        raise Http404
    return as_download(request, paper)
