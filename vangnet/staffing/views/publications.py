"""The functionaries as parents read them: drawing up a list, taking it along, and recording that it was published."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.letters.typesetting import pdf_of
from vangnet.core.people.models import School
from vangnet.core.people.recorded import STANDING

from ..access import KEEPS, KEEPS_ROW, READS, READS_ROW
from ..forms.publications import AsOfForm, ListForm, PublicationForm, token_in
from ..holding import tasks_held
from ..models import FunctionaryList, Publication
from ..publishing import changes_since, contact, sheet, shown, snippet
from ..sections import sections_of


@require_safe
@may(READS, School)
def functionaries(request: PersonRequest, school: School) -> HttpResponse:
    """What parents read now, whether that still holds, and what they read before."""
    today, person = timezone.localdate(), request.user.person
    lists = list(FunctionaryList.objects.filter(school=school).prefetch_related("lines"))
    latest = lists[0] if lists else None
    context = {
        "school": school,
        "latest": latest,
        "lines": shown(latest) if latest else [],
        "contact": contact(latest) if latest else "",
        "changes": changes_since(latest, tasks_held(school, today), today) if latest else [],
        "lists": lists,
        "publications": Publication.objects.filter(STANDING, school=school).select_related(
            "list", "recorded_by"
        ),
        "keeps": KEEPS.allows(person, school, today),
        "sections": sections_of(school, person, today, current="functionaries"),
    }
    return render(request, "staffing/functionaries.html", context)


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def make_list(request: PersonRequest, school: School) -> HttpResponse:
    today = timezone.localdate()
    chosen = AsOfForm(request.GET or None, today=today)
    on = chosen.day()
    last = FunctionaryList.objects.filter(school=school).prefetch_related("lines").first()
    form = ListForm(request.POST or None, school=school, held=tasks_held(school, on), on=on, last=last)
    if request.method == "POST":
        if made := _made_before(request, school):
            return redirect("functionary-list", made.pk)
        if form.is_valid():
            return _keep(request, school, form)
    context = {"form": form, "school": school, "chosen": chosen, "on": on}
    return render(request, "staffing/functionaries_make.html", context, status=422 if form.errors else 200)


def _keep(request: PersonRequest, school: School, form: ListForm) -> HttpResponse:
    try:
        made = form.make(request.user.person, timezone.now())
    except IntegrityError:  # sent twice at once
        return redirect("functionaries", school.pk)
    messages.success(request, _("The list is drawn up. Now publish it, and record on which day you did."))
    return redirect("functionary-list", made.pk)


def _made_before(request: PersonRequest, school: School) -> FunctionaryList | None:
    token = token_in(request.POST.get("token", ""))
    return FunctionaryList.objects.filter(school=school, token=token).first() if token else None


@require_http_methods(["GET", "POST"])
@may(READS_ROW, FunctionaryList, along=("school", "made_by"))
def functionary_list(request: PersonRequest, listed: FunctionaryList) -> HttpResponse:
    """One list, ready to take along; who keeps it records here where it was published."""
    today, person = timezone.localdate(), request.user.person
    keeps = KEEPS.allows(person, listed.school, today)
    form = PublicationForm((request.POST or None) if keeps else None, listed=listed, on=today)
    if request.method == "POST" and keeps and form.is_valid():
        with transaction.atomic():
            form.record(person, timezone.now())
        messages.success(request, _("Recorded that it was published."))
        return redirect("functionaries", listed.school_id)
    return render(
        request,
        "staffing/functionary_list.html",
        _shown(listed, form, keeps),
        status=422 if form.errors else 200,
    )


def _shown(listed: FunctionaryList, form: PublicationForm, keeps: bool) -> dict[str, Any]:
    return {
        "list": listed,
        "lines": shown(listed),
        "contact": contact(listed),
        "snippet": snippet(listed),
        "publications": listed.publications.filter(STANDING),
        "form": form if keeps else None,
    }


@require_safe
@may(READS_ROW, FunctionaryList, along=("school",))
def functionary_list_pdf(request: PersonRequest, listed: FunctionaryList) -> HttpResponse:
    name = f"functionarissen-{listed.as_of:%Y-%m-%d}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(
        pdf_of(sheet(listed), listed.made_at), content_type="application/pdf", headers=headers
    )


@require_http_methods(["GET", "POST"])
@may(KEEPS_ROW, Publication, along=("school", "list"))
def take_back(request: PersonRequest, publication: Publication) -> HttpResponse:
    """It was not published after all, or on another day."""
    if request.method == "POST":
        standing = Publication.objects.filter(STANDING, pk=publication.pk)
        standing.update(taken_back_by=request.user.person, taken_back_at=timezone.now())
        messages.success(request, _("Taken back. Who did so is kept."))
        return redirect("functionaries", publication.school_id)
    return render(request, "staffing/publication_take_back.html", {"publication": publication})
