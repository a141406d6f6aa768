"""Report: any adult at school, on a phone, in at most four choices and one text; and the receipt at once."""

from datetime import datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, may, signed_in
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.recording import Act, open_dossier
from vangnet.core.people.models import Person, School
from vangnet.core.questions import Question

from ..access import KNOW, REPORT
from ..forms.involved import People, is_picking, people_in
from ..forms.report import ReportForm
from ..forms.report_page import page
from ..kind import INCIDENT
from ..models import Category, Report
from ..people_search import Reach
from ..receipt import receipt_of

PAGE = "incidents/report.html"
OFFERED = Question(lambda on: Category.objects.on(on))


class SeeOther(HttpResponseRedirect):
    """After something was recorded the browser fetches the next page, so that reloading records nothing."""

    status_code = 303


@signed_in
@require_http_methods(["GET", "POST"])
def report(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    reach = _reach(request.user.person, now)
    categories = OFFERED(on=reach.on)
    if request.method == "GET":
        form = ReportForm(schools=reach.schools, categories=categories, now=now)
        return render(request, PAGE, page(form, categories, People(), reach))
    form = ReportForm(request.POST, schools=reach.schools, categories=categories, now=now)
    people = people_in(request.POST, reach)
    if is_picking(request.POST):
        part = "#people" if request.htmx else ""
        return render(request, PAGE + part, page(form, categories, people, reach))
    mistakes = {**form.mistakes(), **people.mistakes()}
    if mistakes:
        return render(request, PAGE, page(form, categories, people, reach, mistakes), status=422)
    dossier = open_dossier(INCIDENT, form.school_chosen, _act(form, people, request.user.person))
    return SeeOther(reverse("incident-receipt", args=[dossier.reference]))


def _reach(person: Person, now: datetime) -> Reach:
    """Where this person works today; who works at no school has nothing to report here."""
    on = timezone.localdate(now)
    schools = list(REPORT.of(School.objects.all(), person, on))
    if not schools:
        raise Http404
    return Reach(person, schools, on)


def _act(form: ReportForm, people: People, by: Person) -> Act:
    said = form.cleaned_data
    return Act(
        step="report",
        by=by,
        happened_at=said["happened"],
        now=form.now,
        token=said["token"],
        text=said["text"],
        facts=[Report(category=form.category_chosen, place=said["place"]), *people.facts()],
    )


@may(KNOW, Dossier, by="reference")
@require_safe
def receipt(request: PersonRequest, dossier: Dossier) -> HttpResponse:
    """What happens now. It shows nothing that was told, so opening it is no reading of the dossier."""
    shown = receipt_of(dossier, request.user.person, timezone.localdate())
    return render(request, "incidents/receipt.html", {"receipt": shown})
