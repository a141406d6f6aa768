"""The pages: what was evaluated and discussed at a school, recording it, and taking back what was a mistake."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.obligations.access import SEES_DUTIES
from vangnet.core.people.forms import TakeBackForm
from vangnet.core.people.models import School
from vangnet.ui.form_page import Asking, form_page

from .access import READER, READS_AT, RECORDERS, RECORDS, RECORDS_AT, subjects_for
from .forms import EvaluationForm
from .models import Evaluation
from .sections import lines_of, sections_of


@require_safe
@held_by(*sorted(READER))
def improvement(request: PersonRequest) -> HttpResponse:
    today, person = timezone.localdate(), request.user.person
    schools = list(READS_AT.of(School.objects.filter(closed_on=None), person, today))
    if len(schools) == 1:
        return _page_of(request, schools[0])
    return render(request, "improvement/overview.html", {"lines": lines_of(schools, person, today)})


@require_safe
@may(READS_AT, School)
def school(request: PersonRequest, school: School) -> HttpResponse:
    return _page_of(request, school)


def _page_of(request: PersonRequest, school: School) -> HttpResponse:
    today, person = timezone.localdate(), request.user.person
    context = {
        "school": school,
        "sections": sections_of(school, person, today),
        "sees_duties": SEES_DUTIES.allows(person, school, today),
        "may_record": RECORDS_AT.allows(person, school, today),
    }
    return render(request, "improvement/school.html", context)


@require_http_methods(["GET", "POST"])
@may(RECORDS_AT, School)
def record(request: PersonRequest, school: School) -> HttpResponse:
    now, person = timezone.now(), request.user.person
    today = timezone.localdate(now)
    subjects = subjects_for(RECORDERS, person, school, today)
    asked = request.GET.get("about", "")
    form = EvaluationForm(
        request.POST or None, school=school, on=today, subjects=subjects, initial={"subject": asked}
    )
    if request.method == "POST" and form.is_valid():
        row = form.record(person, now)
        messages.success(request, _("Recorded."))
        return redirect(_place(school, row.subject))
    title = _("Evaluated or discussed")
    lead = _("About the policy, never about one child.")
    asking = Asking(
        title=title, action=_("Record it"), cancel_url=_place(school, asked), kicker=school.name, lead=lead
    )
    return form_page(request, form, asking)


@require_http_methods(["GET", "POST"])
@may(RECORDS, Evaluation, along=("school",))
def take_back(request: PersonRequest, row: Evaluation) -> HttpResponse:
    form, address = TakeBackForm(request.POST or None), _place(row.school, row.subject)
    if request.method == "POST" and form.is_valid():
        row.take_back(by=request.user.person, at=timezone.now(), taken_back_why=form.cleaned_data["why"])
        messages.success(request, _("Taken back. It stays readable, and no longer counts."))
        return redirect(address)
    kicker = f"{capfirst(row.get_subject_display())}, {date_format(row.held_on)}"
    asking = Asking(title=_("Take this back"), action=_("Take it back"), cancel_url=address, kicker=kicker)
    return form_page(request, form, asking)


def _place(school: School, subject: str) -> str:
    """The page of the school, at this subject."""
    address = reverse("improvement-school", args=[school.pk])
    return f"{address}#{subject}" if subject in Evaluation.Subject else address
