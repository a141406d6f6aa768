"""The schools that one keeps, with their particulars, and the clusters in which they work together."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, held_by, may, roles_today
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Board, Cluster, Enrolment, School
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role

from ..access import KEEPERS, KEEPS
from ..forms.school import ClusterForm, OwnParticularsForm, SchoolForm
from ..sections import sections_of


@require_safe
@held_by(*KEEPERS)
def schools(request: PersonRequest) -> HttpResponse:
    """The administrator sees every school, closed ones as well; a head the own school."""
    today = timezone.localdate()
    kept = KEEPS.of(School.objects.all(), request.user.person, today)
    administers = roles_today(request, [Role.ADMINISTRATOR])
    clusters = Cluster.objects.annotate(number_of_schools=Count("schools")).order_by("name")
    return render(
        request,
        "office/schools.html",
        {
            "schools": _with_numbers(kept.select_related("cluster"), today),
            "clusters": clusters if administers else clusters.none(),
            "administers": administers,
        },
    )


def _with_numbers(kept: QuerySet[School], on: date) -> QuerySet[Any]:
    enrolled = Enrolment.objects.filter(holds_on(on), school=OuterRef("pk"))
    staff = Appointment.objects.filter(
        holds_on(on), school=OuterRef("pk"), role__in=sorted(STAFF_OF_A_SCHOOL)
    )
    return kept.annotate(
        number_of_pupils=_number(enrolled, "pupil"), number_of_staff=_number(staff, "person")
    ).order_by("closed_on", "name")


def _number(rows: QuerySet[Any], of: str) -> Coalesce:
    """How many different ones the rows of one school name."""
    counted = rows.order_by().values("school").annotate(number=Count(of, distinct=True)).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


@require_http_methods(["GET", "POST"])
@held_by(Role.ADMINISTRATOR)
def add(request: PersonRequest) -> HttpResponse:
    board = Board.objects.first()
    if board is None:
        raise Http404
    form = SchoolForm(request.POST or None, instance=School(board=board))
    if request.method == "POST" and form.is_valid():
        added = form.save()
        messages.success(request, _("The school is added. Now say when it teaches, in its calendar."))
        return redirect("calendar", added.pk)
    return render(request, "office/school_add.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def school(request: PersonRequest, kept: School) -> HttpResponse:
    """A head keeps the address; BRIN, governance, region and cluster are the board's, through its administrator."""
    administers = roles_today(request, [Role.ADMINISTRATOR])
    name = kept.name
    form = (SchoolForm if administers else OwnParticularsForm)(request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The particulars of the school are changed."))
        return redirect("school", kept.pk)
    sections = sections_of(kept, request.user.person, timezone.localdate(), current="school")
    context = {"form": form, "school": kept, "name": name, "administers": administers, "sections": sections}
    return render(request, "office/school.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@held_by(Role.ADMINISTRATOR)
def add_cluster(request: PersonRequest) -> HttpResponse:
    board = Board.objects.first()
    if board is None:
        raise Http404
    return _cluster(request, Cluster(board=board))


@require_http_methods(["GET", "POST"])
@held_by(Role.ADMINISTRATOR)
def rename_cluster(request: PersonRequest, key: int) -> HttpResponse:
    known: Cluster | None = Cluster.objects.filter(pk=key).first()
    if known is None:
        raise Http404
    return _cluster(request, known)


def _cluster(request: PersonRequest, cluster: Cluster) -> HttpResponse:
    name = cluster.name
    form = ClusterForm(request.POST or None, instance=cluster)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The cluster is recorded. Choose it at each of its schools."))
        return redirect("schools")
    return render(
        request, "office/cluster.html", {"form": form, "name": name}, status=422 if form.errors else 200
    )
