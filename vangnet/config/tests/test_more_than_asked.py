"""A form with more in it than its page asks for: what is written is what would have been written without it.

Each form is sent as its own page gives it, and once more with the name of every column that we keep as an extra field:
another school, another author, an administrator's role, an account that is active, a number of its own.
"""

import re
from datetime import date, datetime
from uuid import UUID

import pytest
from django.apps import apps
from django.utils import timezone

from vangnet.config.tests.walk import (
    NAMES,
    browser_let_in,
    forms_of,
    nothing_kept,
    url_of,
    writes,
)

pytestmark = pytest.mark.django_db(databases="__all__")

HOSTILE = {
    "role": "administrator",
    "is_active": "on",
    "is_superuser": "on",
    "is_staff": "on",
    "has_custody": "on",
    "first_on": "2001-01-01",
    "closed_on": "2001-01-01",
}

# With this field the page of the report takes a closed report instead of the form.
ANOTHER_FORM = {"sealed"}


def columns() -> set[str]:
    """The name of every column of every table of ours, and of its key."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("vangnet.")]
    fields = [field for model in ours for field in model._meta.concrete_fields]
    names = {field.name for field in fields} | {field.attname for field in fields}
    return names | {"pk", "is_superuser", "is_staff", "_state", "handles", "by"}


def masked(values: tuple) -> list:
    """What is drawn or counted anew each time looks the same: tokens, references, moments, sealed text, digests."""
    return [_mask(value) for value in values]


def _mask(value):
    if isinstance(value, list):  # several rows at once, on PostgreSQL
        return [_mask(each) for each in value]
    if isinstance(value, (bytes, memoryview, UUID, datetime)):
        return type(value).__name__
    text = re.sub(r"http://\S+", "an address", str(value))
    if (
        isinstance(value, int) and value > 1
    ):  # a row's number: PostgreSQL does not count back; what is stuffed in is 1
        return "number"
    if text.startswith("Binary(") or re.fullmatch(
        r"[a-z]+(?:-[a-z]+)*(?:-\d+)+", text
    ):  # sealed; a mail's cause
        return "drawn"
    if text.startswith("!") and len(text) == 41:  # a password that fits nothing
        return "drawn"
    if re.fullmatch(
        r"[0-9A-Z]{4}-[0-9A-Z]{4}|(?:[a-z]+-)?[0-9a-f]{16,}|[0-9a-f-]{36}|\d{4}-\d\d-\d\d[ T]\d\d:.*", text
    ):
        return "drawn"
    return text if not isinstance(value, date) else value.isoformat()


def sent(browser, url: str, form: dict) -> tuple[int, list]:
    with nothing_kept(), writes() as written:
        status = browser.post(url, form).status_code
    return status, [(sql, masked(values)) for sql, values in written.of_people_and_dossiers()]


def test_no_form_takes_more_than_it_asks_for(things, cast, as_, monkeypatch):
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    taken, recorded = {}, set()
    for name in NAMES:
        browser = browser_let_in(name, cast, as_)
        for form in forms_of(name, browser, url_of(name, things)):
            extra = {column: HOSTILE.get(column, "1") for column in columns() - set(form) - ANOTHER_FORM}
            plain = sent(browser, url_of(name, things), form)
            stuffed = sent(browser, url_of(name, things), extra | form)
            if plain[1]:
                recorded.add(name)
            if plain != stuffed:
                taken[name] = (plain, stuffed)

    assert taken == {}
    assert {"incident-report", "dossier-step", "appoint", "guardian-add", "school"} <= recorded
    assert len(recorded) >= 25
