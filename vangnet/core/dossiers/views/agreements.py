"""What a school may agree for itself in each procedure, each value with its source.

A head sets it for the own school, the administrator for the whole board: that holds wherever a school set nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.grounds import appointments, holds
from vangnet.core.access.guard import PersonRequest, held_by
from vangnet.core.agreements import Agreement
from vangnet.core.obligations.declared import declared
from vangnet.core.people.agreed import agreed
from vangnet.core.people.models import School, SchoolRule
from vangnet.core.people.roles import Role

from ..forms.agreement import AgreementForm
from ..kinds import Kind, kinds

MOST_SHOWN = 20


@dataclass(frozen=True)
class Agreed:
    """One value as it holds today: how much, and where that comes from."""

    key: str
    title: str
    unit: str
    value: int
    source: str
    is_default: bool


@dataclass(frozen=True)
class OfKind:
    title: str
    agreements: tuple[Agreed, ...]
    settings_at: str


@require_safe
@held_by(Role.HEAD, Role.SAFETY_COORDINATOR, Role.ADMINISTRATOR)
def agreements(request: PersonRequest) -> HttpResponse:
    today, school = timezone.localdate(), _school(request)
    values = agreed(school, today)
    history = SchoolRule.objects.filter(school=school, key__in=_declared()).select_related("set_by")
    context = {
        "school": school,
        "kinds": [
            *(_of_kind(kind, values) for kind in kinds().values()),
            OfKind(_("How often"), tuple(_shown(each, values) for each in _of_duties()), ""),
        ],
        "history": [
            (_(_declared()[rule.key].title), rule) for rule in history.order_by("-set_at")[:MOST_SHOWN]
        ],
        "may_agree": holds(request.user.person, today, [Role.HEAD, Role.ADMINISTRATOR]),
    }
    return render(request, "dossiers/agreements.html", context)


@require_http_methods(["GET", "POST"])
@held_by(Role.HEAD, Role.ADMINISTRATOR)
def agreement(request: PersonRequest, key: str) -> HttpResponse:
    """Agree on another value, for the own school or, by the administrator, for the whole board."""
    chosen = _declared().get(key)
    if chosen is None:
        raise Http404
    school, today = _school(request), timezone.localdate()
    initial = {"value": chosen.value(agreed(school, today)), "since": today}
    form = AgreementForm(request.POST or None, agreement=chosen, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.agree(school, request.user.person)
        messages.success(request, _says(chosen))
        return redirect("agreements")
    context = {"form": form, "title": _(chosen.title), "school": school}
    return render(request, "dossiers/agreement.html", context, status=422 if form.errors else 200)


def _declared() -> dict[str, Agreement]:
    of_kinds = (each for kind in kinds().values() for each in kind.protocol.agreements)
    return {each.key: each for each in (*of_kinds, *_of_duties())}


def _of_duties() -> list[Agreement]:
    """How often a duty is asked, where that can be agreed."""
    return [duty.agreement for duty in declared().values() if duty.agreement]


def _says(chosen: Agreement) -> str:
    if chosen in _of_duties():
        return _("Agreed. It is asked so from that day on.")
    return _("Agreed. It holds for dossiers that are opened from that day on.")


def _of_kind(kind: Kind, values: Mapping[str, int]) -> OfKind:
    shown = tuple(_shown(each, values) for each in kind.protocol.agreements)
    return OfKind(_(kind.title), shown, kind.settings_at)


def _shown(declared: Agreement, values: Mapping[str, int]) -> Agreed:
    return Agreed(
        declared.key,
        _(declared.title),
        _(declared.unit),
        declared.value(values),
        _(declared.source.cite()),
        declared.key not in values,
    )


def _school(request: PersonRequest) -> School | None:
    """The own school of a head or safety coordinator; nothing for the administrator, who speaks for the board."""
    held = appointments(request.user.person, timezone.localdate(), [Role.HEAD, Role.SAFETY_COORDINATOR])
    return School.objects.filter(pk__in=held.values("school")).order_by("pk").first()
