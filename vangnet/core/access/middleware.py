"""A session lives on while somebody is there, and a blank screen stays blank until its person is back."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import blank, sessions

Handler = Callable[[HttpRequest], HttpResponse]


def attended(get_response: Handler) -> Handler:
    """A blanked screen shows nothing until its person proves to be back; and that somebody is there is noted."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = blank.instead_of(request) or get_response(request)
        sessions.touch(request.session, timezone.now())
        return response

    return respond
