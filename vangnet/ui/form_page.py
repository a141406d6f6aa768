"""The page of a single form: what is asked, the fields, and the way back."""

from dataclasses import asdict, dataclass

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True)
class Asking:
    """The words around a form. `action` is on the button; `cancel_url` leads back."""

    title: str
    action: str
    cancel_url: str
    kicker: str = ""
    lead: str = ""


def form_page(request: HttpRequest, form: Form, asking: Asking) -> HttpResponse:
    context = {"form": form, **asdict(asking)}
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)
