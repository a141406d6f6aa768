"""What no request may bring: more than its page asks for, or signs that no keyboard makes.

It stands before everything that reads a form, so that a body too large is not read at all.
"""

import codecs
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render

Handler = Callable[[HttpRequest], HttpResponse]
ViewT = TypeVar("ViewT", bound=Callable[..., HttpResponseBase])

NUL = "\0"
METHODS = ("GET", "HEAD", "POST")  # what a link and a form can do


def takes_files(most_bytes: int, *, keeps: int = 0) -> Callable[[ViewT], ViewT]:
    """A page to which a file of this size may be sent; every other page gets a form and no more.

    Of a file that is larger than `keeps` the page gets the size and no content: it can say so at the field.
    """

    def mark(view: ViewT) -> ViewT:
        view.takes_bytes = most_bytes  # type: ignore[attr-defined]
        view.keeps_bytes = keeps  # type: ignore[attr-defined]
        return view

    return mark


def number_in(text: str) -> int | None:
    """The number of a row as an address carries it; other signs count as digits too, and are no numbers."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


class UpTo(TemporaryFileUploadHandler):
    """Puts a file away as it comes in, and lets go of one that grows beyond what the page keeps."""

    def __init__(self, most_bytes: int, request: HttpRequest) -> None:
        super().__init__(request)
        self.most_bytes = most_bytes

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start + len(raw_data) <= self.most_bytes:
            return super().receive_data_chunk(raw_data, start)
        self.file.seek(0)
        self.file.truncate()
        return None


class Bounded:
    """A form brings a megabyte; a page that takes files says with `takes_files` how much, to who has signed in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if NUL in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("a NUL in the address")
        if request.encoding and not _is_utf8(request.encoding):
            raise SuspiciousOperation("another encoding than UTF-8")
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _arguments: Any, _named: Any
    ) -> HttpResponse | None:
        if request.method in {"GET", "HEAD"}:
            return None
        if _length(request) > _most(request, view):
            return render(request, "413.html", status=413)
        if keeps := getattr(view, "keeps_bytes", 0):
            request.upload_handlers = [UpTo(keeps, request)]
        if any(NUL in text for values in request.POST.lists() for text in (values[0], *values[1])):
            raise SuspiciousOperation("a NUL in a form")
        return None


def _is_utf8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name == "utf-8"
    except LookupError:
        return False


def _length(request: HttpRequest) -> int:
    """Django reads no further than this, and nothing of a body that does not say its length."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    if not (said.isascii() and said.isdigit()):
        raise SuspiciousOperation("a length that is no number")
    return int(said[:20])


def _most(request: HttpRequest, view: Callable[..., Any]) -> int:
    most: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    more: int = getattr(view, "takes_bytes", 0)
    return most + more if more and request.user.is_authenticated else most
