"""The check of a plan: of one that is brought in as a file, with what was brought in before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.people.models import School

from ..access import KEEPS, KEEPS_INTAKE
from ..check.apart import check_document
from ..check.reading import Unreadable
from ..forgetting import kept_for
from ..forms.intakes import IntakeForm, takes_plans
from ..intakes import read_in
from ..models import Intake
from ..own import own_plan, told_by_number
from ..sections import sections_of
from ..told import in_file, in_plan
from .reports import as_download, report_page

ALONG = ("school", "recorded_by")


@takes_plans
@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def checks(request: PersonRequest, school: School) -> HttpResponse:
    form = IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (intake := _taken(request, form, school)):
        return redirect("plan-intake", intake.pk)
    now = timezone.now()
    term = kept_for(school, now)
    intakes = Intake.objects.filter(school=school).listed()
    context = {
        "school": school,
        "form": form,
        "sections": sections_of(school, current="plan-check", keeps=True),
        "intakes": [(intake, intake.recorded_at + term) for intake in intakes],
        "days": term.days,
    }
    return render(request, "plan/checks.html", context, status=422 if form.errors else 200)


def _taken(request: PersonRequest, form: IntakeForm, school: School) -> Intake | None:
    """Of the same form sent before, what that brought in; nothing where the form now says why."""
    person = request.user.person
    if known := Intake.sent_before(form.cleaned_data["token"], person):
        return known
    content = form.cleaned_data["file"].read()
    try:
        read = read_in(form.file_name, content, school=school, by=person, at=timezone.now())
    except Unreadable as refused:
        form.add_error("file", refused.why.told(_))
        return None
    return form.once(read)


@require_safe
@may(KEEPS, School)
def own(request: PersonRequest, school: School) -> HttpResponse:
    """The plan as it is written here; where there is none yet, its page invites to begin."""
    today = timezone.localdate()
    plan = own_plan(school, today)
    if plan.is_empty:
        return redirect("plan-school", school.pk)
    try:
        report = check_document(plan.document, today, plan.from_registers)
    except Unreadable:
        messages.error(request, _("It takes too long to check this plan. Shorten its longest paragraphs."))
        return redirect("plan-check", school.pk)
    told = told_by_number(report, plan)
    return report_page(request, school, told, in_plan(plan, school), title=school.name, day=today)


@require_safe
@may(KEEPS_INTAKE, Intake, along=ALONG)
def intake(request: PersonRequest, intake: Intake) -> HttpResponse:
    words = {"day": timezone.localdate(intake.recorded_at), "name": intake.recorded_by.full_name}
    return report_page(
        request,
        intake.school,
        intake.found,
        in_file(intake.found),
        title=intake.name,
        **words,
        download="plan-intake-report",
        key=intake.pk,
    )


@require_safe
@may(KEEPS_INTAKE, Intake)
def download(_request: PersonRequest, intake: Intake, form: str) -> HttpResponse:
    return as_download(intake.found, form)


@require_POST
@may(KEEPS_INTAKE, Intake, along=("school",))
def remove(request: PersonRequest, intake: Intake) -> HttpResponse:
    if request.POST.get("confirmed") == "yes":
        intake.delete()
        messages.success(request, _("Removed for good."))
    return redirect("plan-check", intake.school_id)
