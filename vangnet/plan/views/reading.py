"""Reading the plan of a school, and the board's layer; who has several schools chooses one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.people.models import School

from ..access import KEEPS, OF_THE_BOARDS_LAYER, READERS, READS
from ..adoption import courses_of
from ..annexes import AT_SCHOOL, FOR_KEEPERS, annexes_of, lines
from ..asking import ask_of
from ..coverage import Coverage, coverage_of
from ..reading import parts, standing
from ..sections import sections_of


@require_safe
@held_by(*READERS)
def plan(request: PersonRequest) -> HttpResponse:
    """Who has one school reads its plan at once."""
    today = timezone.localdate()
    schools = list(READS.of(School.objects.filter(closed_on=None), request.user.person, today))
    if len(schools) == 1:
        return page_of(request, schools[0])
    courses = courses_of(schools, today)
    covers = coverage_of([school.pk for school in schools])
    context = {
        "rows": [(school, courses[school.pk], covers[school.pk]) for school in schools],
        "is_board": OF_THE_BOARDS_LAYER in request.user.person.roles(today),
    }
    return render(request, "plan/schools.html", context)


@require_safe
@may(READS, School)
def school(request: PersonRequest, school: School) -> HttpResponse:
    return page_of(request, school)


def page_of(request: PersonRequest, school: School) -> HttpResponse:
    today, person = timezone.localdate(), request.user.person
    stands, left_out = standing(school)
    keeps, annexes = KEEPS.allows(person, school, today), annexes_of(school)
    read = parts(stands, ask_of(school, annexes, person, today, keeps=keeps))
    context = {
        "school": school,
        "in_force": courses_of([school], today)[school.pk].in_force,
        "today": today,
        "parts": read,
        "gaps": [(passage, each) for part in read for passage in part.passages for each in passage.missing],
        "score": Coverage.of(stands, annexes).score,
        "left_out": left_out,
        "keeps": keeps,
        "annexes": lines(annexes, today, sees=FOR_KEEPERS if keeps else AT_SCHOOL),
        "writes_for_all": OF_THE_BOARDS_LAYER in person.roles(today),
        "sections": sections_of(school, current="plan-school", keeps=keeps),
    }
    return render(request, "plan/school.html", context)


@require_safe
@held_by(OF_THE_BOARDS_LAYER)
def board(request: PersonRequest) -> HttpResponse:
    """What the board wrote for all its schools; what a fact is there differs from school to school."""
    stands, left_out = standing(None)
    context = {
        "parts": parts(
            stands, ask_of(None, annexes_of(None), request.user.person, timezone.localdate(), keeps=True)
        ),
        "left_out": left_out,
        "sections": sections_of(None, current="plan-board", keeps=True),
    }
    return render(request, "plan/board.html", context)
