"""Where one is signed in, ending one, ending all; and the mail that says "this was not me"."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vangnet.core.people.models import Person
from vangnet.core.words import _ as marked

from .. import blank, new_device, sessions
from ..guard import PersonRequest, may, open_to_all, signed_in
from ..oidc.linking import links_of
from ..oidc.providers import offered
from ..rules import Rule
from ..sessions import Session


def _own(person: Person, _on: date) -> Q:
    return Q(account__person=person.pk)


OWN = Rule("sessions.own", marked("You are signed in there."), _own)


@dataclass(frozen=True)
class Shown:
    key: str
    device: str
    began_at: datetime | None
    seen_at: datetime | None
    is_here: bool


@dataclass(frozen=True)
class Way:
    """A way in through the school's own account, and whether this person uses it."""

    key: str
    name: str
    is_linked: bool


@require_safe
@signed_in
def own_sessions(request: PersonRequest) -> HttpResponse:
    here = sessions.digest(request.session.session_key)
    rows = sessions.standing(request.user, timezone.now())
    shown = [Shown(each.pk, each.device, each.began_at, each.seen_at, each.pk == here) for each in rows]
    linked = set(links_of(request.user).values_list("provider", flat=True))
    context = {
        "sessions": shown,
        "limits": sessions.limits_in(request.session),
        "providers": [Way(each.key, each.name, each.key in linked) for each in offered()],
        "key_is_on": blank.key_is_on(request),
    }
    return render(request, "access/sessions.html", context)


@require_POST
@may(OWN, Session)
def end(request: PersonRequest, session: Session) -> HttpResponse:
    if session.pk == sessions.digest(request.session.session_key):
        logout(request)
        return redirect("account_login")
    session.delete()
    messages.success(request, _("Signed out there."))
    return redirect("sessions")


@require_POST
@signed_in
def end_everywhere(request: PersonRequest) -> HttpResponse:
    account = request.user
    logout(request)
    sessions.end_all(account)
    return redirect("account_login")


@require_http_methods(["GET", "POST"])
@open_to_all
def not_me(request: HttpRequest, proof: str) -> HttpResponse:
    """From the mail about a new device: only the press does something, for mail programs open links."""
    account = new_device.account_of(proof)
    if account is None:
        return render(request, "access/not_me.html", {"is_stale": True}, status=404)
    if request.method == "POST":
        new_device.undo(request, account)
        return render(request, "access/not_me.html", {"is_done": True})
    return render(request, "access/not_me.html")
