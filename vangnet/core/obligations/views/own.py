"""Promises that the board or a school made for itself."""

from django.contrib import messages
from django.db.models import BigAutoField, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.grounds import holds, schools_where
from vangnet.core.access.guard import PersonRequest, held_by
from vangnet.core.people.roles import Role

from ..access import MAKES
from ..forms import OwnDutyForm
from ..models import OwnDuty


@require_safe
@held_by(*sorted(MAKES))
def own_duties(request: PersonRequest) -> HttpResponse:
    person, today = request.user.person, timezone.localdate()
    schools = schools_where(person, today, MAKES)
    rows = OwnDuty.objects.filter(Q(school=None) | Q(school__in=schools)).select_related("school", "made_by")
    context = {
        "rows": rows,
        "today": today,
        "for_all": holds(person, today, [Role.EXECUTIVE_BOARD]),
    }
    return render(request, "obligations/own.html", context)


@require_http_methods(["GET", "POST"])
@held_by(*sorted(MAKES))
def new(request: PersonRequest) -> HttpResponse:
    person, now = request.user.person, timezone.now()
    today = timezone.localdate(now)
    form = OwnDutyForm(
        request.POST or None,
        schools=schools_where(person, today, MAKES).filter(closed_on=None),
        for_all=holds(person, today, [Role.EXECUTIVE_BOARD]),
        today=today,
        initial={"first_on": today},
    )
    if request.method == "POST" and form.is_valid():
        form.make(person, now)
        messages.success(request, _("It is asked from that day on."))
        return redirect("own-duties")
    return render(request, "obligations/own_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@held_by(*sorted(MAKES))
def end(request: PersonRequest, number: int) -> HttpResponse:
    """Ask it no longer; that it was asked, and what was done, stays. Who made it for all schools ends it for all."""
    person, today = request.user.person, timezone.localdate()
    mine = Q(school__in=schools_where(person, today, MAKES))
    if holds(person, today, [Role.EXECUTIVE_BOARD]):
        mine |= Q(school=None)
    own = OwnDuty.objects.filter(mine, pk=min(number, BigAutoField.MAX_BIGINT)).first()
    if own is None:
        raise Http404
    if request.method == "POST":
        own.last_on = max(today, own.first_on)
        own.save(update_fields=["last_on"])
        messages.success(request, _("It is asked until today."))
        return redirect("own-duties")
    return render(request, "obligations/own_end.html", {"own": own})
