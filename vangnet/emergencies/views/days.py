"""On which half-days which officers are there: the week with its holes, the days of one, and how many are enough."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.people.agreed import agreed
from vangnet.core.people.calendars import calendar_of
from vangnet.core.people.models import Person, School, SchoolRule

from ..access import KEEPS, LEADS, READS
from ..coverage import FEWEST, Cell, taught
from ..forms.days import FewestForm, OnForm, WeekForm
from ..models.presence import Half
from ..presence import Presence, officers_on, presence, record_week, weeks_on
from ..sections import sections_of
from ..weekdays import NAMES, said_days


@dataclass(frozen=True)
class Row:
    """A weekday of the table, with its morning and its afternoon where there is school."""

    name: str
    halves: list[tuple[str, Cell | None]]


@require_safe
@may(READS, School)
def days(request: PersonRequest, school: School) -> HttpResponse:
    person, today = request.user.person, timezone.localdate()
    form = OnForm(request.GET if "on" in request.GET else None, initial={"on": today})
    on = form.cleaned_data["on"] if form.is_bound and form.is_valid() else today
    found = presence(school, on)
    context = {
        "school": school,
        "sections": sections_of(school, current="emergencies-days"),
        "form": form,
        "presence": found,
        "rows": _rows(found),
        "officers": [(officer, said_days(officer.half_days)) for officer in found.officers],
        "keeps": KEEPS.allows(person, school, today),
        "leads": LEADS.allows(person, school, today),
        "is_today": on == today,
        "agreed": SchoolRule.objects.filter(school=school, key=FEWEST.key).select_related("set_by"),
    }
    return render(request, "emergencies/days.html", context)


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def week(request: PersonRequest, school: School, person: int) -> HttpResponse:
    today = timezone.localdate()
    officer = _officer(school, person, today)
    form = WeekForm(
        request.POST or None,
        taught=taught(calendar_of(school), today),
        known=weeks_on(school, today).get(officer.pk),
        on=today,
    )
    if request.method == "POST" and form.is_valid():
        record_week(
            school,
            officer,
            since=form.cleaned_data["since"],
            half_days=form.chosen(),
            token=form.cleaned_data["token"],
            by=request.user.person,
            now=timezone.now(),
        )
        messages.success(request, _("These are the days from that date on."))
        return redirect("emergencies-days", school.pk)
    context = {"form": form, "school": school, "officer": officer}
    return render(request, "emergencies/week.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@may(LEADS, School)
def fewest(request: PersonRequest, school: School) -> HttpResponse:
    today = timezone.localdate()
    initial = {"value": FEWEST.value(agreed(school, today)), "since": today}
    form = FewestForm(request.POST or None, on=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.agree(school, request.user.person)
        messages.success(request, _("Agreed."))
        return redirect("emergencies-days", school.pk)
    context = {"form": form, "school": school}
    return render(request, "emergencies/fewest.html", context, status=422 if form.errors else 200)


def _officer(school: School, key: int, on: date) -> Person:
    """Of this school, today; anybody else is not found here."""
    if key not in {officer.key for officer in officers_on(school, on)}:
        raise Http404
    return Person.objects.get(pk=key)


def _rows(found: Presence) -> list[Row]:
    cells = {(cell.weekday, cell.half): cell for cell in found.cells}
    weekdays = sorted({weekday for weekday, _half in cells})
    return [
        Row(str(NAMES[weekday]), [(str(half.label), cells.get((weekday, half.value))) for half in Half])
        for weekday in weekdays
    ]
