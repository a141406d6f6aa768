"""Who does what at a school, with what nobody does; and of several schools, which tasks are vacant."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, held_by, may, roles_today
from vangnet.core.people.models import School
from vangnet.core.people.roles import Role

from ..access import KEEPS, KEEPS_ROW, READERS, READS
from ..forms.substitutes import SubstituteEndForm, SubstituteForm
from ..holding import by_part, tasks_held, vacancies
from ..models import Substitute
from ..sections import sections_of
from ..tasks import TASK_OF_KEY


@require_safe
@held_by(*READERS)
def schools(request: PersonRequest) -> HttpResponse:
    """Who works at one school sees it at once."""
    today = timezone.localdate()
    known = list(READS.of(School.objects.filter(closed_on=None), request.user.person, today))
    if len(known) == 1:
        return _who_does_what(request, known[0])
    return _schools(request, known, "who-does-what")


@require_safe
@held_by(*READERS)
def schools_with(request: PersonRequest, page: str) -> HttpResponse:
    """The schools of somebody, each leading to one of its pages."""
    today = timezone.localdate()
    known = READS.of(School.objects.filter(closed_on=None), request.user.person, today)
    return _schools(request, list(known), page)


def _schools(request: PersonRequest, known: list[School], page: str) -> HttpResponse:
    vacant = vacancies([school.pk for school in known], timezone.localdate())
    rows = sorted(((school, vacant[school.pk]) for school in known), key=lambda row: -len(row[1]))
    return render(request, "staffing/schools.html", {"rows": rows, "page": page})


@require_safe
@may(READS, School)
def who_does_what(request: PersonRequest, school: School) -> HttpResponse:
    return _who_does_what(request, school)


def _who_does_what(request: PersonRequest, school: School) -> HttpResponse:
    today, person = timezone.localdate(), request.user.person
    held = tasks_held(school, today)
    context = {
        "school": school,
        "parts": by_part(held),
        "vacant": [each for each in held if each.is_vacant],
        "keeps": KEEPS.allows(person, school, today),
        "appoints": roles_today(request, [Role.ADMINISTRATOR, Role.HEAD]),
        "sections": sections_of(school, person, today, current="who-does-what"),
        "today": today,
    }
    return render(request, "staffing/who_does_what.html", context)


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def add_substitute(request: PersonRequest, school: School) -> HttpResponse:
    today = timezone.localdate()
    initial = {"first_on": today, "task": request.GET.get("task", "")}
    form = SubstituteForm(request.POST or None, school=school, on=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.record(request.user.person, timezone.now())
        messages.success(request, _("Recorded. All colleagues see who stands in."))
        return redirect("who-does-what", school.pk)
    context = {"form": form, "school": school}
    return render(request, "staffing/substitute.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@may(KEEPS_ROW, Substitute, along=("person", "school"))
def end_substitute(request: PersonRequest, substitute: Substitute) -> HttpResponse:
    initial = {"last_on": timezone.localdate()}
    form = SubstituteEndForm(request.POST or None, substitute=substitute, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.end(request.user.person, timezone.now())
        messages.success(request, _("Recorded."))
        return redirect("who-does-what", substitute.school_id)
    title = TASK_OF_KEY[substitute.task].title if substitute.task in TASK_OF_KEY else substitute.task
    context = {"form": form, "substitute": substitute, "task": title}
    return render(request, "staffing/substitute_end.html", context, status=422 if form.errors else 200)
