"""A neutral screen in place of what somebody should not see: a parent who walks in, a pupil behind the desk.

The session itself is covered: every page, also those behind the back button, is the neutral one, until the person
proves again who it is (password or second factor). What was typed and not yet sent is gone.
"""

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from .second_factor.proof import Proof

COVERED = "covered_at"
KEY_COOKIE = "vangnet_blank_key"
# Where somebody who comes back proves to be the same, or leaves.
WAY_BACK = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "second-factor-again",
    "second-factor-question",
    "blank",
    "blank-back",
    "set_language",
    "theme",
}


def key_is_on(request: HttpRequest) -> bool:
    """Whether the key works on this device; the button always does."""
    return request.COOKIES.get(KEY_COOKIE) != "off"


def cover(request: HttpRequest, moment: float) -> None:
    request.session[COVERED] = moment


def instead_of(request: HttpRequest) -> HttpResponse | None:
    """The way to the neutral screen while the session is covered; nothing when the page may be shown."""
    if COVERED not in request.session:
        return None
    if _proved_since(request, request.session[COVERED]):
        del request.session[COVERED]
        return None
    return None if _name_of(request) in WAY_BACK else HttpResponseRedirect(reverse("blank"))


def _proved_since(request: HttpRequest, moment: float) -> bool:
    """With the second step by who has one; otherwise with the password."""
    proof = Proof.of(request)
    if proof and proof.by:
        return proof.proved_at > moment
    return any(record["at"] > moment for record in get_authentication_records(request, request.user))


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""
