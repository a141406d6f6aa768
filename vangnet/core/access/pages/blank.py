"""The neutral screen: putting it there, the screen itself, and the way back."""

from allauth.account.adapter import get_adapter
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from .. import blank
from ..guard import PersonRequest, open_to_all, signed_in
from ..second_factor.proof import Proof

ONE_YEAR = 365 * 24 * 60 * 60


@csrf_exempt
@require_http_methods(["GET", "POST"])
@open_to_all
def neutral(request: HttpRequest) -> HttpResponse:
    """By POST it covers the session; the screen itself shows the date, with nothing of Vangnet.

    No token is asked: one that is stale would show an error of ours instead, and to be covered harms nobody.
    """
    if request.method == "POST":
        if request.user.is_authenticated:
            blank.cover(request, timezone.now().timestamp())
        return redirect("blank")
    return render(request, "access/blank.html", {"today": timezone.localdate()})


@require_POST
@open_to_all
def back(request: HttpRequest) -> HttpResponse:
    """Prove to be the same person: by the second step, else by the password; who has neither signs in anew."""
    proof = Proof.of(request)
    if request.user.is_authenticated and proof and proof.by:
        return redirect(f"{reverse('second-factor-again')}?{urlencode({'next': '/'})}")
    methods = get_adapter().get_reauthentication_methods(request.user)
    if not methods:
        logout(request)
        return redirect("account_login")
    return redirect(f"{methods[0]['url']}?{urlencode({'next': '/'})}")


@require_POST
@signed_in
def key(request: PersonRequest) -> HttpResponse:
    """Turn the key on or off on this device (WCAG 2.1.4); the button stays."""
    response = redirect("sessions")
    if request.POST.get("key") == "off":
        response.set_cookie(
            blank.KEY_COOKIE, "off", max_age=ONE_YEAR, secure=request.is_secure(), samesite="Lax"
        )
    else:
        response.delete_cookie(blank.KEY_COOKIE)
    return response
