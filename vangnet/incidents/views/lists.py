"""The list of incidents that somebody may know, with filters and search."""

from django.http import HttpRequest, HttpResponse


def incidents(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def export(request: HttpRequest, form: str) -> HttpResponse:
    return HttpResponse()
