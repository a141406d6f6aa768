"""Closing a roll-call, and what stays of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, held_by, may, roles_today
from vangnet.core.dossiers.views.see_other import SeeOther
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL

from ..access import COULD_READ, LEAD, READ, READ_NAMES
from ..board import lines_unaccounted
from ..closing import close as close_it
from ..forms.closing import ClosingForm
from ..models import RollCall
from ..record import past, record_of
from ..scene import scene_of

PAGE_SIZE = 50


@require_http_methods(["GET", "POST"])
@may(LEAD, RollCall, by="key", along=("school",))
def close(request: PersonRequest, roll_call: RollCall) -> HttpResponse:
    now = timezone.now()
    if not roll_call.is_running:
        return SeeOther(reverse("roll-call-record", args=[roll_call.key]))
    scene = scene_of(roll_call)
    form = ClosingForm(request.POST if request.method == "POST" else None, scene=scene)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        close_it(
            roll_call,
            by=request.user.person,
            now=now,
            occasion=said["occasion"],
            began_at=said.get("began"),
        )
        messages.success(request, _("Closed. The names are removed from all phones that have a line."))
        return SeeOther(reverse("roll-call-record", args=[roll_call.key]))
    unaccounted = lines_unaccounted(scene)
    context = {
        "form": form,
        "roll_call": roll_call,
        "missing": [line for line in unaccounted if line.told],
        "uncalled": [line for line in unaccounted if not line.told],
        "back": f"{reverse('roll-call')}?school={roll_call.school_id}",
    }
    return render(request, "rollcall/close.html", context, status=422 if form.errors else 200)


@require_safe
@may(READ, RollCall, by="key", along=("school", "opened_by", "closed_by"))
def record(request: PersonRequest, roll_call: RollCall) -> HttpResponse:
    """What stayed; the names of who was missing only for the head and the head of BHV."""
    reads_names = READ_NAMES.allows(request.user.person, roll_call, timezone.localdate())
    return render(request, "rollcall/record.html", {"record": record_of(roll_call, with_names=reads_names)})


@require_safe
@held_by(*sorted(COULD_READ))
def roll_calls(request: PersonRequest) -> HttpResponse:
    rows = READ.of(RollCall.objects.all(), request.user.person, timezone.localdate())
    context = {"rows": past(rows)[:PAGE_SIZE], "works_at_a_school": roles_today(request, STAFF_OF_A_SCHOOL)}
    return render(request, "rollcall/past.html", context)
