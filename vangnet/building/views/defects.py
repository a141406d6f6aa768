"""Reporting a defect, the list of them, and what is done about each until it is repaired or out of use."""

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.bounds import number_in
from vangnet.core.access.grounds import schools_where
from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.attachments.forms import takes_attachments
from vangnet.core.people.forms import OVERTAKEN
from vangnet.core.people.models import School
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL
from vangnet.ui.form_page import Asking, form_page

from ..access import KEEPS_ROWS, READS, READS_ROWS, REPORTS
from ..findings import days_for, open_again, settle, take
from ..forms.defects import DefectForm, NoteForm, OpenAgainForm, SendOnForm, SettleForm
from ..models import Defect, DefectStep, Equipment
from ..sections import sections_of
from ..telling import send_on as mail_on
from ..telling import tell_of_danger
from .files import download

ALONG = ("school", "equipment", "inspection", "photo", "partner", "recorded_by")
PLACES_OFFERED = 40
SETTLED_SHOWN = 50


@require_safe
@held_by(*sorted(STAFF_OF_A_SCHOOL))
def report_somewhere(request: PersonRequest) -> HttpResponse:
    """One address for everybody, to keep on the phone: at one school the form, at several the choice."""
    schools = schools_where(request.user.person, timezone.localdate(), sorted(STAFF_OF_A_SCHOOL))
    rows = list(schools.order_by("name"))
    if len(rows) == 1:
        return redirect("building-report-defect", rows[0].pk)
    return render(request, "building/report_where.html", {"schools": rows})


@takes_attachments
@require_http_methods(["GET", "POST"])
@may(REPORTS, School)
def report(request: PersonRequest, school: School) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    form = DefectForm(
        request.POST or None,
        request.FILES or None,
        school=school,
        equipment=_equipment(request, school),
        places=_places(school),
    )
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            row = form.report(request.user.person, now, today, days_for(school, today))
            if row.is_danger:
                tell_of_danger(row, today, now)
        messages.success(request, _("Thank you. It is on the list, and you can follow it here."))
        return redirect("building-defect", row.pk)
    asking = Asking(
        title=_("Something is broken or dangerous"),
        action=_("Report it"),
        cancel_url=reverse("building-defects", args=[school.pk]),
        kicker=school.name,
    )
    return form_page(request, form, asking)


def _equipment(request: PersonRequest, school: School) -> Equipment | None:
    number = number_in(request.GET.get("equipment", ""))
    return Equipment.objects.filter(school=school, pk=number).first() if number else None


def _places(school: School) -> list[str]:
    """Where things are and where defects were: what was typed before need not be typed again."""
    known = Equipment.objects.filter(school=school).order_by().values_list("place").distinct()
    reported = Defect.objects.filter(school=school).order_by().values_list("place").distinct()
    return sorted({place for (place,) in known.union(reported)})[:PLACES_OFFERED]


@require_safe
@may(READS, School)
def defects(request: PersonRequest, school: School) -> HttpResponse:
    """What is open, dangers and what stands still first; below it what was settled last."""
    today = timezone.localdate()
    rows = _listed(school)
    context = {
        "school": school,
        "sections": sections_of(school, current="building-defects"),
        "open": rows.filter(settled_on=None),
        "settled": rows.exclude(settled_on=None).order_by("-settled_on", "-pk")[:SETTLED_SHOWN],
        "today": today,
        "reports": REPORTS.allows(request.user.person, school, today),
        "standing_still": rows.filter(settled_on=None, due_on__lt=today).count(),
    }
    return render(request, "building/defects.html", context)


def _listed(school: School) -> QuerySet[Defect]:
    return Defect.objects.filter(school=school).select_related("partner", "equipment")


@require_safe
@may(READS_ROWS, Defect, along=ALONG)
def defect(request: PersonRequest, row: Defect) -> HttpResponse:
    return _page(request, row)


def _page(request: PersonRequest, row: Defect, status: int = 200, **forms: object) -> HttpResponse:
    """The defect with its steps; who keeps the building finds what can be done below them."""
    today = timezone.localdate()
    keeps = KEEPS_ROWS.allows(request.user.person, row, today)
    context = {
        "row": row,
        "steps": row.steps.select_related("recorded_by", "partner"),
        "keeps": keeps,
        "is_late": row.settled_on is None and row.due_on < today,
        "today": today,
        **(_forms(row) if keeps else {}),
        **forms,
    }
    return render(request, "building/defect.html", context, status=status)


