"""The choice of light or dark, and the page that shows every component in every state."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from vangnet.ui import appearance, examples


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme and go back to the page where it was chosen; an unknown theme changes nothing."""
    response = HttpResponseRedirect(_back_to(request))
    chosen = request.POST.get("theme", "")
    if chosen in set(appearance.Theme):
        appearance.remember(response, appearance.Theme(chosen))
    return response


def _back_to(request: HttpRequest) -> str:
    """Only to a page of our own: an address elsewhere would make this a trap."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else "/"


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, with invented people, for whoever builds a page."""
    return render(request, "ui/components.html", examples.everything())
