"""Walks over all addresses, for the tests that try an attack at each of them.

What is tried follows from the addresses and the access tables; a page that is added is attacked without a new line.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib import import_module

from django.db import connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from vangnet.config.tests.access import Row
from vangnet.conftest import CAST

TABLES = [
    "vangnet.config.tests.access_table",
    "vangnet.core.access.tests.access_table",
    "vangnet.core.dossiers.tests.access_table",
    "vangnet.core.obligations.tests.access_table",
    "vangnet.incidents.tests.access_table",
    "vangnet.confidences.tests.access_table",
    "vangnet.emergencies.tests.access_table",
    "vangnet.office.tests.access_table",
    "vangnet.staffing.tests.access_table",
    "vangnet.rollcall.tests.access_table",
    "vangnet.desk.tests.access_table",
    "vangnet.building.tests.access_table",
    "vangnet.hazards.tests.access_table",
    "vangnet.improvement.tests.access_table",
    "vangnet.plan.tests.access_table",
]


def table() -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for place in TABLES:
        rows |= import_module(place).TABLE
    return rows


def addresses(patterns=None) -> dict[str, URLPattern]:
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            found |= addresses(pattern.url_patterns)
        else:
            found[pattern.name] = pattern
    return found


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
            around = transaction.atomic(using=alias)
            around._from_testcase = True  # as Django's own tests stand around what must be outermost
            stack.enter_context(around)
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
        # Sessions and counts of tries; and the key for reports without line, which is made when first asked for.
        beside = ("access_session", "access_failedsignin", "rate_limits", "keys_wrappedkey")
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
        self.actions: list[str] = []
        self.kinds: dict[str, str] = {}
        self.required: set[str] = set()
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
            self.actions.append(given.get("action", ""))
        if self._form is not None and "disabled" not in given:
            self._field(tag, given.get("name", ""), given)

    def _field(self, tag, name, given):
        if "required" in given:
            self.required.add(name)
        if tag == "option" and self._select:
            self._option(given)
        elif tag == "input" and name:
            self._input(name, given)
        elif tag == "select" and name:
            self._select = name
            self._form.setdefault(name, [])
        elif tag == "textarea" and name:
            self._text = name
            self._form[name] = [""]

    def _input(self, name, given):
        kind = self.kinds[name] = given.get("type", "text")
        if kind in {"radio", "checkbox"}:
            chosen = self._form.setdefault(name, [])
            if "checked" in given or (kind == "radio" and not chosen):
                self._form[name] = [given.get("value", "on")]
        elif kind not in {"submit", "button", "image"}:
            self._form.setdefault(name, []).append(given.get("value", ""))

    def _option(self, given):
        chosen = self._form[self._select]
        value = given.get("value", "")
        if "selected" in given or (not any(chosen) and (value or self._select not in self.required)):
            self._form[self._select] = [value]

    def handle_data(self, data):
        if self._text:
            self._form[self._text] = [self._form[self._text][0] + data]

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._text:
            self._form[self._text] = [self._form[self._text][0].removeprefix("\n")]
            self._text = ""

    def own_forms(self, url: str) -> list[dict[str, list[str]]]:
        """The forms that are sent to the page itself; those of the menu go elsewhere."""
        return [
            form
            for form, action in zip(self.forms, self.actions, strict=True)
            if action.partition("#")[0] in {"", url}
        ]


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
    "name": "Nora Bos",
    "name_nl": "Iets anders",
    "name_en": "Something else",
    "text": "Viel van het klimrek.",
    "remark": "Niemand meegeven",
}
# Pages whose form is checked by us alone do not say to the browser what must be there.
ASKED_FOR = frozenset(["text", "reason", "ground"])
TEXT = "Een tekst die lang genoeg is"


def filled_in(form: dict[str, list[str]], page: Page) -> dict[str, list[str]]:
    """A form as somebody in a hurry fills it in: what must be there gets a word, or this day; the rest stays."""
    words = {"date": timezone.localdate().isoformat()}
    return {
        name: values
        if any(values) or name not in page.required | ASKED_FOR
        else [words.get(page.kinds.get(name, ""), SAMPLES.get(name, TEXT))]
        for name, values in form.items()
    }


def forms_of(name: str, browser: Client, url: str) -> list[dict[str, list[str]]]:
    """The forms on a page, filled in; an address that is only posted to takes an empty one."""
    if table()[name].method == "post":
        return [{}]
    response = browser.get(url)
    if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
        return []
    page = page_of(response)
    return [filled_in(form, page) for form in page.own_forms(url)]
