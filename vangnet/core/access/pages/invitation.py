"""The first sign-in: who follows the link in the invitation chooses a password, or comes in by the school's sign-in."""

from allauth.account.forms import SetPasswordForm
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from .. import invitations
from ..guard import open_to_all
from ..invitations import Invitation
from ..oidc.providers import offered

IN_SESSION = "invitation"


@require_safe
@open_to_all
def opened(request: HttpRequest, word: str) -> HttpResponse:
    """Take the word out of the address at once: it should not stay in the history or travel further."""
    invitation = invitations.opened_by(word, timezone.now())
    if invitation is None:
        return render(request, "access/invitation.html", {"is_stale": True}, status=404)
    request.session[IN_SESSION] = invitation.token
    return redirect("invitation")


@require_http_methods(["GET", "POST"])
@open_to_all
def invitation(request: HttpRequest) -> HttpResponse:
    invited = invited_in(request)
    if invited is None:
        return render(request, "access/invitation.html", {"is_stale": True}, status=404)
    form = SetPasswordForm(data=request.POST or None, user=invited.account)
    if request.method == "POST" and form.is_valid():
        return _accept(request, invited, form)
    context = {"form": form, "email": invited.account.email, "providers": offered()}
    return render(request, "access/invitation.html", context, status=422 if form.errors else 200)


def invited_in(request: HttpRequest) -> Invitation | None:
    """The invitation that this browser opened, while it works."""
    return invitations.working(request.session.get(IN_SESSION, ""), timezone.now())


@transaction.atomic
def _accept(request: HttpRequest, invited: Invitation, form: SetPasswordForm) -> HttpResponse:
    if not invited.use(timezone.now()):
        return render(request, "access/invitation.html", {"is_stale": True}, status=404)
    del request.session[IN_SESSION]
    form.save()
    record_authentication(request, invited.account, method="password", email=invited.account.email)
    response: HttpResponse = perform_login(request, Login(user=invited.account, email=invited.account.email))
    return response
