"""The list of dossiers.

A name to search for is sent in the body of a form; only choices from lists stand in the address.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vangnet.core.access.bounds import number_in
from vangnet.core.access.guard import PersonRequest, held_by
from vangnet.core.people.roles import COULD_KNOW_A_DOSSIER

from ..kinds import Kind
from ..overview import PAGE, about, known, listed, rows_of
from ..people_search import is_enough
from .opening import kinds_opened_by

STATES = ("open", "closed")


@require_http_methods(["GET", "HEAD", "POST"])
@held_by(*sorted(COULD_KNOW_A_DOSSIER))
def dossiers(request: PersonRequest) -> HttpResponse:
    now, person = timezone.now(), request.user.person
    on = timezone.localdate(now)
    kinds, state = _kinds(request.GET.get("kind", "")), request.GET.get("state", "")
    rows = known(person, on, kinds or listed())
    if state in STATES:
        rows = rows.filter(closed_on__isnull=state == "open")
    words = request.POST.get("words", "").strip()[:200]
    if words and is_enough(words):
        rows = about(rows, words)
    before = number_in(request.GET.get("before", ""))
    page = list((rows.filter(serial__lt=before) if before else rows).select_related("school")[: PAGE + 1])
    chosen: dict[str, str] = {
        "kind": kinds[0].key if kinds else "",
        "state": state if state in STATES else "",
    }
    older = (
        urlencode({**chosen, "before": str(page[PAGE - 1].serial)}) if len(page) > PAGE and not words else ""
    )
    context = {
        "rows": rows_of(page[:PAGE], person, now),
        "kinds": listed(),
        **chosen,
        "words": words,
        "says": _("Type at least two letters to search for.") if words and not is_enough(words) else "",
        "address": f"{reverse('dossiers')}?{urlencode(chosen)}",
        "older_url": f"?{older}" if older else None,
        "may_open": bool(kinds_opened_by(person, on)),
    }
    return render(request, "dossiers/list.html", context)


def _kinds(key: str) -> list[Kind]:
    return [kind for kind in listed() if kind.key == key]
