"""What somebody gets who is not, or no longer, signed in: the sign-in page, and what was being written is not lost."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from . import kept, sessions

ENDED = "ended"
# Words on the sign-in page: the session ended; what was being written waits.
WAITS = "waits"


def turn_away(request: HttpRequest) -> HttpResponse:
    if _asked_by_a_script(request):
        return HttpResponse(status=401)  # which says it, or keeps what it sends on the device
    now = timezone.now()
    ended = sessions.ended_session(request, now)
    posted = kept.Posted.of(request)
    if ended is None and posted.texts():
        # We can't tell whose words these are, so they stay in this browser only.
        context = {"texts": posted.texts(), "sign_in": to_sign_in(request.path, "").url}
        return render(request, "access/not_sent.html", context, status=401)
    if ended is None or ended.account_id is None or not posted.fields:
        return to_sign_in(request.get_full_path(), ENDED if ended else "")
    response = to_sign_in(reverse("kept"), WAITS)
    kept.keep(request, response, ended.account_id, now)
    return response


def _asked_by_a_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json" or "HX-Request" in request.headers


def to_sign_in(then: str, why: str) -> HttpResponseRedirect:
    response = redirect_to_login(then)
    address = f"{response.url}&why={why}" if why else response.url
    return HttpResponseRedirect(address)
