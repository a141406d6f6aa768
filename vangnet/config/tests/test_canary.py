"""A word like no other is carried through the work of a day, and then looked for everywhere.

A pupil, a parent and a colleague bear it, a report, a note, a dossier of the meldcode and drafts hold it, a password
and a stranger's name are it. It is searched, exported, imported, mistyped and sent to a broken database. Sealed text
and passwords may stand nowhere; names only in the registers where they belong; and nothing of it in a log, a mail, a
header, an address or a temporary file. It runs against the real server, on SQLite and PostgreSQL.
"""

import json
import random
import re
import socket
import sqlite3
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone

from vangnet.config.tests.raw_browser import Answer, Browser
from vangnet.config.tests.walk import Page
from vangnet.core.dossiers.tests import apart
from vangnet.office.tests.test_import_pages import roster

pytestmark = pytest.mark.own_database

WORD = "".join(random.choices(string.ascii_lowercase, k=10))
WORDS = {
    kind: f"{kind}{WORD}"
    for kind in ("Pupil", "Guardian", "Colleague", "Text", "Stranger", "Password", "Newcomer", "Draft")
}
NAMES_STAND_IN = {
    "Pupil": {"people_pupil"},
    "Guardian": {"people_guardian"},
    "Colleague": {"people_person"},
    "Newcomer": {"people_person"},
}


@pytest.fixture(scope="module")
def day(tmp_path_factory) -> Iterator[SimpleNamespace]:
    """The day's work, done once; what was said and what was left behind."""
    place = tmp_path_factory.mktemp("canary") / "data"
    place.mkdir()
    temporary = place.parent / "temporary"
    temporary.mkdir()
    environment = apart.environment(place) | {
        "DJANGO_SETTINGS_MODULE": "vangnet.config.settings",
        "VANGNET_SECURE": "0",
        "TMPDIR": str(temporary),
    }
    apart._databases(place, "CREATE DATABASE {}")
    try:
        house = json.loads(_run(environment, "vangnet.config.tests.canary_house", WORD).splitlines()[-1])
        log = place.parent / "log"
        with _server(environment, log) as port:
            browsers = {who: Browser(port, session) for who, session in house["sessions"].items()}
            stranger = Browser(port)
            _work(browsers, stranger, house, place)
            _run_tick(environment, log)
            _run(environment, "-c", MORNING)
            found = json.loads(
                _run(environment, "vangnet.config.tests.canary_places", json.dumps(WORDS)).splitlines()[-1]
            )
            yield SimpleNamespace(
                found=found,
                said=[answer for browser in (*browsers.values(), stranger) for answer in browser.said],
                log=log,
                temporary=temporary,
                mails=_run(environment, "-c", MAILS),
            )
    finally:
        apart._databases(place, "DROP DATABASE {} WITH (FORCE)")


# The next morning on which the mail goes out that says that something waits.
MORNING = """
import django; django.setup()
from datetime import datetime
from django.utils import timezone
from vangnet.core.working_days import DAY, is_working_day
from vangnet.desk import reminders
day = timezone.localdate() + DAY
while not is_working_day(day): day += DAY
reminders.remind(timezone.make_aware(datetime.combine(day, reminders.FROM)))
"""

MAILS = """
import django; django.setup()
from vangnet.core.mail.models import OutgoingMail
for mail in OutgoingMail.objects.all(): print(mail.cause, mail.to, mail.subject, mail.body)
"""


