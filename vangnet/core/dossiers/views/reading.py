"""Why can I see this, and who else read it."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.bounds import number_in
from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.access.second_factor.proof import proven_lately
from vangnet.core.people.models import Person
from vangnet.core.people.roles import Role
from vangnet.core.protocols import BROUGHT_IN

from ..circle import circle_of
from ..grounds import Grounds
from ..models import BrokenGlass, Dossier, Reading
from ..rules import KNOW, takes_colleagues

READERS_ON_A_PAGE = 100


@require_safe
@may(KNOW, Dossier, by="reference")
def why(request: PersonRequest, dossier: Dossier) -> HttpResponse:
    """Every ground on which this person may know the dossier, and what each appointment adds."""
    today = timezone.localdate()
    reasons = [_(reason) for reason in dossier.declared.know.reasons(request.user.person, dossier, today)]
    appointments = request.user.person.appointments.select_related("school", "cluster")
    return render(
        request,
        "dossiers/why.html",
        {
            "dossier": dossier,
            "page": dossier.page_url,
            "reasons": reasons,
            "appointments": appointments.on(today),
        },
    )


@require_safe
@may(KNOW, Dossier, by="reference")
def readers(request: PersonRequest, dossier: Dossier) -> HttpResponse:
    """Who may read it today and why, and who did. The grounds of others tell how far it came."""
    today = timezone.localdate()
    grounds = Grounds(dossier, request.user.person, today)
    handles = grounds.holds("handler")
    context = {
        "dossier": dossier,
        "page": dossier.page_url,
        "circle": circle_of(dossier, today, handles=handles) if grounds.sees_progress else [],
        "bring_in_url": reverse("dossier-step", args=[dossier.reference, BROUGHT_IN])
        if handles and takes_colleagues(dossier.declared)
        else "",
        "rows": dossier.readings.select_related("person").order_by("-number")[:READERS_ON_A_PAGE],
    }
    return render(request, "dossiers/readers.html", context)


class LogForm(forms.Form):
    """Sent as a form and not in the address: a name may not stand in a server's log."""

    name = forms.CharField(label=gettext_lazy("Name of a colleague"), required=False, max_length=100)
    reference = forms.CharField(label=gettext_lazy("Reference of a dossier"), required=False, max_length=12)


@require_http_methods(["GET", "POST"])
@held_by(Role.DATA_PROTECTION_OFFICER)
def readings(request: PersonRequest) -> HttpResponse:
    """The read log for the data protection officer: who opened which dossier when; nothing of what it says."""
    form = LogForm(request.POST or None)
    rows = Reading.objects.select_related("person", "dossier__school").order_by("-pk")
    if form.is_valid():
        rows = _searched(rows, **form.cleaned_data)
    before = number_in(request.GET.get("before", ""))
    page = list((rows.filter(pk__lt=before) if before else rows)[: READERS_ON_A_PAGE + 1])
    more = len(page) > READERS_ON_A_PAGE and not form.is_bound
    older = f"?before={page[-2].pk}" if more else None
    return render(
        request,
        "dossiers/readings.html",
        {"rows": page[:READERS_ON_A_PAGE], "form": form, "older_url": older},
    )


def _searched(rows: QuerySet[Reading], name: str, reference: str) -> QuerySet[Reading]:
    if name:
        rows = rows.filter(person__in=Person.objects.matching(name))
    return rows.filter(dossier__reference=reference.strip().upper()) if reference else rows


@require_safe
@held_by(Role.DATA_PROTECTION_OFFICER)
@proven_lately
def broken_glass(request: PersonRequest) -> HttpResponse:
    """Every time that the glass was broken, with the reason."""
    rows = BrokenGlass.objects.select_related("person", "entry__dossier__school").order_by(
        "-entry__recorded_at"
    )
    return render(request, "dossiers/broken_glass.html", {"rows": rows[:READERS_ON_A_PAGE]})
