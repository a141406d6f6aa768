"""Report: any adult at school, on a phone, in at most four choices and one text; and the receipt at once."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.asking import Asking, stand_in
from vangnet.core.access.guard import PersonRequest, may, signed_in
from vangnet.core.access.unsent import NotForYou
from vangnet.core.dossiers.forms.involved import People, is_picking, people_in
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.people_search import Reach
from vangnet.core.dossiers.recording import Act, open_dossier, recorded_before
from vangnet.core.dossiers.rules import WORKS_HERE
from vangnet.core.dossiers.views.see_other import SeeOther
from vangnet.core.people.models import Person, School
from vangnet.core.questions import Question

from ..access import KNOW
from ..forms.report import ReportForm
from ..forms.report_page import page
from ..kind import INCIDENT
from ..models import Category, Report
from ..models.facts import Part
from ..receipt import receipt_of
from ..unsent import told_in

PAGE = "incidents/report.html"
OFFERED = Question(lambda on: Category.objects.on(on))
WORKS_AT = Question(lambda shape, **blanks: WORKS_HERE.of(School.objects.all(), *stand_in(shape, blanks)))


@signed_in
@require_http_methods(["GET", "POST"])
def report(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    reach = reach_of(request.user.person, now)
    categories = OFFERED(on=reach.on)
    if request.method == "GET":
        form = ReportForm(schools=reach.schools, categories=categories, now=now)
        return render(request, PAGE, page(form, categories, People(), reach))
    try:
        told = told_in(request.POST, request.user)
    except NotForYou:
        return render(request, "incidents/report_not_for_you.html", status=409)
    form = ReportForm(told, schools=reach.schools, categories=categories, now=now)
    people = people_in(told, reach, Part.values)
    if is_picking(told):
        part = "#people" if request.htmx else ""
        return render(request, PAGE + part, page(form, categories, people, reach))
    mistakes = {**form.mistakes(), **people.mistakes()}
    if mistakes:
        if again := _recorded_before(form, request.user.person):
            return _recorded(request, again)
        return render(request, PAGE, page(form, categories, people, reach, mistakes), status=422)
    dossier = open_dossier(INCIDENT, form.school_chosen, _act(form, people, request.user.person))
    return _recorded(request, dossier)


def _recorded_before(form: ReportForm, by: Person) -> Dossier | None:
    """A report whose answer got lost on the way stands recorded, whatever would refuse it now."""
    token = form.cleaned_data.get("token")
    entry = recorded_before(token, by) if token else None
    return entry.dossier if entry else None


def _recorded(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """On to the receipt; a script that sends what waited on the device asks for the address instead."""
    receipt = reverse("incident-receipt", args=[dossier.reference])
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"receipt": receipt}, status=201)
    return SeeOther(receipt)


def reach_of(person: Person, now: datetime) -> Reach:
    """Where this person works today; who works at no school has nothing to report here."""
    on = timezone.localdate(now)
    asking = Asking.of(person, on)
    schools = WORKS_AT(asking.shape, **asking.values)
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
