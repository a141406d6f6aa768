"""Figures of a year, per school and for the board; small numbers are left out for who may not open the register."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, held_by
from vangnet.core.spreadsheets import FORMS, as_file

from ..year_page import READERS, Scope, YearPage, as_lines, asked_for, scopes_of, year_page, years


@require_safe
@held_by(*READERS)
def year(request: PersonRequest) -> HttpResponse:
    page, scopes = _page(request)
    context = {
        "page": page,
        "scopes": scopes,
        "years": [year.name for year in years(timezone.localdate())],
        "exports": [(form.upper(), _address(page, form)) for form in FORMS],
    }
    return render(request, "incidents/year.html", context)


@require_safe
@held_by(*READERS)
def export_year(request: PersonRequest, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    page, _scopes = _page(request)
    return as_file(as_lines(page), form, name=f"incidenten-{page.scope.unit}-{page.year.name}")


def _page(request: PersonRequest) -> tuple[YearPage, list[Scope]]:
    """The figures that the address asks for; those of a school that is not theirs do not exist for this person."""
    on = timezone.localdate()
    scopes = scopes_of(request.user.person, on)
    asked = asked_for(request.GET, scopes, on) if scopes else None
    page = year_page(*asked, request.user.person, on) if asked else None
    if page is None:
        raise Http404
    return page, scopes


def _address(page: YearPage, form: str) -> str:
    return f"{reverse('incidents-year-export', args=[form])}?of={page.scope.unit}&year={page.year.name}"
