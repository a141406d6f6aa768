"""A list of risks from a spreadsheet: the file, its columns, what would be taken over, and only then taking it over."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from vangnet.core.access.bounds import takes_files
from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.people.imports.cells import MOST_BYTES
from vangnet.core.people.models import Person
from vangnet.ui.form_page import Asking, form_page

from ..access import KEEPS_ROWS
from ..forms.imports import ColumnsForm, FileForm
from ..forms.risks import first_promise
from ..models import Risk, RiskAssessment, RiskFile, RiskMeasure
from ..reading import Reading, RiskLine, guessed, read

LINES_SHOWN, PROBLEMS_SHOWN = 8, 20
AGREE = "agree"


@takes_files(MOST_BYTES)
@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, RiskAssessment, along=("school",))
def upload(request: PersonRequest, assessment: RiskAssessment) -> HttpResponse:
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        RiskFile.objects.update_or_create(
            assessment=assessment,
            by=request.user.person,
            defaults={
                "at": timezone.now(),
                "name": form.cleaned_data["file"].name[:200],
                "header": list(form.table.header),
                "rows": [[row.line, list(row.cells)] for row in form.table.rows],
            },
        )
        return redirect("hazards-import-columns", assessment.pk)
    asking = Asking(
        title=_("Bring in a list of risks"),
        action=_("Look at it"),
        cancel_url=reverse("hazards-school", args=[assessment.school_id]),
        kicker=_("Risk assessment %(number)s") % {"number": assessment.number},
        lead=_("Nothing is taken over before you have seen what it would bring."),
    )
    return form_page(request, form, asking)


@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, RiskAssessment, along=("school",))
def columns(request: PersonRequest, assessment: RiskAssessment) -> HttpResponse:
    waiting = RiskFile.objects.filter(assessment=assessment, by=request.user.person).first()
    if waiting is None:
        return redirect("hazards-import", assessment.pk)
    meanings = guessed(waiting.header)
    form = ColumnsForm(request.POST or None, header=waiting.header, meanings=meanings)
    if request.method == "POST" and form.is_valid():
        meanings = form.meanings()
    is_wrong = bool(form.errors)
    reading = Reading() if is_wrong else read(waiting.header, waiting.rows, meanings, assessment.held_on)
    if request.POST.get(AGREE) and not is_wrong and not reading.problems:
        number = _take_over(waiting, reading, request.user.person, timezone.now())
        messages.success(request, _taken_over(number))
        return redirect("hazards-school", assessment.school_id)
    context = {
        "assessment": assessment,
        "waiting": waiting,
        "form": form,
        "reading": reading,
        "lines": reading.lines[:LINES_SHOWN],
        "problems": [(each, each.text()) for each in reading.problems[:PROBLEMS_SHOWN]],
        "first_rows": waiting.rows[:3],
    }
    status = 422 if request.method == "POST" and (is_wrong or reading.problems) else 200
    return render(request, "hazards/columns.html", context, status=status)


def _take_over(waiting: RiskFile, reading: Reading, by: Person, now: datetime) -> int:
    """All or nothing, and once: who comes second finds that the list no longer waits."""
    with transaction.atomic():
        gone, _each = RiskFile.objects.filter(pk=waiting.pk).delete()
        if gone:
            for line in reading.lines:
                _write(line, waiting.assessment, by, now)
    return len(reading.lines) if gone else 0


def _write(line: RiskLine, assessment: RiskAssessment, by: Person, now: datetime) -> None:
    recorded = {"school": assessment.school, "recorded_by": by, "recorded_at": now}
    risk = Risk.objects.create(
        assessment=assessment, what=line.what, place=line.place, rating=line.rating, **recorded
    )
    if line.measure and line.due_on:
        row = RiskMeasure.objects.create(
            risk=risk,
            what=line.measure,
            who=line.who,
            agreed_on=assessment.held_on,
            due_on=line.due_on,
            cost=line.cost,
            **recorded,
        )
        first_promise(row)


def _taken_over(number: int) -> str:
    return ngettext("%(number)s risk is taken over.", "%(number)s risks are taken over.", number) % {
        "number": number
    }
