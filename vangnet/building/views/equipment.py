"""What stands in a school, how its inspections stand, and each piece with its whole log."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.attachments.forms import takes_attachments
from vangnet.core.people.models import School
from vangnet.ui.form_page import Asking, form_page

from ..access import KEEPS, KEEPS_ROWS, READS, READS_ROWS, REPORTS
from ..catalogue import PLAYGROUND, SORT_OF, SORTS, Sort
from ..forms.equipment import ChangeForm, EquipmentForm, RemovalForm
from ..log import log_of
from ..models import Equipment, Inspection
from ..sections import sections_of
from ..standing import Inspected, Line, number_late, worst_first
from .files import download

ALONG = ("school", "partner", "contract__partner", "paper")
SOON_SHOWN = 8


@dataclass(frozen=True)
class Registered:
    """One sort with what the school has of it."""

    sort: Sort
    rows: list[tuple[Equipment, Line | None]]


@require_safe
@may(READS, School)
def school(request: PersonRequest, school: School) -> HttpResponse:
    return page_of(request, school)


def page_of(request: PersonRequest, school: School) -> HttpResponse:
    """The building of one school; `overview` shows it at once to who has no other."""
    today, person = timezone.localdate(), request.user.person
    in_use = list(Equipment.objects.on(today).filter(school=school))
    inspected = Inspected.at([school.pk], today)
    of_building = inspected.of_building(school.pk)
    lines = worst_first([*of_building, *(line for row in in_use for line in inspected.of(row))])
    to_do = [line for line in lines if line.stands.state.is_broken or line.badge == "due_soon"]
    registered = _by_sort(in_use, inspected)
    context = {
        "school": school,
        "sections": sections_of(school, current="building-school"),
        "keeps": KEEPS.allows(person, school, today),
        "reports": REPORTS.allows(person, school, today),
        "lines": to_do[:SOON_SHOWN],
        "more": max(0, len(to_do) - SOON_SHOWN),
        "late": number_late(lines),
        "of_building": of_building,
        "registered": registered,
        "missing": [sort for sort in SORTS if sort not in {each.sort for each in registered} and sort.checks],
        "removed": Equipment.objects.filter(school=school, last_on__lt=today).order_by("-last_on"),
    }
    return render(request, "building/school.html", context)


def _by_sort(in_use: list[Equipment], inspected: Inspected) -> list[Registered]:
    rows = [(equipment, _first(inspected.of(equipment))) for equipment in in_use]
    found = [Registered(sort, [row for row in rows if row[0].sort == sort.key]) for sort in SORTS]
    return [each for each in found if each.rows]


def _first(lines: list[Line]) -> Line | None:
    return next(iter(worst_first(lines)), None)


@takes_attachments
@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def add(request: PersonRequest, school: School) -> HttpResponse:
    now = timezone.now()
    asked = request.GET.get("sort", "")
    form = EquipmentForm(
        request.POST or None,
        request.FILES or None,
        school=school,
        on=timezone.localdate(now),
        initial={"sort": asked if asked in SORT_OF else ""},
    )
    if request.method == "POST" and form.is_valid():
        row = form.register(request.user.person, now)
        messages.success(request, _("Registered. Now record when it was inspected last, with the report."))
        return redirect("building-equipment", row.pk)
    asking = Asking(
        title=_("Add an installation or equipment"),
        action=_("Register it"),
        cancel_url=reverse("building-school", args=[school.pk]),
        kicker=school.name,
    )
    return form_page(request, form, asking)


@require_safe
@may(READS_ROWS, Equipment, along=ALONG)
def equipment(request: PersonRequest, row: Equipment) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "row": row,
        "sort": SORT_OF[row.sort],
        "is_playground": row.sort == PLAYGROUND.key,
        "lines": Inspected.at([row.school_id], today).of(row),
        "log": log_of([row]),
        "keeps": KEEPS_ROWS.allows(request.user.person, row, today),
        "reports": REPORTS.allows(request.user.person, row.school, today),
        "is_in_use": row.last_on is None or row.last_on >= today,
    }
    return render(request, "building/equipment.html", context)


@takes_attachments
@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, Equipment, along=ALONG)
def change(request: PersonRequest, row: Equipment) -> HttpResponse:
    now = timezone.now()
    form = ChangeForm(
        request.POST or None,
        request.FILES or None,
        instance=row,
        school=row.school,
        on=timezone.localdate(now),
        initial={"seen": row.version},
    )
    if request.method == "POST" and form.is_valid() and form.change(row, request.user.person, now):
        messages.success(request, _("Changed. What stood there is in the log."))
        return redirect("building-equipment", row.pk)
    asking = Asking(
        title=_("Change what is known of it"),
        action=_("Keep this"),
        cancel_url=reverse("building-equipment", args=[row.pk]),
        kicker=row.name,
        lead=_("What stands there now goes into the log."),
    )
    return form_page(request, form, asking)


@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, Equipment, along=("school",))
def remove(request: PersonRequest, row: Equipment) -> HttpResponse:
    today: date = timezone.localdate()
    initial = {"seen": row.version, "last_on": today}
    form = RemovalForm(request.POST or None, equipment=row, on=today, initial=initial)
    if request.method == "POST" and form.is_valid() and form.remove():
        messages.success(request, _("It is out of use after that day. Its log stays."))
        return redirect("building-school", row.school_id)
    asking = Asking(
        title=_("Take it out of use"),
        action=_("Out of use after that day"),
        cancel_url=reverse("building-equipment", args=[row.pk]),
        kicker=row.name,
        lead=_("From the next day on no inspection is asked of it. Its log stays."),
    )
    return form_page(request, form, asking)


@require_safe
@may(READS_ROWS, Equipment, along=("paper",))
def paper(request: PersonRequest, row: Equipment) -> HttpResponseBase:
    return download(request, row.paper)


@require_safe
@may(READS_ROWS, Inspection, along=("report",))
def report(request: PersonRequest, row: Inspection) -> HttpResponseBase:
    return download(request, row.report)
