"""One duty at one school: how it stands and why, what was done, and, for a duty of one's own, recording it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vangnet.core.access.grounds import holds
from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.people.calendars import calendar_of
from vangnet.core.people.models import School
from vangnet.core.people.roles import Role

from ..access import MAKES_DUTIES, READS_NAMES, SEES_DUTIES
from ..declared import OWN, duty_of
from ..duties import Duty, Standing
from ..forms import CarriedOutForm
from ..history import History
from ..models import CarriedOut, OwnDuty
from ..states import agreed_by_school
from ..strip import strip_of
from ..year import DutyRow, holders_at

MOST_SHOWN = 24


@dataclass(frozen=True)
class Named:
    """How the duty stands for somebody or something at the school."""

    name: str
    stands: Standing


@require_safe
@may(SEES_DUTIES, School)
def duty(request: PersonRequest, school: School, duty: str) -> HttpResponse:
    today, person = timezone.localdate(), request.user.person
    declared = _duty(duty, school)
    history = History.of(declared, school.pk, calendar_of(school))
    row = DutyRow(declared, history.standing(today), strip_of(history, today), ())
    own = _own(declared)
    context = {
        "school": school,
        "row": row,
        "people": holders_at(school, today)[declared.role],
        "named": _named(history, row) if holds(person, today, READS_NAMES) else (),
        "facts": history.facts()[:MOST_SHOWN],
        "done": _done(own, school),
        "own": own,
        "may_record": MAKES_DUTIES.allows(person, school, today),
        "recorded_at": reverse(declared.recorded_at) if declared.recorded_at else "",
        "agreement": declared.agreement if holds(person, today, [Role.HEAD, Role.ADMINISTRATOR]) else None,
    }
    return render(request, "obligations/duty.html", context)


@require_http_methods(["GET", "POST"])
@may(MAKES_DUTIES, School)
def carried_out(request: PersonRequest, school: School, duty: str) -> HttpResponse:
    own, now = _own(_duty(duty, school)), timezone.now()
    if own is None:
        raise Http404
    form = CarriedOutForm(
        request.POST or None, today=timezone.localdate(now), initial={"held_on": timezone.localdate(now)}
    )
    if request.method == "POST" and form.is_valid():
        form.record(own, school, request.user.person, now)
        messages.success(request, _("Recorded."))
        return redirect("duty", school.pk, duty)
    context = {"form": form, "school": school, "own": own, "key": duty}
    return render(request, "obligations/carried_out.html", context, status=422 if form.errors else 200)


@require_POST
@may(MAKES_DUTIES, School)
def take_back(request: PersonRequest, school: School, duty: str, number: int) -> HttpResponse:
    """What was recorded by mistake no longer counts; that it was taken back, and by whom, stays."""
    own = _own(_duty(duty, school))
    if own is None:
        raise Http404
    for row in CarriedOut.objects.filter(pk=number, duty=own, school=school):
        row.take_back(request.user.person, timezone.now())
    messages.success(request, _("Taken back. It no longer counts."))
    return redirect("duty", school.pk, duty)


def _duty(key: str, school: School) -> Duty:
    today = timezone.localdate()
    found = duty_of(key, school.pk)
    if found is None:
        raise Http404
    return found.as_agreed(agreed_by_school([school.pk], today)[school.pk])


def _own(duty: Duty) -> OwnDuty | None:
    return OwnDuty.objects.get(pk=duty.key.removeprefix(OWN)) if duty.key.startswith(OWN) else None


def _done(own: OwnDuty | None, school: School) -> list[CarriedOut]:
    done = CarriedOut.objects.filter(duty=own, school=school) if own else CarriedOut.objects.none()
    return list(done.select_related("recorded_by", "taken_back_by")[:MOST_SHOWN])


def _named(history: History, row: DutyRow) -> list[Named]:
    """Worst first; a duty of the school itself names nobody."""
    asked = history.duty.evidence.subjects
    if asked is None or asked.names is None:
        return []
    stands = [(key, each) for key, each in history.by_subject(timezone.localdate()) if key is not None]
    names = asked.names([key for key, _each in stands])
    ordered = sorted(stands, key=lambda pair: pair[1])
    return [Named(names.get(key, ""), each) for key, each in ordered]
