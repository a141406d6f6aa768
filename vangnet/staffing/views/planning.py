"""The catalogue of trainings, the sessions of a school, and its plan for a school year with the costs."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vangnet.core.access.guard import PersonRequest, held_by, may, roles_today
from vangnet.core.calendars import SchoolYear, school_year_of
from vangnet.core.people.models import School
from vangnet.core.people.recorded import STANDING

from ..access import (
    FOR_ALL_SCHOOLS,
    KEEPS_COURSE,
    KEEPS_SESSION,
    KEEPS_TRAINING,
    READ_CATALOGUE,
    READS_COURSE,
    READS_TRAINING,
)
from ..forms.training import CourseForm, PassedForm, SessionForm
from ..models import Course, TrainingPlan, TrainingSession
from ..planning import adopt, plan_of


@require_http_methods(["GET", "POST"])
@held_by(*READ_CATALOGUE)
def courses(request: PersonRequest) -> HttpResponse:
    """What can be followed and for how much; whoever keeps a part of it adds to it here."""
    today, person = timezone.localdate(), request.user.person
    schools = KEEPS_TRAINING.of(School.objects.filter(closed_on=None), person, today)
    is_for_all = roles_today(request, FOR_ALL_SCHOOLS)
    keeps = is_for_all or schools.exists()
    form = (
        CourseForm(request.POST or None, schools=schools, is_for_all=is_for_all, on=today) if keeps else None
    )
    if request.method == "POST" and form and form.is_valid():
        with transaction.atomic():
            form.record(person, timezone.now())
        messages.success(request, _("The training stands in the catalogue."))
        return redirect("courses")
    rows = READS_COURSE.of(Course.objects.filter(STANDING), person, today)
    kept = set(KEEPS_COURSE.of(Course.objects.filter(STANDING), person, today).values_list("pk", flat=True))
    still = rows.filter(Q(last_on=None) | Q(last_on__gte=today)).select_related("school")
    context = {"form": form, "courses": [(row, row.pk in kept) for row in still]}
    return render(request, "staffing/courses.html", context, status=422 if form and form.errors else 200)


@require_POST
@may(KEEPS_COURSE, Course)
def take_back_course(request: PersonRequest, course: Course) -> HttpResponse:
    """Out of the catalogue; what was planned with it keeps its name and price."""
    standing = Course.objects.filter(STANDING, pk=course.pk)
    standing.update(taken_back_by=request.user.person, taken_back_at=timezone.now())
    messages.success(request, _("The training no longer stands in the catalogue."))
    return redirect("courses")


@require_http_methods(["GET", "POST"])
@may(READS_TRAINING, School)
def training_plan(request: PersonRequest, school: School) -> HttpResponse:
    """What the year asks; adopting it keeps it as it is now."""
    today, person = timezone.localdate(), request.user.person
    year = _year(request.GET.get("year", ""), school_year_of(today))
    planned = plan_of(school, year, today)
    keeps = KEEPS_TRAINING.allows(person, school, today)
    adopted = list(TrainingPlan.objects.filter(STANDING, school=school).select_related("recorded_by"))
    if request.method == "POST" and keeps:
        if not any(each.school_year == year.name and each.adopted_on == today for each in adopted):
            adopt(school, year, planned, by=person, on=today, now=timezone.now())
        messages.success(request, _("The training plan is adopted."))
        return redirect("training-plan", school.pk)
    context = {
        "school": school,
        "year": year,
        "years": [school_year_of(today), school_year_of(today).next()],
        "plan": planned,
        "adopted": adopted,
        "sessions": TrainingSession.objects.filter(
            STANDING, school=school, held_on__range=(year.first, year.last)
        )
        .select_related("course")
        .prefetch_related("participants__person"),
        "keeps": keeps,
    }
    return render(request, "staffing/training_plan.html", context)


def _year(text: str, this: SchoolYear) -> SchoolYear:
    """This year or the next; what is no such year is this one."""
    return this.next() if text == this.next().name else this


@require_http_methods(["GET", "POST"])
@may(KEEPS_TRAINING, School)
def add_session(request: PersonRequest, school: School) -> HttpResponse:
    form = SessionForm(request.POST or None, school=school, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        form.plan(request.user.person, timezone.now())
        messages.success(request, _("The training is planned."))
        return redirect("training-plan", school.pk)
    context = {"form": form, "school": school}
    return render(request, "staffing/session_add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@may(KEEPS_SESSION, TrainingSession, along=("school", "course"))
def session(request: PersonRequest, kept: TrainingSession) -> HttpResponse:
    """Who followed it; afterwards, who got the certificate."""
    form = PassedForm(request.POST or None, session=kept, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        form.give(request.user.person, timezone.now())
        messages.success(request, _("The certificates are recorded."))
        return redirect("training", kept.school_id)
    participants = kept.participants.select_related("person", "certificate")
    context = {
        "form": form,
        "session": kept,
        "participants": participants,
        "is_over": kept.held_on <= timezone.localdate(),
    }
    return render(request, "staffing/session.html", context, status=422 if form.errors else 200)


@require_safe
@may(READS_TRAINING, School)
def adopted_plans(request: PersonRequest, school: School) -> HttpResponse:
    """Every plan as it was adopted, line by line."""
    plans = TrainingPlan.objects.filter(STANDING, school=school).select_related("recorded_by")
    context = {"school": school, "plans": plans.prefetch_related("lines__person", "lines__course")}
    return render(request, "staffing/training_plans.html", context)
