"""The way in: what the own school keeps, or each of the schools that somebody watches over."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, held_by
from vangnet.core.obligations.standings import standings_at
from vangnet.core.people.models import School

from ..access import READERS, READS
from ..duties import DUTIES
from ..sections import sections_of


@require_safe
@held_by(*sorted(READERS))
def schools(request: PersonRequest) -> HttpResponse:
    rows = READS.of(School.objects.filter(closed_on=None), request.user.person, timezone.localdate())
    schools, today = list(rows.order_by("name")), timezone.localdate()
    stand = standings_at(DUTIES, [school.pk for school in schools], today)
    listed = [(school, stand[school.pk], sections_of(school)) for school in schools]
    return render(request, "emergencies/schools.html", {"schools": listed})
