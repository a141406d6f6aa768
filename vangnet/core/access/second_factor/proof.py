"""What a session has proven, and when: kept in the session itself, so that no page asks the database for it.

Who was away for a while (agreed minutes of doing nothing) proves again before sealed text is shown. That is asked when
a page is opened to be read, never when something written is sent: a half-written report or step is not lost by it.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from ..guard import PersonRequest
from ..models import Account
from .demands import Demand, demand_on
from .models import Kind, SecondFactor

P = ParamSpec("P")
KEY = "proof"
# The school's own sign-in asked for a second factor, and the setting says that this counts.
AT_PROVIDER = "provider"
# A session is written for this at most once a minute.
AT_MOST_ONCE = 60
# Who has no second step yet sets it up within this time after the password, or signs in anew.
TO_SET_UP = timedelta(minutes=15)
# What protects the account itself is changed only by who has just proven.
JUST_NOW = timedelta(minutes=5)


@dataclass(frozen=True)
class Proof:
    """Whose session this is and since when; `by` what it proved beside the password, empty when by nothing.

    `lacks` says what this account must set up before anything else: "anything" or a "passkey"; empty when it has
    what is demanded. Moments are seconds since 1970, as a session keeps them.
    """

    account: int
    by: str
    proved_at: float
    seen_at: float
    again_after: int
    lacks: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Proof | None":
        kept: dict[str, Any] | None = request.session.get(KEY)
        return cls(**kept) if kept else None

    def is_old(self, now: datetime) -> bool:
        """Whether to prove again before sealed text; who has nothing to prove with opens no dossier."""
        return bool(self.by) and now.timestamp() - self.seen_at > self.again_after * 60

    def is_within(self, span: timedelta, now: datetime) -> bool:
        return now.timestamp() - self.proved_at <= span.total_seconds()


def record(request: HttpRequest, account: Account, now: datetime, *, by: str = "") -> None:
    """Write down what was proven just now; what is demanded of this person is asked here, until the next proof."""
    demand, at = demand_on(account.person, timezone.localdate(now)), now.timestamp()
    _keep(request, Proof(account.pk, by, at, at, demand.again_after, _lacking(account, demand, by)))


def see(request: HttpRequest, proof: Proof, now: datetime) -> None:
    """Somebody is at work: what counts as doing nothing begins anew."""
    if not proof.is_old(now) and now.timestamp() - proof.seen_at >= AT_MOST_ONCE:
        _keep(request, replace(proof, seen_at=now.timestamp()))


def _lacking(account: Account, demand: Demand, by: str) -> str:
    if not demand.is_demanded:
        return ""
    has = {*SecondFactor.objects.of(account.pk).main().values_list("kind", flat=True), by} - {""}
    if demand.only_passkeys and Kind.PASSKEY not in has:
        return "passkey"
    return "" if has else "anything"


def _keep(request: HttpRequest, proof: Proof) -> None:
    request.session[KEY] = asdict(proof)


# Asking again

View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def proven_lately(view: View[P]) -> Callable[..., HttpResponse]:
    """For pages that show sealed text. Sending something from such a page is never held up."""

    @wraps(view)
    def asked(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method in {"GET", "HEAD"} and must_prove_again(request):
            return ask_again(request)
        return view(request, *args, **kwargs)

    return asked


def proven_just_now(view: View[P]) -> Callable[..., HttpResponse]:
    """For what protects the account itself, and for a whole dossier that is handed out; asked of who can prove."""

    @wraps(view)
    def asked(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        proof = Proof.of(request)
        if proof and proof.by and not proof.is_within(JUST_NOW, timezone.now()):
            return ask_again(request)
        if not (proof and proof.by) and SecondFactor.objects.of(request.user.pk).main().exists():
            return sign_in_anew(request)  # set up meanwhile, in another window or by somebody else
        return view(request, *args, **kwargs)

    return asked


def must_prove_again(request: HttpRequest) -> bool:
    proof = Proof.of(request)
    return proof is None or proof.is_old(timezone.now())


def sign_in_anew(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")


def ask_again(request: HttpRequest) -> HttpResponse:
    """Lead to the proof; from there the way leads back to the page that was asked for."""
    back = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('second-factor-again')}?{back}")