def _run(environment: dict, *arguments: str) -> str:
    how = [] if arguments[0] == "-c" else ["-m"]
    ran = subprocess.run(
        [sys.executable, *how, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return ran.stdout


def _run_tick(environment: dict, log: Path) -> None:
    with log.open("ab") as stream:
        subprocess.run(
            [sys.executable, "-m", "vangnet", "tick"],
            env=environment,
            stdout=stream,
            stderr=stream,
            check=False,
        )


@contextmanager
def _server(environment: dict, log: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "vangnet", "serve", "--no-tick", "--workers", "1", "--port", str(port)]
    with log.open("wb") as stream:
        server = subprocess.Popen(command, env=environment, stdout=stream, stderr=stream)
        try:
            _wait_for(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=60)


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert server.poll() is None
        try:
            Browser(port).get("/account/login/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server did not answer within two minutes")


# The work of a day


def _work(browsers: dict[str, Browser], stranger: Browser, house: dict, place: Path) -> None:
    mina, hanna, ada = browsers["mina"], browsers["hanna"], browsers["ada"]
    reference = _report(mina, house)
    _mistakes(mina, house)
    _handle(hanna, reference)
    _worry(mina, hanna, house)
    _search(browsers, reference)
    _keep_the_registers(hanna, ada, house)
    _bring_in(hanna, house)
    _guess(stranger)
    _with_a_broken_database(place, lambda: _report_fields(mina, house, expect={500, 503}))


def _fields(house: dict) -> dict:
    now = timezone.localtime()
    return {
        "token": str(uuid4()),
        "category": "physical_violence",
        "place": "playground",
        "happened_on": f"{now:%Y-%m-%d}",
        "happened_at": "00:00",
        "people": [f"pupil-{house['pupil']}", "other-1"],
        f"people_part_pupil-{house['pupil']}": "victim",
        "people_name_other-1": WORDS["Stranger"],
        "people_part_other-1": "perpetrator",
        "text": f"{WORDS['Text']} werd geduwd bij de schommel.",
    }


def _report(mina: Browser, house: dict) -> str:
    answer = _report_fields(mina, house, expect={303})
    mina.get(answer.header("location"))
    return re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", answer.header("location"))[0]


def _report_fields(mina: Browser, house: dict, *, expect: set[int]) -> Answer:
    mina.get("/incidents/report/")
    answer = mina.post("/incidents/report/", _fields(house))
    assert answer.status in expect, re.findall(r"#[^<]*</a>", answer.text)[:20]
    return answer


def _mistakes(mina: Browser, house: dict) -> None:
    """A form that is refused, too long, too large, not text, without a token, or sent to nowhere."""
    fields, text = _fields(house), WORDS["Text"]
    assert mina.post("/incidents/report/", fields | {"category": ""}).status == 422
    assert mina.post("/incidents/report/", fields | {"text": text * 2000}).status == 422
    assert mina.post("/incidents/report/", fields | {"text": text * 200_000}).status == 413
    assert mina.post("/incidents/report/", fields | {"text": f"{text}\0"}).status == 400
    assert mina.post("/incidents/report/", fields | {"csrfmiddlewaretoken": "x"}).status == 403
    assert (
        mina.post("/incidents/report/", fields | {"people_find": "1", "people_query": WORDS["Pupil"]}).status
        == 200
    )
    assert mina.post(f"/no-such-page/{WORDS['Text']}/", fields).status == 404
    assert mina.get(f"/no-such-page/?text={WORDS['Text']}").status == 404
    assert mina.get(f"/dossiers/{WORDS['Text']}/").status == 404


def _handle(hanna: Browser, reference: str) -> None:
    shown = hanna.get(f"/dossiers/{reference}/")
    assert WORDS["Text"] in shown.text, "whoever may read it reads it"
    path = f"/dossiers/{reference}/steps/note/"
    assert hanna.post(path, hanna.form(path) | {"text": f"{WORDS['Text']} nagevraagd."}).status == 303
    path = f"/dossiers/{reference}/entries/2/correction/"
    assert hanna.post(
        path, hanna.form(path) | {"text": f"{WORDS['Text']} anders.", "reason": "Verkeerd"}
    ).status in {
        303,
        422,
    }
    for form in ("csv", "xlsx"):
        assert hanna.get(f"/incidents/export.{form}").status == 200


def _worry(mina: Browser, hanna: Browser, house: dict) -> None:
    """A dossier of another kind than an incident: kept as a draft, mistyped, opened, found, added to and handed out."""
    path, fields = "/dossiers/open/meldcode/", _signals(house)
    drafted = fields | {"text": f"{WORDS['Draft']} nog niet af."}
    assert mina.post(f"{path}draft/", mina.form(path) | drafted).status == 303
    assert WORDS["Draft"] in mina.get(path).text, "its writer gets it back"
    assert mina.post(path, mina.form(path) | fields | {"nature": ""}).status == 422
    opened = mina.post(path, mina.form(path) | fields)
    assert opened.status == 303, re.findall(r"#[^<]*</a>", opened.text)[:20]
    dossier = opened.header("location")
    assert WORDS["Text"] in mina.get(dossier).text
    reference = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", dossier)[0]
    assert reference in hanna.post("/dossiers/", {"words": WORDS["Pupil"]}).text
    ask = f"{dossier}steps/ask_veilig_thuis/"
    named = {"text": f"Het gaat om {WORDS['Pupil']}.", "given": "report"}
    assert WORDS["Pupil"] in hanna.post(ask, hanna.form(ask) | named).text, "that a name was written is told"
    note = f"{dossier}steps/note/"
    drafted = hanna.form(note) | {"text": f"{WORDS['Draft']} later."}
    assert hanna.post(f"{note}draft/", drafted).status == 303
    assert hanna.post(f"{dossier}proof/", hanna.form(f"{dossier}proof/")).status == 200


def _signals(house: dict) -> dict:
    key = f"pupil-{house['pupil']}"
    told = dict.fromkeys(("text", "against", "meaning", "done"), f"{WORDS['Text']} stil sinds maandag.")
    chosen = {"source": "seen", "nature": "physical", "danger": "none_known"}
    people = {"people": [key, "other-1"], f"people_part_{key}": "child"}
    stranger = {"people_name_other-1": WORDS["Stranger"], "people_part_other-1": "adult"}
    return told | chosen | people | stranger


def _search(browsers: dict[str, Browser], reference: str) -> None:
    hanna = browsers["hanna"]
    hanna.get("/incidents/")
    by_name = hanna.post("/incidents/", {"words": WORDS["Pupil"], "in": "pupils"})
    assert by_name.status == 302
    assert reference in hanna.get(by_name.header("location")).text
    assert reference in hanna.post("/incidents/", {"words": WORDS["Text"], "in": "texts"}).text
    assert browsers["fenna"].post("/dossiers/readings/", {"name": WORDS["Colleague"]}).status == 200


def _keep_the_registers(hanna: Browser, ada: Browser, house: dict) -> None:
    path = f"/office/pupils/{house['pupil']}/guardian/"
    assert hanna.post(path, {"name": WORDS["Guardian"], "find": "1"}).status in {200, 422}
    path = "/office/staff/appointment/"
    fields = {"name": f"Nel {WORDS['Newcomer']}", "email": "nieuw@example.org", "role": "support_staff"}
    appointed = ada.post(path, ada.form(path) | fields | {"school": house["school"], "group": ""})
    assert appointed.status == 302, appointed.text[-2000:]


def _bring_in(hanna: Browser, house: dict) -> None:
    """A list that is agreed to, one that is thrown away, and two that are damaged."""
    lines = f"Leerlingnummer;Ouder roepnaam;Ouder achternaam\nk-Aya;Piet;{WORDS['Guardian']}\n".encode()
    for content in (lines, b"\xff\xfe" + lines, b"PK\x03\x04" + lines):
        sent = hanna.send_file("/office/imports/contacts/", "c.csv", content, {"school": house["school"]})
        assert sent.status == 302, sent.text[-2000:]
        columns = hanna.form(sent.header("location"))
        hanna.post(sent.header("location"), columns)
        preview = sent.header("location").replace("columns", "preview")
        hanna.get(preview)
        hanna.post(preview.replace("preview", "cancel"), {})
    whole = roster().read().replace(b"<achternaam>", f"<achternaam>{WORDS['Pupil']}".encode())
    for content in (whole, whole[: len(whole) // 2], whole.replace(b"<", b"<!ENTITY x ", 1)):
        sent = hanna.send_file("/office/imports/edexml/", f"{WORDS['Pupil']}.xml", content, {})
        hanna.get(sent.header("location"))
        hanna.post(sent.header("location").replace("preview", "cancel"), {})


def _guess(stranger: Browser) -> None:
    for email in ("mina@example.org", "nobody@example.org"):
        stranger.get("/account/login/")
        stranger.post("/account/login/", {"login": email, "password": WORDS["Password"]})
        stranger.post("/account/password/reset/", {"email": email})


def _with_a_broken_database(place: Path, work) -> None:
    """A table is gone: the database says so, and quotes what it was asked."""
    _alter(place, "ALTER TABLE dossiers_entry RENAME TO was_entry")
    try:
        work()
    finally:
        _alter(place, "ALTER TABLE was_entry RENAME TO dossiers_entry")


def _alter(place: Path, statement: str) -> None:
    if apart.ADDRESS:
        import psycopg

        with psycopg.connect(apart._address(place), autocommit=True) as connection:
            connection.execute(statement)
        return
    with sqlite3.connect(place / "vangnet.sqlite3", timeout=60) as connection:
        connection.execute("PRAGMA legacy_alter_table=ON")
        connection.execute(statement)


# Where the word is afterwards


@pytest.mark.parametrize("kind", ["Text", "Stranger", "Password", "Draft"])
def test_sealed_text_and_passwords_stand_nowhere_in_the_databases_or_their_files(day, kind):
    """Byte for byte: tables, the log of changes, caches, sessions, the outbox, uploads, static files, the keys."""
    assert day.found[kind] == {"main": [], "keys": [], "data": [], "database files": []}


@pytest.mark.parametrize("kind", sorted(NAMES_STAND_IN))
def test_names_stand_in_the_registers_and_nowhere_else(day, kind):
    found = day.found[kind]

    assert set(found["main"]) == NAMES_STAND_IN[kind], "and the search does find what is there"
    assert found["keys"] == []
    assert {file.split("-")[0] for file in found["data"]} <= {"vangnet.sqlite3"}


def test_no_log_holds_a_name_a_text_or_a_password(day):
    log = day.log.read_bytes().lower()

    assert b'"level": "error"' in log, "the broken database was logged"
    assert WORD.encode() not in log


def test_no_mail_holds_a_name_a_text_or_a_password(day):
    assert "nieuw@example.org" in day.mails
    assert re.search(r"^waits-\S+ hanna@example.org ", day.mails, re.MULTILINE), "and the mail of the morning"
    assert WORD not in day.mails.lower()


def test_no_header_and_no_address_holds_a_name_a_text_or_a_password(day):
    """Redirects, cookies and names of files; and every link and form on every page that was shown."""
    headers = [f"{name}: {value}" for answer in day.said for name, value in answer.headers]
    pages = [answer for answer in day.said if answer.header("content-type").startswith("text/html")]
    addresses = [
        value
        for answer in pages
        for _tag, given in Page(answer.text).elements
        for name, value in given.items()
        if name in {"href", "src", "action", "formaction", "hx-get", "hx-post"}
    ]

    assert [line for line in headers if WORD in line.lower()] == []
    assert [address for address in addresses if WORD in address.lower()] == []
    assert len(pages) > 30


def test_no_error_page_quotes_what_was_sent_or_what_broke(day):
    """But for the one that gives a report that could not be recorded back to who wrote it."""
    broken = [answer for answer in day.said if answer.status in {400, 403, 413}]

    assert len(broken) >= 3
    assert [
        answer.status for answer in broken if WORD in answer.text.lower() or "Traceback" in answer.text
    ] == []


def test_no_temporary_file_is_left(day):
    assert [path.name for path in day.temporary.rglob("*") if path.is_file()] == []
