"""The log of signing in and refusals: enough to follow what happened, and nobody's name."""

import json
import logging

import pytest

from vangnet.config.logs import OneLine, WithoutContents
from vangnet.conftest import PASSWORD
from vangnet.core.access.models import Account

pytestmark = pytest.mark.django_db(databases="__all__")


def lines(caplog) -> list[dict]:
    """As they stand in the log of an installation."""
    return [
        json.loads(OneLine().format(record)) for record in caplog.records if WithoutContents().filter(record)
    ]


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.INFO, "vangnet.access")
    return caplog


def test_a_refusal_says_which_account_and_which_page_and_no_name(log, fight, cast, as_):
    as_(cast.nadia).get(f"/dossiers/{fight.reference}/")
    line = next(line for line in lines(log) if line["from"] == "vangnet.access")

    assert line["says"] == f"refused: account {cast.nadia.account.pk} at dossier"
    assert line["level"] == "warning"
    assert line["at"].endswith("+00:00")
    assert "Nadia" not in json.dumps(line)


def test_signing_in_and_failing_to_are_logged(log, cast, client):
    account = Account.objects.get(person=cast.mina)
    client.post("/account/login/", {"login": account.email, "password": "een verkeerd wachtwoord"})
    client.post("/account/login/", {"login": "wim@example.org", "password": PASSWORD})
    said = [line["says"] for line in lines(log) if line["from"] == "vangnet.access"]

    assert said[0] == "not signed in (address or password): account unknown at account_login"
    assert said[1].startswith("not signed in (")
    assert not any("example.org" in line or "wachtwoord" in line for line in said)


@pytest.mark.parametrize(
    ("path", "data", "more"),
    [
        ("/incidents/?a=%00", None, {}),
        ("/incidents/", {"words": "a\0b"}, {}),
        ("/incidents/", {"words": "aa"}, {"HTTP_HOST": "evil.example"}),
        ("/incidents/", {"words": "a" * 2_000_000}, {}),
    ],
)
def test_what_no_request_may_bring_is_logged(caplog, cast, as_, path, data, more):
    browser = as_(cast.mina)
    browser.post(path, data, **more) if data else browser.get(path, **more)

    assert [line for line in lines(caplog) if line["from"].startswith("django") and line["level"] != "info"]


def test_no_value_can_pretend_to_be_a_line():
    record = logging.makeLogRecord({"name": "vangnet.x", "msg": 'a\n{"level": "info"}\r\u2028\x1b[31m'})
    written = OneLine().format(record)

    assert len(written.splitlines()) == 1
    assert written.isprintable()
    assert json.loads(written)["says"].startswith("a\n")
