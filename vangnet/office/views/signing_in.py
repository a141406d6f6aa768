"""What is demanded at sign-in: a head for the own school, the administrator for the whole board; only ever more."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.grounds import appointments
from vangnet.core.access.guard import PersonRequest, held_by
from vangnet.core.access.second_factor import demands
from vangnet.core.access.second_factor.proof import proven_just_now
from vangnet.core.access.session_limits import IDLE_MINUTES, LONGEST_HOURS
from vangnet.core.agreements import Agreement
from vangnet.core.people.agreed import agreed
from vangnet.core.people.models import School, SchoolRule
from vangnet.core.people.roles import Role

from ..access import KEEPERS
from ..forms.signing_in import SigningInForm, is_yes_or_no

AGREEMENTS = (*demands.AGREEMENTS, IDLE_MINUTES, LONGEST_HOURS)


@dataclass(frozen=True)
class Agreed:
    """One demand as it holds today."""

    key: str
    title: str
    value: str


@require_safe
@held_by(*KEEPERS)
def signing_in(request: PersonRequest) -> HttpResponse:
    school, today = _school(request), timezone.localdate()
    values = agreed(school, today)
    history = SchoolRule.objects.filter(school=school, key__in=[each.key for each in AGREEMENTS])
    context = {
        "school": school,
        "agreements": [Agreed(one.key, _(one.title), _said(one, one.value(values))) for one in AGREEMENTS],
        "history": [(row, _said(_declared(row.key), row.value)) for row in history.select_related("set_by")],
    }
    return render(request, "office/signing_in.html", context)


@require_http_methods(["GET", "POST"])
@held_by(*KEEPERS)
@proven_just_now
def agree(request: PersonRequest, key: str) -> HttpResponse:
    chosen, school, today = _declared(key), _school(request), timezone.localdate()
    initial = {"value": chosen.value(agreed(school, today)), "since": today}
    form = SigningInForm(request.POST or None, agreement=chosen, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.agree(school, request.user.person)
        messages.success(
            request, _("Agreed. It holds from that day on, at the next time that somebody proves.")
        )
        return redirect("signing-in")
    context = {"form": form, "title": _(chosen.title), "school": school}
    return render(request, "office/signing_in_agree.html", context, status=422 if form.errors else 200)


def _declared(key: str) -> Agreement:
    found = next((each for each in AGREEMENTS if each.key == key), None)
    if found is None:
        raise Http404
    return found


def _said(agreement: Agreement, value: int) -> str:
    if is_yes_or_no(agreement):
        return _("Yes") if value else _("No")
    return f"{value} {_(agreement.unit)}"


def _school(request: PersonRequest) -> School | None:
    """The own school of a head; nothing for the administrator, who speaks for the board."""
    held = appointments(request.user.person, timezone.localdate(), [Role.HEAD])
    return School.objects.filter(pk__in=held.values("school")).order_by("pk").first()
