"""A kept file on its way to somebody who may see it: as a download, of the kind that was found, and run nowhere.

Whether this person may see it is asked before, by the rule of the register that keeps it.
"""

import logging
from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header

from .models import Attachment
from .storing import read
from .vault import Damaged

log = logging.getLogger(__name__)

# On top of what every answer forbids (`config/headers.py`).
RUNS_NOTHING = "default-src 'none'; sandbox"


def as_download(request: HttpRequest, attachment: Attachment, *, shown: bool = False) -> HttpResponseBase:
    """`shown`: a picture may be shown in a page; anything else is saved in any case."""
    pieces = read(attachment)
    try:
        first = next(pieces)
    except Damaged:
        log.error("attachment %s is missing or damaged; run `vangnet verify`", attachment.token)
        return render(request, "attachments/damaged.html", {"attachment": attachment}, status=410)
    return _sent(attachment, _all(first, pieces), is_saved=not (shown and attachment.is_picture))


def _sent(attachment: Attachment, pieces: Iterator[bytes], *, is_saved: bool) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=attachment.media_type)
    response["Content-Length"] = str(attachment.size)
    response["Content-Disposition"] = str(content_disposition_header(is_saved, attachment.name))
    response["Content-Security-Policy"] = RUNS_NOTHING
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response


def _all(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    """Closed with the answer, and the file with it."""
    yield first
    yield from others
