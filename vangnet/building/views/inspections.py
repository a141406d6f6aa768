"""Recording an inspection, or a line in the log, and taking back what was recorded by mistake."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.attachments.forms import takes_attachments
from vangnet.core.people.forms import TakeBackForm
from vangnet.core.people.models import School
from vangnet.core.people.recorded import TakenBackForAReason
from vangnet.ui.form_page import Asking, form_page

from ..access import KEEPS, KEEPS_LOG, KEEPS_ROWS, READS
from ..findings import days_for
from ..forms.inspections import InspectionForm
from ..forms.log import LogForm
from ..log import inspection_entry
from ..models import Equipment, Inspection, LogLine
from ..standing import Inspected


@takes_attachments
@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, Equipment, along=("school",))
def inspect(request: PersonRequest, row: Equipment) -> HttpResponse:
    return _inspect(request, row.school, row, reverse("building-equipment", args=[row.pk]))


@takes_attachments
@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def inspect_building(request: PersonRequest, school: School) -> HttpResponse:
    return _inspect(request, school, None, reverse("building-whole", args=[school.pk]))


def _inspect(
    request: PersonRequest, school: School, equipment: Equipment | None, address: str
) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    form = InspectionForm(
        request.POST or None,
        request.FILES or None,
        school=school,
        equipment=equipment,
        on=today,
        what=request.GET.get("what", ""),
        initial={"held_on": today},
    )
    if request.method == "POST" and form.is_valid():
        row = form.record(request.user.person, now, days_for(school, today))
        messages.success(request, _says(row))
        return redirect(address)
    asking = Asking(
        title=_("Record an inspection"),
        action=_("Record it"),
        cancel_url=address,
        kicker=equipment.name if equipment else _("The building as a whole"),
        lead=_("A test by yourself counts as well as one by a firm."),
    )
    return form_page(request, form, asking)


def _says(row: Inspection) -> str:
    if row.outcome == Inspection.Outcome.APPROVED:
        return _("Recorded. The next one is counted from this day.")
    return _("Recorded. What must be repaired stands on the list of defects now.")


@require_safe
@may(READS, School)
def whole_building(request: PersonRequest, school: School) -> HttpResponse:
    """The inspections that are not of one piece of equipment."""
    today = timezone.localdate()
    rows = Inspection.objects.filter(school=school, equipment=None).select_related("report", "recorded_by")
    context = {
        "school": school,
        "lines": Inspected.at([school.pk], today).of_building(school.pk),
        "log": [inspection_entry(row) for row in rows],
        "keeps": KEEPS.allows(request.user.person, school, today),
    }
    return render(request, "building/whole.html", context)


@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, Equipment, along=("school",))
def log(request: PersonRequest, row: Equipment) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    form = LogForm(request.POST or None, equipment=row, on=today, initial={"held_on": today})
    if request.method == "POST" and form.is_valid():
        form.record(request.user.person, now)
        messages.success(request, _("Written in the log."))
        return redirect("building-equipment", row.pk)
    asking = Asking(
        title=_("Write in the log"),
        action=_("Write it down"),
        cancel_url=reverse("building-equipment", args=[row.pk]),
        kicker=row.name,
    )
    return form_page(request, form, asking)


@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, Inspection, along=("school", "equipment"))
def take_back_inspection(request: PersonRequest, row: Inspection) -> HttpResponse:
    address = (
        reverse("building-equipment", args=[row.equipment_id])
        if row.equipment_id
        else reverse("building-whole", args=[row.school_id])
    )
    return _take_back(request, row, address)


@require_http_methods(["GET", "POST"])
@may(KEEPS_LOG, LogLine, along=("equipment",))
def take_back_line(request: PersonRequest, row: LogLine) -> HttpResponse:
    return _take_back(request, row, reverse("building-equipment", args=[row.equipment_id]))


def _take_back(request: PersonRequest, row: TakenBackForAReason, address: str) -> HttpResponse:
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row.take_back(by=request.user.person, at=timezone.now(), taken_back_why=form.cleaned_data["why"])
        messages.success(request, _("Taken back. It stays readable, and no longer counts."))
        return redirect(address)
    asking = Asking(
        title=_("Take this back"),
        action=_("Take it back"),
        cancel_url=address,
        lead=_("For what was recorded by mistake. What it found to repair stays on the list of defects."),
    )
    return form_page(request, form, asking)
