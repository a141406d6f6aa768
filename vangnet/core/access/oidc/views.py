"""To the provider, back from it, confirming the link, and undoing it."""

from typing import Any

from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.oauth2.views import OAuth2LoginView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from requests import RequestException

from ..guard import PersonRequest, open_to_all, signed_in
from ..models import Account
from ..second_factor.proof import proven_just_now
from .flow import Return, SchoolJourney
from .linking import PENDING, confirm, failed, links_of
from .providers import provider_of


@require_safe
@open_to_all
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _walk(request, provider_id, OAuth2LoginView)


@require_safe
@open_to_all
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _walk(request, provider_id, Return)


def _walk(request: HttpRequest, key: str, part: Any) -> HttpResponse:
    """A part of the journey; a provider that is down or confused is said kindly."""
    provider = provider_of(key)
    if provider is None:
        raise Http404
    try:
        response: HttpResponse = part.adapter_view(SchoolJourney(request, key))(request)
    except (ProviderException, RequestException):
        return failed(request, provider.name)
    return response


@require_http_methods(["GET", "POST"])
@open_to_all
@proven_just_now
def link(request: PersonRequest) -> HttpResponse:
    """Is this you? Nothing is linked before somebody says yes on a page of our own, having proved lately."""
    pending: dict[str, Any] = request.session.get(PENDING) or {}
    provider = provider_of(pending.get("provider", ""))
    if provider is None:
        return redirect("account_login")
    if request.method == "POST":
        del request.session[PENDING]
        return confirm(request, pending) if "yes" in request.POST else redirect("account_login")
    account = Account.objects.get(pk=pending["account"])
    context = {"provider": provider, "shown": pending["shown"], "email": account.email}
    return render(request, "access/oidc_link.html", context)


@require_POST
@signed_in
def unlink(request: PersonRequest, provider_id: str) -> HttpResponse:
    """Only for who keeps another way in."""
    if request.user.has_usable_password():
        links_of(request.user).filter(provider=provider_id).delete()
        messages.success(request, _("You no longer sign in that way."))
    else:
        messages.error(request, _("First choose a password; otherwise you could not sign in any more."))
    return redirect("sessions")
