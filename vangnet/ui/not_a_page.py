"""An address that only takes what a form sends is no page; who types it, or lands there after signing in, is told."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TAKES_ONLY_FORMS = 405


def not_a_page(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def explained(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != TAKES_ONLY_FORMS or request.method != "GET":
            return response
        page = render(request, "405.html", status=TAKES_ONLY_FORMS)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return explained
