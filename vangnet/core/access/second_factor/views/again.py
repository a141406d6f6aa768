"""Is it still you? Asked before sealed text after a while of doing nothing."""

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ...guard import PersonRequest, signed_in
from ..forms import ProofForm
from ..models import SecondFactor
from ..proof import Proof, ask_again, record
from .back import way_back
from .sign_in import asking

# What belongs to this page itself; anything else that was sent is carried along to the page that asked for it.
OWN = frozenset({"code", "credential", "next", "csrfmiddlewaretoken"})


class SendOnce(HttpResponseRedirect):
    """The browser sends the same form to the next address: what was typed stays in its body, and in no address."""

    status_code = 307


@require_http_methods(["GET", "POST"])
@signed_in
def again(request: PersonRequest) -> HttpResponse:
    """Prove, and go back to the page that was asked for."""
    proof, now = Proof.of(request), timezone.now()
    if proof is None or not proof.by:
        return redirect(way_back(request))
    if not SecondFactor.objects.of(request.user.pk).main().exists():
        logout(request)  # who proved at the school's own sign-in does so there again
        return redirect_to_login(way_back(request))
    form = ProofForm(request.POST or None, request=request, account=request.user, now=now)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, way_back(request))
    record(request, request.user, now, by=form.by)
    return (SendOnce if _carried(request) else redirect)(way_back(request))


def ask_here(request: PersonRequest) -> HttpResponse:
    """Ask in answer to a form that only asks for reading, such as a search: its words are carried along."""
    if not SecondFactor.objects.of(request.user.pk).main().exists():
        return ask_again(request)
    form = ProofForm(request=request, account=request.user, now=timezone.now())
    return _page(request, form, request.get_full_path())


def _page(request: PersonRequest, form: ProofForm, back: str) -> HttpResponse:
    context = {**asking(request, form), "next": back, "carried": _carried(request)}
    return render(request, "second_factor/again.html", context, status=422 if form.errors else 200)


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.POST.lists() if name not in OWN for value in values]
