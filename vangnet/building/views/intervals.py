"""How often each inspection is held: what every source says, and what holds here."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.grounds import holds
from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.agreements import Agreement
from vangnet.core.dossiers.forms.agreement import AgreementForm
from vangnet.core.people.agreed import agreed
from vangnet.core.people.models import School
from vangnet.core.people.roles import Role
from vangnet.ui.form_page import Asking, form_page

from ..access import KEEPS, READS
from ..catalogue import CHECK_OF, SORT_OF, Check
from ..duties import DANGER_DAYS, DEFECT_DAYS, DUTY_OF
from ..sections import sections_of


@dataclass(frozen=True)
class Chosen:
    """One check as it holds at a school."""

    check: Check
    key: str
    often: str
    is_chosen: bool
    do_sources_differ: bool
    intervals: tuple[tuple[str, str, bool], ...]


def agreement_of(check: str) -> Agreement:
    found = DUTY_OF[check].agreement
    assert found is not None  # noqa: S101 - every check has bounds
    return found


AGREEMENTS: Mapping[str, Agreement] = {
    **{each.key: each for each in (DANGER_DAYS, DEFECT_DAYS)},
    **{agreement_of(check).key: agreement_of(check) for check in DUTY_OF},
}


@require_safe
@may(READS, School)
def intervals(request: PersonRequest, school: School) -> HttpResponse:
    today, person = timezone.localdate(), request.user.person
    values = agreed(school, today)
    context = {
        "school": school,
        "sections": sections_of(school, current="building-intervals"),
        "sorts": [
            (sort, [_chosen(check, values) for check in sort.checks])
            for sort in SORT_OF.values()
            if sort.checks
        ],
        "terms": [(each, each.value(values)) for each in (DANGER_DAYS, DEFECT_DAYS)],
        "may_agree": holds(person, today, [Role.HEAD]) and KEEPS.allows(person, school, today),
    }
    return render(request, "building/intervals.html", context)


def _chosen(check: Check, values: Mapping[str, int]) -> Chosen:
    agreement = agreement_of(check.key)
    return Chosen(
        check,
        agreement.key,
        _months(agreement.value(values)),
        is_chosen=agreement.key in values,
        do_sources_differ=len(set(check.known)) > 1,
        intervals=tuple(
            (_(each.source.cite()), _months(each.months), each.source.is_law) for each in check.intervals
        ),
    )


def _months(number: int | None) -> str:
    if number is None:
        return _("asks for it, without a number of months")
    return ngettext("every month", "every %(number)s months", number) % {"number": number}


@require_http_methods(["GET", "POST"])
@held_by(Role.HEAD)
def agree(request: PersonRequest, school: int, key: str) -> HttpResponse:
    """A head for the own school, from a day on; the past keeps its own."""
    today, person = timezone.localdate(), request.user.person
    row = School.objects.filter(pk=school).first()
    chosen = AGREEMENTS.get(key)
    if row is None or chosen is None or not KEEPS.allows(person, row, today):
        raise Http404
    initial = {"value": chosen.value(agreed(row, today)), "since": today}
    form = AgreementForm(request.POST or None, agreement=chosen, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.agree(row, person)
        messages.success(request, _("Agreed. The inspections are counted by it from that day on."))
        return redirect("building-intervals", row.pk)
    asking = Asking(
        title=_(chosen.title),
        action=_("Agree"),
        cancel_url=reverse("building-intervals", args=[row.pk]),
        kicker=row.name,
        lead=_says(key),
    )
    return form_page(request, form, asking)


def _says(key: str) -> str:
    """What each source asks, above the choice."""
    check = CHECK_OF.get(key.removeprefix("duty.building."))
    if check is None:
        return ""
    return " · ".join(f"{_(each.source.cite())}: {_months(each.months)}" for each in check.intervals)
