"""The categories and the agreed terms of incidents, each with its source; a head sets terms, the administrator all."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.grounds import appointments, holds
from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.access.rules import Rule
from vangnet.core.agreements import Agreement
from vangnet.core.people.agreed import agreed
from vangnet.core.people.models import School, SchoolRule
from vangnet.core.people.roles import Role

from ..access import category_rows
from ..forms.settings import AgreementForm, CategoryForm, RetireForm
from ..models import Category
from ..protocol import INCIDENTS

KEYS = [each.key for each in INCIDENTS.agreements]


@dataclass(frozen=True)
class Agreed:
    """One term as it holds today: its value, whose it is, and where it was agreed."""

    key: str
    title: str
    unit: str
    value: int
    source: str
    is_default: bool


@require_safe
@held_by(Role.HEAD, Role.SAFETY_COORDINATOR, Role.ADMINISTRATOR)
def settings(request: PersonRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "school": _school(request),
        "agreements": _agreements(_school(request)),
        "categories": Category.objects.on(today),
        "history": SchoolRule.objects.filter(school=_school(request), key__in=KEYS)
        .select_related("set_by")
        .order_by("-set_at")[:20],
        "may_agree": holds(request.user.person, today, [Role.HEAD, Role.ADMINISTRATOR]),
        "may_change_categories": holds(request.user.person, today, [Role.ADMINISTRATOR]),
    }
    return render(request, "incidents/settings.html", context)


@require_http_methods(["GET", "POST"])
@held_by(Role.HEAD, Role.ADMINISTRATOR)
def agreement(request: PersonRequest, key: str) -> HttpResponse:
    """Agree on another value, for the own school or, by the administrator, for the whole board."""
    chosen = next((each for each in INCIDENTS.agreements if each.key == key), None)
    if chosen is None:
        raise Http404
    school, today = _school(request), timezone.localdate()
    initial = {"value": chosen.value(_values(school)), "since": today}
    form = AgreementForm(request.POST or None, agreement=chosen, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.agree(school, request.user.person)
        messages.success(request, _("Agreed. It holds for incidents that are reported from that day on."))
        return redirect("incidents-settings")
    context = {"form": form, "title": _(chosen.title), "school": school}
    return render(request, "incidents/agreement.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@held_by(Role.ADMINISTRATOR)
def new_category(request: PersonRequest) -> HttpResponse:
    form = CategoryForm(request.POST or None, initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Added. It can be chosen from its first day on."))
        return redirect("incidents-settings")
    return render(request, "incidents/category.html", {"form": form}, status=422 if form.errors else 200)


RETIRE = Rule("incidents.retire_category", "", category_rows)


@require_http_methods(["GET", "POST"])
@may(RETIRE, Category)
def retire_category(request: PersonRequest, category: Category) -> HttpResponse:
    """A category is not removed: incidents name it. It can no longer be chosen after a day."""
    form = RetireForm(request.POST or None, initial={"until": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        category.retire(form.cleaned_data["until"])
        messages.success(request, _("Retired. What was registered under it stays."))
        return redirect("incidents-settings")
    context = {"form": form, "category": category}
    return render(request, "incidents/category.html", context, status=422 if form.errors else 200)


def _school(request: PersonRequest) -> School | None:
    """The own school of a head or safety coordinator; nothing for the administrator, who speaks for the board."""
    held = appointments(request.user.person, timezone.localdate(), [Role.HEAD, Role.SAFETY_COORDINATOR])
    return School.objects.filter(pk__in=held.values("school")).order_by("pk").first()


def _agreements(school: School | None) -> list[Agreed]:
    values = _values(school)
    return [_shown(each, values) for each in INCIDENTS.agreements]


def _values(school: School | None) -> dict[str, int]:
    return dict(agreed(school, timezone.localdate()))


def _shown(declared: Agreement, values: dict[str, int]) -> Agreed:
    source = _(declared.source.cite())
    value = declared.value(values)
    return Agreed(
        declared.key, _(declared.title), _(declared.unit), value, source, declared.key not in values
    )
