"""The database or the disk can't be used: everybody is told so in their own language, and nothing typed is lost."""

import errno
from uuid import uuid4

import psycopg
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, InternalError, OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import reverse

from vangnet.config.unavailable import unavailable
from vangnet.conftest import SESSIONS
from vangnet.core.access.sessions import SessionStore
from vangnet.core.dossiers.models import Dossier
from vangnet.incidents.views import report

pytestmark = pytest.mark.django_db(databases="__all__")

WRITTEN = "Aya viel van het klimrek.\nZij huilde <even>."


def _failing(error):
    def fail(*_arguments, **_named):
        raise error

    return fail


@pytest.fixture
def mina(as_, cast):
    browser = as_(cast.mina)
    browser.raise_request_exception = False
    return browser


@pytest.fixture
def told(linde):
    return {
        "token": str(uuid4()),
        "category": "accident",
        "place": "playground",
        "happened_on": "2026-11-02",
        "happened_at": "10:15",
        "text": WRITTEN,
    }


def read_only():
    error = InternalError("read only")
    error.__cause__ = psycopg.errors.ReadOnlySqlTransaction()
    return error


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("database or disk is full"),
        read_only(),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
)
def test_a_report_that_can_not_be_recorded_now_comes_back_with_all_that_was_written(
    mina, told, monkeypatch, error
):
    monkeypatch.setattr(report, "open_dossier", _failing(error))
    answer = mina.post(reverse("incident-report"), told)
    page = answer.content.decode()

    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "no-store" in answer["Cache-Control"]
    assert "Traceback" not in page
    assert "is full" not in page
    assert all(f'name="{name}"' in page for name in told)
    assert "Aya viel van het klimrek.\nZij huilde &lt;even&gt;.</textarea>" in page


def test_it_comes_back_as_well_when_the_session_can_not_be_read(mina, told, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(SessionStore, "load", _failing(OperationalError("gone")))
        answer = mina.post(reverse("incident-report"), told)

    assert answer.status_code == 503
    assert "klimrek" in answer.content.decode()


def test_what_comes_back_can_be_sent_again_and_is_recorded_once(mina, told, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(report, "open_dossier", _failing(OperationalError("the server closed the connection")))
        mina.post(reverse("incident-report"), told)
    again = mina.post(reverse("incident-report"), told)
    once_more = mina.post(reverse("incident-report"), told)

    assert again.status_code == once_more.status_code == 303
    assert again.url == once_more.url
    assert Dossier.objects.get().entries.get().text == WRITTEN


@pytest.mark.parametrize(("language", "says"), [("nl", 'lang="nl"'), ("en", 'lang="en"')])
def test_a_session_that_can_not_be_read_is_told_in_the_language_of_the_reader(
    mina, monkeypatch, language, says
):
    monkeypatch.setattr(SessionStore, "load", _failing(OperationalError("unable to open database file")))
    mina.cookies["django_language"] = language
    answer = mina.get("/")

    assert answer.status_code == 503
    assert answer["Content-Language"] == language
    assert says in answer.content.decode()


def test_a_session_that_can_not_be_kept_is_the_machines_fault_and_not_the_readers(
    mina, cast, told, monkeypatch
):
    """Django calls a session that was not written a bad request."""

    def save(*_arguments, **_named):
        try:
            raise OperationalError("disk I/O error")
        except DatabaseError as full:
            raise UpdateError from full

    monkeypatch.setattr(SessionStore, "save", save)
    answer = mina.get(reverse("incident-report"))
    assert answer.status_code == 200, "nothing to keep, nothing to fail"

    signing_in = Client(raise_request_exception=False)
    signing_in.get(reverse("account_login"))
    answer = signing_in.post(
        reverse("account_login"), {"login": "mina@example.org", "password": "een lang wachtwoord"}
    )
    assert answer.status_code == 503
    assert "een lang wachtwoord" not in answer.content.decode()


def test_a_fault_of_the_program_is_still_called_one(mina, told, monkeypatch):
    monkeypatch.setattr(report, "open_dossier", _failing(ZeroDivisionError()))
    answer = mina.post(reverse("incident-report"), told)

    assert answer.status_code == 500
    assert "Retry-After" not in answer


def test_only_a_form_of_ours_is_given_back(monkeypatch, cast, told):
    """A form that comes from elsewhere is refused before anything is looked up, and nothing of it is shown."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.cookies["sessionid"] = SESSIONS["mina@example.org"]
    monkeypatch.setattr(report, "open_dossier", _failing(OperationalError("gone")))
    answer = browser.post(reverse("incident-report"), told)

    assert answer.status_code == 403
    assert "klimrek" not in answer.content.decode()

    monkeypatch.setattr(SessionStore, "load", _failing(OperationalError("gone")))
    answer = browser.post(reverse("incident-report"), told)
    assert answer.status_code == 503
    assert "klimrek" not in answer.content.decode()


def test_no_question_is_asked_of_the_database_to_say_that_it_is_gone(
    mina, told, monkeypatch, django_assert_num_queries
):
    with django_assert_num_queries(0, connection=connection):
        answer = unavailable(RequestFactory().get("/"))
    assert answer.status_code == 503
