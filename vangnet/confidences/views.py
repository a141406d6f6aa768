"""The yearly report of the confidential adviser, for who may see its figures; never a talk."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.guard import PersonRequest, held_by
from vangnet.core.people.roles import Role

from .report import report

READERS = (
    Role.CONFIDENTIAL_ADVISER,
    Role.HEAD,
    Role.EXECUTIVE_BOARD,
    Role.PARTICIPATION_COUNCIL,
)


@require_safe
@held_by(*READERS)
def year(request: PersonRequest) -> HttpResponse:
    """Of one school; a school that is not this person's does not exist for him or her."""
    on = timezone.localdate()
    schools = {
        str(each.pk): each for each in schools_where(request.user.person, on, READERS).order_by("name")
    }
    school = schools.get(request.GET.get("of") or next(iter(schools), ""))
    if school is None:
        raise Http404
    context = {"report": report(school, on), "schools": list(schools.values())}
    return render(request, "confidences/year.html", context)
