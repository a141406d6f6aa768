"""The risk assessment of the own school, or for who oversees several a line for each: how the duties stand."""

from datetime import date

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.obligations.standings import standings_at
from vangnet.core.people.models import School

from ..access import KEEPS, READERS, READS
from ..duties import DUTIES
from ..history import history_of
from ..models import RiskChange
from ..paper import paper_of
from ..plan_of_action import plan_of


@require_safe
@held_by(*READERS)
def hazards(request: PersonRequest) -> HttpResponse:
    today = timezone.localdate()
    schools = list(READS.of(School.objects.filter(closed_on=None), request.user.person, today))
    if len(schools) == 1:
        return page_of(request, schools[0])
    found = standings_at(DUTIES, [school.pk for school in schools], today)
    lines = [(school, found[school.pk]) for school in sorted(schools, key=lambda school: school.name)]
    return render(request, "hazards/overview.html", {"lines": lines, "duties": DUTIES})


@require_safe
@may(READS, School)
def school(request: PersonRequest, school: School) -> HttpResponse:
    return page_of(request, school)


def page_of(request: PersonRequest, school: School) -> HttpResponse:
    today: date = timezone.localdate()
    plan = plan_of(school)
    context = {
        "school": school,
        "keeps": KEEPS.allows(request.user.person, school, today),
        "duties": standings_at(DUTIES, [school.pk], today)[school.pk],
        "plan": plan,
        "late": plan.late(today),
        "today": today,
        "history": history_of(school),
        "latest_change": RiskChange.objects.standing().filter(school=school).first(),
    }
    return render(request, "hazards/school.html", context)


@require_safe
@may(READS, School)
def on_paper(request: PersonRequest, school: School) -> HttpResponseBase:
    now = timezone.now()
    response = HttpResponse(paper_of(plan_of(school), school, now), content_type="application/pdf")
    name = f"plan-van-aanpak-{timezone.localdate(now).isoformat()}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
