"""One incident: where it stands, what must be done next, and the timeline."""

from django.http import HttpRequest, HttpResponse


def incident(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse()


def step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    return HttpResponse()


def correction(request: HttpRequest, key: str, number: int) -> HttpResponse:
    return HttpResponse()
