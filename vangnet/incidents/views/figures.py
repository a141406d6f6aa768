"""Figures of a year, per school and for the board; small numbers are hidden."""

from django.http import HttpRequest, HttpResponse


def year(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def export_year(request: HttpRequest, form: str) -> HttpResponse:
    return HttpResponse()
