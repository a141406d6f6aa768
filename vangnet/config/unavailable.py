"""The page for when the database or the disk can't be used: it says so, and keeps what was typed.

A database that is stopped, full or read-only is a passing fault: 503, and the same worker goes on when it is over.
Every failure ends here, also one below the views, such as a session that can't be read; so nothing here may ask the
database anything.
"""

import errno
import sys
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError
from django.db.utils import InternalError
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.template.loader import render_to_string
from django.utils import translation
from django.views import defaults

from vangnet.ui.language import chosen_language

RETRY_AFTER = 30  # seconds
NO_ROOM_OR_NO_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}
READ_ONLY = "25006"  # PostgreSQL's code; a standby that was not promoted yet says it too


def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler for whatever was not foreseen."""
    if is_passing(sys.exc_info()[1]):
        return unavailable(request)
    return defaults.server_error(request)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler for a bad request: a session that can't be kept is one in its eyes, whatever the cause."""
    if is_passing(exception):
        return unavailable(request)
    return defaults.bad_request(request, exception)


def is_passing(error: BaseException | None) -> bool:
    """Whether the database or the disk is the cause, and not the program."""
    return any(_is_of_the_machine(cause) for cause in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_of_the_machine(error: BaseException) -> bool:
    if isinstance(error, InternalError):
        return getattr(error.__cause__, "sqlstate", None) == READ_ONLY
    if isinstance(error, OSError):
        return error.errno in NO_ROOM_OR_NO_DISK
    return isinstance(error, OperationalError | InterfaceError)


def unavailable(request: HttpRequest) -> HttpResponse:
    language = chosen_language(request)
    with translation.override(language):
        page = render_to_string("503.html", {"typed": _typed(request), "csrf_token": get_token(request)})
    headers = {
        "Retry-After": str(RETRY_AFTER),
        "Cache-Control": "no-store, private",
        "Content-Language": language,
    }
    return HttpResponse(page, status=503, headers=headers)


def _typed(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """Every value of a form that is recorded once however often it is sent (it has a token), and whether to show it.

    Words with spaces were written by hand: they are shown, so that they can be copied. Of other forms nothing is
    given back: among them is the one with the password.
    """
    if request.method != "POST" or "token" not in request.POST or not _is_of_our_page(request):
        return []
    return [
        (name, value, len(value.split()) > 1)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]


class _Check(CsrfViewMiddleware):
    """The usual check, without its page, which may ask the database something."""

    def _reject(self, _request: HttpRequest, _reason: str) -> HttpResponse:
        return HttpResponseForbidden()


def _is_of_our_page(request: HttpRequest) -> bool:
    """A session that can't be read fails before the usual check was made."""
    check = _Check(lambda _request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, failed, (), {}) is None
