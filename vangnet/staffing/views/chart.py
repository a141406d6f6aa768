"""The organisation chart of responsibilities: of the board, and of one school."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.people.models import School

from ..access import READERS, READS
from ..chart import drawn, of_board, of_school
from ..sections import sections_of


@require_safe
@held_by(*READERS)
def board_chart(request: PersonRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {"drawings": [drawn(node) for node in of_board(today)], "today": today}
    return render(request, "staffing/chart.html", context)


@require_safe
@may(READS, School, along=("cluster",))
def school_chart(request: PersonRequest, school: School) -> HttpResponse:
    today = timezone.localdate()
    sections = sections_of(school, request.user.person, today, current="school-chart")
    context = {
        "school": school,
        "drawings": [drawn(of_school(school, today))],
        "today": today,
        "sections": sections,
    }
    return render(request, "staffing/chart.html", context)
