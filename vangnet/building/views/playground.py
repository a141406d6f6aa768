"""The log of the playground: everything of every piece of equipment outdoors, on one page that can be printed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.people.models import School

from ..access import KEEPS, READS
from ..catalogue import PLAYGROUND
from ..log import log_of
from ..models import Equipment
from ..sections import sections_of
from ..standing import Inspected


@require_safe
@may(READS, School)
def playground(request: PersonRequest, school: School) -> HttpResponse:
    """What was removed keeps its place in the log: the holder keeps it."""
    today = timezone.localdate()
    rows = list(Equipment.objects.filter(school=school, sort=PLAYGROUND.key).select_related("paper"))
    inspected = Inspected.at([school.pk], today)
    context = {
        "school": school,
        "sections": sections_of(school, current="building-playground"),
        "keeps": KEEPS.allows(request.user.person, school, today),
        "rows": [(row, inspected.of(row)) for row in rows],
        "log": log_of(rows),
        "sort": PLAYGROUND,
    }
    return render(request, "building/playground.html", context)
