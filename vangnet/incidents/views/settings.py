"""The categories and the agreed terms of incidents, each with its source."""

from django.http import HttpRequest, HttpResponse


def settings(request: HttpRequest) -> HttpResponse:
    return HttpResponse()
