"""Walks over all addresses, for the tests that try an attack at each of them.

What is tried follows from the addresses and the access tables; a page that is added is attacked without a new line.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.db import connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from vangnet.config.tests.test_every_address import addresses, table
from vangnet.conftest import CAST

NAMES = sorted(table())


def url_of(name: str, things: dict) -> str:
    return reverse(name, args=[things.get(argument, argument) for argument in table()[name].args])


def somebody_let_in(name: str) -> str | None:
    """One of the cast who may open an address; nobody when a row lets in nobody."""
    return next((who for who in CAST if who in table()[name].lets), None)


def browser_let_in(name: str, cast, as_) -> Client:
    return as_(getattr(cast, somebody_let_in(name) or "mina"))


def module_of(name: str) -> str:
    return addresses()[name].callback.__module__


def is_ours(name: str) -> bool:
    return module_of(name).startswith("vangnet.")


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Both databases as they were, whatever happens inside."""
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)


@dataclass
class Writes:
    """The statements that changed a row, with what they wrote."""

    found: list[tuple[str, tuple]] = field(default_factory=list)

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            self.found.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    def of_people_and_dossiers(self) -> list[tuple[str, tuple]]:
        beside = ("django_session", "rate_limits")
        return [(sql, values) for sql, values in self.found if not any(name in sql for name in beside)]


@contextmanager
def writes() -> Iterator[Writes]:
    seen = Writes()
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(connections[alias].execute_wrapper(seen))
        yield seen


# Reading a page as a browser does


class Page(HTMLParser):
    """The elements of a page with their attributes, and the forms that post with what they would send."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.forms: list[dict[str, list[str]]] = []
        self.links: list[str] = []
        self._form: dict[str, list[str]] | None = None
        self._select = self._text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "form" and given.get("method", "").lower() == "post":
            self._form = {}
            self.forms.append(self._form)
        if self._form is None or "disabled" in given:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "select" and name:
            self._select = name
            self._form.setdefault(name, [])
        elif tag == "option" and self._select:
            self._option(given)
        elif tag == "textarea" and name:
            self._text = name
            self._form[name] = [""]

    def _input(self, name, given):
        kind = given.get("type", "text")
        if kind in {"radio", "checkbox"}:
            chosen = self._form.setdefault(name, [])
            if "checked" in given or (kind == "radio" and not chosen):
                self._form[name] = [given.get("value", "on")]
        elif kind not in {"submit", "button", "image"}:
            self._form.setdefault(name, []).append(given.get("value", ""))

    def _option(self, given):
        chosen = self._form[self._select]
        value = given.get("value", "")
        if "selected" in given or (not chosen and value):
            self._form[self._select] = [value]

    def handle_data(self, data):
        if self._text:
            self._form[self._text] = [self._form[self._text][0] + data]

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._text = ""


def page_of(response: HttpResponse) -> Page:
    return Page(response.content.decode())


SAMPLES = {
    "email": "nieuw@example.org",
    "website": "https://example.org",
    "brin": "99XZ",
    "location_code": "00",
    "postal_code": "1234 AB",
    "value": "3",
    "call_order": "4",
    "starts_at": "08:30",
    "key": "new_key",
}
TEXT = "Een tekst die lang genoeg is"


def filled_in(form: dict[str, list[str]]) -> dict[str, list[str]]:
    """A form as somebody in a hurry fills it in: what stands there stays, what is empty gets a word."""
    return {
        name: values if any(values) else [SAMPLES.get(name, TEXT)]
        for name, values in form.items()
        if not name.startswith("last_on")
    }


def largest_form(browser: Client, url: str) -> dict[str, list[str]]:
    """The form of a page with the most fields; those of the menu (theme, language, sign out) are small."""
    response = browser.get(url)
    if not response.headers["Content-Type"].startswith("text/html"):
        return {}
    return max(page_of(response).forms, key=len, default={})
