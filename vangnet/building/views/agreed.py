"""Who carries out the work on the building, how to reach them, and the contracts with them."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.attachments.forms import takes_attachments
from vangnet.core.people.models import Person, School
from vangnet.core.people.roles import Role
from vangnet.ui.form_page import Asking, form_page

from ..access import KEEPS, KEEPS_AGREED, READS, READS_AGREED
from ..agreed import contracts_for, partners_for
from ..forms.agreed import ChangeContractForm, ChangePartnerForm, NewContractForm, NewPartnerForm
from ..models import Contract, Partner
from ..sections import sections_of
from .files import download


@require_safe
@may(READS, School)
def agreed(request: PersonRequest, school: School) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "school": school,
        "sections": sections_of(school, current="building-agreed"),
        "keeps": KEEPS.allows(request.user.person, school, today),
        **_lists(request.user.person, today, school),
    }
    return render(request, "building/agreed.html", context)


@require_safe
@held_by(Role.EXECUTIVE_BOARD)
def agreed_of_board(request: PersonRequest) -> HttpResponse:
    """What the board agreed for all of its schools at once."""
    today = timezone.localdate()
    context = {"school": None, "keeps": True, **_lists(request.user.person, today, None)}
    return render(request, "building/agreed.html", context)


def _lists(person: Person, on: date, school: School | None) -> dict[str, Any]:
    """Each row with whether this reader may change it."""
    if school:
        partners, contracts = partners_for(school, on), contracts_for(school, on)
    else:
        partners = Partner.objects.on(on).filter(school=None)
        contracts = Contract.objects.on(on).filter(school=None).select_related("partner")
    return {
        "partners": _with_right(partners, person, on),
        "contracts": _with_right(contracts.select_related("paper"), person, on),
    }


def _with_right(rows: Any, person: Person, on: date) -> list[tuple[Any, bool]]:
    found = list(rows)
    mine = KEEPS_AGREED.among(rows.model, [row.pk for row in found], person, on) if found else set()
    return [(row, row.pk in mine) for row in found]


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def add_partner(request: PersonRequest, school: School) -> HttpResponse:
    return _add(request, NewPartnerForm, school)


@require_http_methods(["GET", "POST"])
@held_by(Role.EXECUTIVE_BOARD)
def add_partner_of_board(request: PersonRequest) -> HttpResponse:
    return _add(request, NewPartnerForm, None)


@takes_attachments
@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def add_contract(request: PersonRequest, school: School) -> HttpResponse:
    return _add(request, NewContractForm, school)


@takes_attachments
@require_http_methods(["GET", "POST"])
@held_by(Role.EXECUTIVE_BOARD)
def add_contract_of_board(request: PersonRequest) -> HttpResponse:
    return _add(request, NewContractForm, None)


def _add(
    request: PersonRequest, kind: type[NewPartnerForm] | type[NewContractForm], school: School | None
) -> HttpResponse:
    now: datetime = timezone.now()
    today = timezone.localdate(now)
    told = {name: request.GET[name] for name in ("name", "kind", "phone", "email") if name in request.GET}
    form = kind(
        request.POST or None,
        request.FILES or None,
        school=school,
        on=today,
        initial={"first_on": today, **told},
    )
    if request.method == "POST" and form.is_valid():
        form.add(request.user.person, now)
        messages.success(request, _("Recorded."))
        return redirect(_address(school))
    return form_page(request, form, _asking(school, is_contract=kind is NewContractForm))


@require_http_methods(["GET", "POST"])
@may(KEEPS_AGREED, Partner, along=("school",))
def change_partner(request: PersonRequest, row: Partner) -> HttpResponse:
    return _change(request, row, ChangePartnerForm)


@takes_attachments
@require_http_methods(["GET", "POST"])
@may(KEEPS_AGREED, Contract, along=("school", "partner"))
def change_contract(request: PersonRequest, row: Contract) -> HttpResponse:
    return _change(request, row, ChangeContractForm)


def _change(
    request: PersonRequest,
    row: Partner | Contract,
    kind: type[ChangePartnerForm] | type[ChangeContractForm],
) -> HttpResponse:
    now = timezone.now()
    form: Any = kind(
        request.POST or None,
        request.FILES or None,
        instance=row,
        school=row.school,
        on=timezone.localdate(now),
        initial={"seen": row.version},
    )
    if request.method == "POST" and form.is_valid() and form.change(row, request.user.person, now):
        messages.success(request, _("Changed."))
        return redirect(_address(row.school))
    return form_page(request, form, _asking(row.school, is_contract=isinstance(row, Contract)))


def _asking(school: School | None, *, is_contract: bool) -> Asking:
    return Asking(
        title=_("Contract") if is_contract else _("Who carries out work"),
        action=_("Record it"),
        cancel_url=_address(school),
        kicker=school.name if school else _("All schools of the board"),
    )


def _address(school: School | None) -> str:
    return reverse("building-agreed", args=[school.pk]) if school else reverse("building-agreed-board")


@require_safe
@may(READS_AGREED, Contract, along=("paper",))
def contract_paper(request: PersonRequest, row: Contract) -> HttpResponseBase:
    return download(request, row.paper)