def _forms(row: Defect) -> dict[str, object]:
    today = timezone.localdate()
    if row.settled_on:
        return {"again": OpenAgainForm(defect=row, on=today, auto_id="again_%s")}
    return {
        "send": SendOnForm(
            defect=row,
            on=today,
            auto_id="send_%s",
            initial={"partner": _proposed_partner(row), "due_on": max(row.due_on, today)},
        ),
        "note": NoteForm(defect=row, on=today, auto_id="note_%s"),
        "settle": SettleForm(defect=row, on=today, auto_id="settle_%s", initial={"settled_on": today}),
    }


def _proposed_partner(row: Defect) -> int | None:
    return row.partner_id or (row.equipment.partner_id if row.equipment else None)


@require_http_methods(["POST"])
@may(KEEPS_ROWS, Defect, along=ALONG)
def send_on(request: PersonRequest, row: Defect) -> HttpResponse:
    now = timezone.now()
    form = SendOnForm(request.POST, defect=row, on=timezone.localdate(now), auto_id="send_%s")
    if not form.is_valid():
        return _page(request, row, 422, send=form)
    said, by = form.cleaned_data, request.user.person
    more = {name: said[name] for name in ("partner", "way", "reference")}
    step = form.step(DefectStep.Kind.SENT_ON, by, now, **more)
    with transaction.atomic():
        if not take(row, step, seen=said["seen"], partner=said["partner"]):
            return _overtaken(request, row, send=form)
        if said["way"] == DefectStep.Way.MAIL:
            mail_on(
                row, said["partner"], text=said["text"], due_on=said["due_on"], token=said["token"], now=now
            )
    messages.success(request, _("Sent on. Who answers for it stays on this page."))
    return redirect("building-defect", row.pk)


@require_http_methods(["POST"])
@may(KEEPS_ROWS, Defect, along=ALONG)
def note(request: PersonRequest, row: Defect) -> HttpResponse:
    now = timezone.now()
    form = NoteForm(request.POST, defect=row, on=timezone.localdate(now), auto_id="note_%s")
    if not form.is_valid():
        return _page(request, row, 422, note=form)
    step = form.step(DefectStep.Kind.NOTE, request.user.person, now)
    if not take(row, step, seen=form.cleaned_data["seen"]):
        return _overtaken(request, row, note=form)
    messages.success(request, _("Written down."))
    return redirect("building-defect", row.pk)


@require_http_methods(["POST"])
@may(KEEPS_ROWS, Defect, along=ALONG)
def settle_defect(request: PersonRequest, row: Defect) -> HttpResponse:
    now = timezone.now()
    form = SettleForm(request.POST, defect=row, on=timezone.localdate(now), auto_id="settle_%s")
    if not form.is_valid():
        return _page(request, row, 422, settle=form)
    said = form.cleaned_data
    step = form.step(DefectStep.Kind.SETTLED, request.user.person, now)
    if not settle(row, step, seen=said["seen"], outcome=said["outcome"], on=said["settled_on"]):
        return _overtaken(request, row, settle=form)
    messages.success(request, _("Settled. Well done."))
    return redirect("building-defect", row.pk)


@require_http_methods(["POST"])
@may(KEEPS_ROWS, Defect, along=ALONG)
def open_defect_again(request: PersonRequest, row: Defect) -> HttpResponse:
    now = timezone.now()
    form = OpenAgainForm(request.POST, defect=row, on=timezone.localdate(now), auto_id="again_%s")
    if not form.is_valid():
        return _page(request, row, 422, again=form)
    step = form.step(DefectStep.Kind.OPENED_AGAIN, request.user.person, now)
    if not open_again(row, step, seen=form.cleaned_data["seen"]):
        return _overtaken(request, row, again=form)
    messages.success(request, _("It is on the list again."))
    return redirect("building-defect", row.pk)


def _overtaken(request: PersonRequest, row: Defect, **forms: Form) -> HttpResponse:
    """What was typed comes back, beside what the colleague did meanwhile; sent once more it is recorded."""
    row.refresh_from_db()
    for form in forms.values():
        form.data = {**dict(form.data.items()), "seen": str(row.step_count)}
        form.add_error(None, OVERTAKEN)
    return _page(request, row, 422, **forms)


@require_safe
@may(READS_ROWS, Defect, along=("photo",))
def photo(request: PersonRequest, row: Defect) -> HttpResponseBase:
    return download(request, row.photo, shown=True)
