"""Which account at a provider belongs to which account here: stored once, after the person confirmed it.

The first time, the person is known by an address for which the provider's organisation answers, by an invitation that
was opened in this browser, or by having signed in here already. Everybody else is told that they are not known.
"""

from typing import Any
from uuid import uuid4

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.mail.models import post
from vangnet.core.people.models import School

from ..grounds import is_appointed
from ..models import Account, Invitation
from . import claims, second_factor
from .providers import Kind, Provider, provider_of

PENDING = "link_to_confirm"
INVITED = "invitation"


class SchoolOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Decides what happens with somebody whom a provider vouches for; it never makes an account."""

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        provider = provider_of(sociallogin.account.provider)
        told: claims.Claims = sociallogin.claims
        if provider is None or not _is_ours(provider, told):
            raise ImmediateHttpResponse(not_known(request))
        if not sociallogin.is_existing:
            raise ImmediateHttpResponse(_first_time(request, provider, sociallogin, told))
        if request.user.is_authenticated and request.user != sociallogin.user:
            raise ImmediateHttpResponse(not_known(request))
        if claims.has_second_factor(provider, told):
            second_factor.mark(request, sociallogin.user)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_more: Any) -> None:
        raise ImmediateHttpResponse(failed(request, provider.app.name))


def _is_ours(provider: Provider, told: claims.Claims) -> bool:
    if not claims.is_of_this_organisation(provider, told):
        return False
    return provider.kind is not Kind.ENTREE or School.objects.filter(brin=claims.brin_of(told)).exists()


def failed(request: HttpRequest, provider_name: str) -> HttpResponse:
    return render(request, "access/oidc_failed.html", {"provider_name": provider_name}, status=401)


def not_known(request: HttpRequest) -> HttpResponse:
    """The same page for every reason: it tells a stranger nothing about who works here."""
    return render(request, "access/oidc_not_known.html", status=403)


def _first_time(
    request: HttpRequest, provider: Provider, sociallogin: SocialLogin, told: claims.Claims
) -> HttpResponse:
    account = _whose(request, provider, told)
    if account is None or not is_appointed(account.person, timezone.localdate()):
        return not_known(request)
    request.session[PENDING] = {
        "account": account.pk,
        "provider": provider.key,
        "uid": sociallogin.account.uid,
        "shown": claims.shown_name(told),
        "second_factor": claims.has_second_factor(provider, told),
        "invitation": request.session.get(INVITED, ""),
        "next": sociallogin.state.get("next", ""),
    }
    return redirect("oidc-link")


def _whose(request: HttpRequest, provider: Provider, told: claims.Claims) -> Account | None:
    if request.user.is_authenticated:
        return Account.objects.get(pk=request.user.pk)
    invitation = Invitation.objects.filter(token=request.session.get(INVITED, "")).first()
    if invitation and invitation.works(timezone.now()):
        return Account.objects.get(pk=invitation.account_id)
    email = claims.trusted_email(provider, told)
    return Account.objects.filter(email__iexact=email).first() if email else None


@transaction.atomic
def confirm(request: HttpRequest, pending: dict[str, Any]) -> HttpResponse:
    """The person said yes: store the link, tell it by mail, and come in."""
    account = Account.objects.get(pk=pending["account"])
    invitation = Invitation.objects.filter(token=pending["invitation"], account=account).first()
    if not _is_still_so(request, account, invitation, pending):
        return not_known(request)
    SocialAccount.objects.create(user=account, provider=pending["provider"], uid=pending["uid"])
    _tell(account, pending["provider"])
    if request.user.is_authenticated:
        return redirect("sessions")
    if pending["second_factor"]:
        second_factor.mark(request, account)
    record_authentication(request, account, "socialaccount", provider=pending["provider"], uid=pending["uid"])
    response: HttpResponse = perform_login(request, Login(user=account, redirect_url=pending["next"] or None))
    return response


def _is_still_so(
    request: HttpRequest, account: Account, invitation: Invitation | None, pending: dict[str, Any]
) -> bool:
    if request.user.is_authenticated and request.user.pk != account.pk:
        return False
    taken = SocialAccount.objects.filter(provider=pending["provider"], uid=pending["uid"]).exists()
    return not taken and (invitation is None or invitation.use(timezone.now()))


def _tell(account: Account, key: str) -> None:
    provider = provider_of(key)
    post(
        f"linked-{uuid4().hex}",
        to=account.email,
        subject=_("Vangnet: another way to sign in"),
        body=_(
            "From now on you can also sign in to Vangnet through %(provider)s. Was it not you who set this up? Then "
            "tell the head of your school or the administrator at once."
        )
        % {"provider": provider.name if provider else key},
        now=timezone.now(),
    )


def links_of(account: Account) -> QuerySet[SocialAccount]:
    rows: QuerySet[SocialAccount] = SocialAccount.objects.filter(user=account).order_by("provider")
    return rows
