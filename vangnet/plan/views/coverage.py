"""What a plan must cover and how far it does: of one school with what is missing, and of all schools in a table."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.people.models import School
from vangnet.core.spreadsheets import FORMS, as_file

from ..access import KEEPS, OF_THE_BOARDS_LAYER, READERS, READS
from ..annexes import annexes_of
from ..coverage import Coverage, State, coverings
from ..reading import placed, standing
from ..schools_covered import Table, as_lines
from ..sections import sections_of


@require_safe
@may(READS, School)
def coverage(request: PersonRequest, school: School) -> HttpResponse:
    stands, annexes = standing(school)[0], annexes_of(school)
    keeps = KEEPS.allows(request.user.person, school, timezone.localdate())
    every = coverings(placed(stands), annexes)
    context = {
        "school": school,
        "sections": sections_of(school, current="plan-coverage", keeps=keeps),
        "score": Coverage.of(stands, annexes).score,
        "missing": [each for each in every if each.state is State.MISSING],
        "half": [each for each in every if each.state is State.HALF],
        "covered": [each for each in every if each.state is State.COVERED],
        "write_url": _where_to_write(request, school, keeps=keeps),
    }
    return render(request, "plan/coverage.html", context)


def _where_to_write(request: PersonRequest, school: School, *, keeps: bool) -> str:
    if keeps:
        return reverse("plan-paragraph-add", args=[school.pk])
    is_of_all = OF_THE_BOARDS_LAYER in request.user.person.roles(timezone.localdate())
    return reverse("plan-paragraph-add-board") if is_of_all else ""


@require_safe
@held_by(*READERS)
def schools(request: PersonRequest) -> HttpResponse:
    context = {
        "table": _table(request),
        "states": list(State),
        "exports": [(form.upper(), reverse("plan-coverage-export", args=[form])) for form in FORMS],
    }
    return render(request, "plan/coverage_schools.html", context)


@require_safe
@held_by(*READERS)
def export(request: PersonRequest, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    return as_file(as_lines(_table(request)), form, name=f"veiligheidsplannen-{timezone.localdate()}")


def _table(request: PersonRequest) -> Table:
    rows = School.objects.filter(closed_on=None)
    return Table.of(list(READS.of(rows, request.user.person, timezone.localdate())))
