"""Who must have a second step and has not set it up reaches nothing else; there is no time of grace.

It asks the database nothing: what counts stands in the session, and the roles of today are asked by every page anyway.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ..models import Account
from .demands import may_go_without
from .proof import TO_SET_UP, Proof, see, sign_in_anew

Handler = Callable[[HttpRequest], HttpResponse]

# Before and beside the second step: signing in and out, the language, light or dark.
ALWAYS = frozenset({"account_login", "account_logout", "set_language", "theme"})
# What setting one up takes; who has one of another kind may have to prove with it.
TO_SET_IT_UP = frozenset(
    {
        "second-factor",
        "second-factor-app",
        "second-factor-passkey",
        "second-factor-passkey-options",
        "second-factor-again",
        "second-factor-question",
    }
)


class SecondFactorFirst:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in ALWAYS or not isinstance(request.user, Account):
            return None
        return _in_the_way(request, request.user, name, timezone.now())


def _in_the_way(
    request: HttpRequest, account: Account, name: str | None, now: datetime
) -> HttpResponse | None:
    proof = Proof.of(request)
    if proof is None or proof.account != account.pk:
        return sign_in_anew(request)
    if not _must_set_up(account, proof, now):
        see(request, proof, now)
        return None
    if not proof.by and not proof.is_within(TO_SET_UP, now):
        return sign_in_anew(request)
    return None if name in TO_SET_IT_UP else redirect("second-factor")


def _must_set_up(account: Account, proof: Proof, now: datetime) -> bool:
    """Who had nothing to set up this morning may have been given a role since."""
    if proof.lacks:
        return True
    return not proof.by and not may_go_without(account.person.roles(timezone.localdate(now)))
