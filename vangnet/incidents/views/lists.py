"""The list of incidents that somebody may know, with filters, search and export.

A name or words to search for are sent in the body of a form; only choices from lists stand in the address.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.guard import PersonRequest, held_by
from vangnet.core.access.second_factor.proof import must_prove_again, proven_lately
from vangnet.core.access.second_factor.views.again import ask_here
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.core.spreadsheets import FORMS

from ..access import LISTS
from ..export import MOST_ROWS, export_list
from ..forms.filters import Filters, filters_of
from ..listing import rows_of
from ..narrowing import Narrowing
from ..pages import Cursor, Known, known_to, page_of
from ..search import MOST_PUPILS, Found, containing, is_enough, pupil_known, pupils_named

WHERE = STAFF_OF_A_SCHOOL | {Role.CLUSTER_DIRECTOR}


@require_http_methods(["GET", "HEAD", "POST"])
@held_by(*LISTS)
def incidents(request: PersonRequest) -> HttpResponse:
    """One page of the list; a search is sent to the same address, so that the filters hold for it too."""
    now = timezone.now()
    filters = _filters(request)
    if request.method == "POST":
        return _search(request, filters, now)
    known = _known(request, filters, now)
    page = page_of(known, _cursor(request.GET))
    context = {
        **_heading(request, filters),
        "rows": rows_of(page.keys, now),
        "newer_url": _beside(filters, "newer", page.newer),
        "older_url": _beside(filters, "older", page.older),
    }
    return render(request, "incidents/list.html", context)


@require_safe
@held_by(*LISTS)
@proven_lately
def export(request: PersonRequest, form: str) -> HttpResponse:
    """What the filters leave, as a file; each incident in it counts as read."""
    if form not in FORMS:
        raise Http404
    now = timezone.now()
    filters = _filters(request)
    rows = filters.narrowing.of(known_to(request.user.person, timezone.localdate(now)), now)
    file = export_list(rows, form, by=request.user.person, now=now)
    if file is not None:
        return file
    messages.warning(
        request,
        _("That is more than %(most)s incidents, too many for one file. Choose a school year first.")
        % {"most": MOST_ROWS},
    )
    return redirect(f"{reverse('incidents')}?{filters.address}")


# Searching


def _search(request: PersonRequest, filters: Filters, now: datetime) -> HttpResponse:
    words = request.POST.get("words", "").strip()[:200]
    context: dict[str, Any] = {**_heading(request, filters), "words": words}
    if not is_enough(words):
        context["says"] = _("Type at least two letters to search for.")
    elif request.POST.get("in") == "texts":
        if must_prove_again(request):
            return ask_here(request)
        context |= _in_texts(request, words, filters, now)
    else:
        context |= _by_pupil(words, _known(request, filters, now))
        found = context["pupils"]
        if len(found) == 1:
            return redirect(f"{reverse('incidents')}?{_with(filters, 'pupil', str(found[0].key))}")
    return render(request, "incidents/list_search.html", context)


def _by_pupil(words: str, known: Known) -> dict[str, Any]:
    found = pupils_named(words, replace(known, narrowing=Narrowing()))
    return {"pupils": found[:MOST_PUPILS], "are_more": len(found) > MOST_PUPILS}


def _in_texts(request: PersonRequest, words: str, filters: Filters, now: datetime) -> dict[str, Any]:
    known = _known(request, filters, now)
    found = containing(words, known, Cursor.read(request.POST.get("older", "")))
    return {
        "rows": rows_of(found.keys, now),
        "says": _told(found),
        "older": found.older.written if found.older else "",
    }


def _told(found: Found) -> str:
    says = ngettext("%(searched)s incident searched.", "%(searched)s incidents searched.", found.searched)
    return says % {"searched": found.searched}


# What every page of the list shows


def _filters(request: PersonRequest) -> Filters:
    on = timezone.localdate()
    return filters_of(request.GET, list(schools_where(request.user.person, on, WHERE)), on)


def _known(request: PersonRequest, filters: Filters, now: datetime) -> Known:
    return Known(request.user.person, timezone.localdate(now), filters.narrowing, now)


def _heading(request: PersonRequest, filters: Filters) -> dict[str, Any]:
    chosen = filters.narrowing.pupil
    pupil = pupil_known(chosen, _known(request, filters, timezone.now())) if chosen else None
    if chosen and pupil is None:
        raise Http404
    return {
        "filters": filters,
        "pupil": pupil,
        "address": f"{reverse('incidents')}?{filters.address}",
        "without_pupil": f"{reverse('incidents')}?{_with(filters, 'pupil', '')}",
        "exports": [
            (form.upper(), f"{reverse('incidents-export', args=[form])}?{filters.address}") for form in FORMS
        ],
    }


def _cursor(asked: Any) -> Cursor | None:
    if newer := asked.get("newer"):
        return Cursor.read(newer, is_newer=True)
    return Cursor.read(asked.get("older", ""))


def _beside(filters: Filters, name: str, place: str) -> str | None:
    return f"?{_with(filters, name, place)}" if place else None


def _with(filters: Filters, name: str, value: str) -> str:
    """The address of the filters with one thing added, replaced or, when empty, left out."""
    asked = filters.asked()
    asked.pop(name, None)
    if value:
        asked[name] = value
    return asked.urlencode()
