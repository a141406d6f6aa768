"""The second step at sign-in, and signing in with a passkey alone."""

import json
from collections.abc import Callable
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from vangnet.core.people.roles import Role

from ...grounds import holds
from ...models import Account
from .. import passkeys, recovery
from ..forms import NO_ANSWER, ProofForm
from ..models import Kind, SecondFactor
from ..proof import record
from ..stage import PROVEN_BY, SecondStep
from .back import way_back

# Asking a question costs a row of a session; a whole school may come from one address.
LIMITS = {"question": "120/m/ip"}


def everybody(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Before somebody has signed in; what is shown there is nobody's."""
    view.guard = "everybody"  # type: ignore[attr-defined]
    return view


@everybody
@require_http_methods(["GET", "POST"])
@login_stage_required(stage=SecondStep.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
def asked(request: HttpRequest) -> HttpResponse:
    """After the password. Nobody is signed in yet."""
    stage, now = request._login_stage, timezone.now()  # type: ignore[attr-defined]
    account: Account = stage.login.user
    form = ProofForm(request.POST or None, request=request, account=account, now=now)
    if request.method == "POST" and form.is_valid():
        record(request, account, now, by=form.by)
        if form.by == Kind.RECOVERY_CODE:
            _say_how_many_are_left(request, account)
        answer: HttpResponse = stage.exit()
        return answer
    return render(
        request, "second_factor/asked.html", asking(request, form), status=422 if form.errors else 200
    )


def asking(request: HttpRequest, form: ProofForm) -> dict[str, Any]:
    """What a page that asks for proof shows: the passkey only to who has one, where the browser can give it."""
    has_passkey = SecondFactor.objects.of(form.account.pk).filter(kind=Kind.PASSKEY).exists()
    return {
        "form": form,
        "asks_passkey": has_passkey and passkeys.are_possible(request),
        "is_demonstration": settings.DEMO,
    }


@everybody
@require_POST
def passkey_question(request: HttpRequest) -> HttpResponse:
    """For who comes with nothing but a passkey: any of this server's will do."""
    if not ratelimit.consume(request, app="vangnet", action="question", config=LIMITS):
        return JsonResponse({}, status=429)
    return JsonResponse(passkeys.request_options(request, None))


@everybody
@require_POST
def own_passkey_question(request: HttpRequest) -> HttpResponse:
    """For who has given the password, or is signed in and proves again: one of his or her own."""
    stage = get_pending_stage(request)
    account = request.user if isinstance(request.user, Account) else stage.login.user if stage else None
    if account is None:
        return JsonResponse({}, status=404)
    return JsonResponse(passkeys.request_options(request, account))


@everybody
@require_POST
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """A passkey is both factors: the device, and the finger, face or PIN that opens it."""
    if isinstance(request.user, Account):
        return redirect("desk")
    now = timezone.now()
    try:
        answer = json.loads(request.POST.get("credential", ""))
        account = Account.objects.filter(pk=passkeys.owner_in(answer)).select_related("person").first()
        if account is None:
            raise passkeys.NoProof
        passkeys.proven(request, account.pk, answer, now)
    except (passkeys.NoProof, ValueError):
        return _refused(request)
    if not holds(account.person, timezone.localdate(now), Role):
        return _refused(request)
    login = Login(user=account, redirect_url=way_back(request), state={PROVEN_BY: Kind.PASSKEY.value})
    done: HttpResponse = perform_login(request, login)
    return done


def _refused(request: HttpRequest) -> HttpResponse:
    messages.error(request, NO_ANSWER)
    return redirect("account_login")


def _say_how_many_are_left(request: HttpRequest, account: Account) -> None:
    left = recovery.left(account.pk)
    says = ngettext(
        "You have %(left)s recovery code left.", "You have %(left)s recovery codes left.", left
    ) % {"left": left}
    if left <= recovery.FEW:
        says += " " + _("Make new ones today: choose My second step in the menu.")
    messages.warning(request, says)
