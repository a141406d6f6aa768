"""A file that a row keeps, for who was let through to that row."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from vangnet.core.attachments.downloads import as_download
from vangnet.core.attachments.models import Attachment


def download(request: HttpRequest, attachment: Attachment | None, *, shown: bool = False) -> HttpResponseBase:
    if attachment is None:
        raise Http404
    return as_download(request, attachment, shown=shown)
