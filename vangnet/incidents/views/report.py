"""Report: any adult at school, on a phone, in at most four choices and one text."""

from django.http import HttpRequest, HttpResponse


def report(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def receipt(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse()
