"""Seven people who want what is not theirs, step by step (docs/security.md); and what they try on the way.

Each story goes as far as its attacker gets. What remains is told in the document, not hidden here.
"""

import re

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import validate_email
from django.db import DatabaseError, connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vangnet.config.tests.walk import NAMES, browser_let_in, page_of, table, url_of
from vangnet.conftest import PASSWORD, an_act
from vangnet.core.access.models import Account
from vangnet.core.dossiers.models import Dossier, Entry, Reading
from vangnet.core.dossiers.recording import record
from vangnet.core.mail.models import OutgoingMail, deliver, post
from vangnet.core.people.imports import pending
from vangnet.core.people.models import Appointment, PendingImport
from vangnet.core.people.roles import Role
from vangnet.core.spreadsheets import as_file
from vangnet.office.tests.test_import_pages import roster

pytestmark = pytest.mark.django_db(databases="__all__")

SECRET = "Cas duwde Aya"


# A curious colleague


def test_a_curious_colleague_who_types_addresses_finds_nothing(fight, cast, as_):
    browser = as_(cast.kees)
    kinds = ("", "why/", "readers/", "assess/", "note/", "entries/1/correction/", "receipt/")
    answers = {
        browser.get(f"/{part}/{fight.reference}/{kind}").status_code
        for part in ("incidents", "dossiers")
        for kind in kinds
    }

    assert answers == {404}
    assert fight.reference not in browser.get("/incidents/").content.decode()
    assert browser.get("/incidents/export.csv").content.decode().count("\n") == 1


def test_a_curious_colleague_who_may_read_leaves_a_trace_before_anything_is_shown(fight, cast, as_):
    browser = as_(cast.hanna)

    assert SECRET in browser.get(f"/dossiers/{fight.reference}/").content.decode()
    assert Reading.objects.filter(person=cast.hanna, dossier=fight).count() == 1
    assert "Hanna" in as_(cast.fenna).get("/dossiers/readings/").content.decode()


def test_a_curious_colleague_cannot_take_the_trace_away(fight, cast, as_):
    as_(cast.hanna).get(f"/dossiers/{fight.reference}/")
    reading = Reading.objects.get(person=cast.hanna)

    with pytest.raises(DatabaseError):
        Reading.objects.filter(pk=reading.pk)._raw_delete("default")


# An angry parent with a stolen phone


def test_an_angry_parent_with_an_unlocked_phone_is_asked_again_before_sealed_text(fight, cast):
    """The session still stands, but she was away for a while: lists show, what was told does not."""
    from vangnet.conftest import proven

    phone, account = Client(), Account.objects.get(person=cast.mina)
    phone.force_login(account, backend="vangnet.core.access.backend.ByAppointment")
    from datetime import timedelta

    proven(phone, account, ago=timedelta(minutes=30))
    answer = phone.get(f"/dossiers/{fight.reference}/", follow=True)

    assert SECRET not in answer.content.decode()
    assert not Reading.objects.filter(person=cast.mina).exists()


def test_an_angry_parent_with_the_phone_cannot_make_the_account_his_own(cast, as_):
    phone = as_(cast.mina)
    phone.post("/account/email/", {"email": "ouder@example.com", "action_add": ""})
    phone.post("/account/email/", {"email": "ouder@example.com", "action_primary": ""})
    phone.post(
        "/account/password/change/",
        {
            "oldpassword": "gok",
            "password1": "een nieuw zeer lang woord",
            "password2": "een nieuw zeer lang woord",
        },
    )
    account = Account.objects.get(person=cast.mina)

    assert account.email == "mina@example.org"
    assert account.check_password(PASSWORD)


# An administrator


def test_an_administrator_opens_no_dossier_by_any_page(fight, cast, as_):
    browser = as_(cast.ada)
    pages = [
        getattr(browser, table()[name].method)(url_of(name, {"fight": fight.reference, "first_entry": 1}))
        for name in NAMES
        if "fight" in table()[name].args
    ]

    assert {page.status_code for page in pages} == {404}
    assert browser.get("/incidents/").status_code == 404


def test_an_administrator_does_not_make_himself_a_head_nor_in_the_database(cast, as_, linde):
    browser = as_(cast.ada)
    fields = {
        "name": "Ada Test",
        "email": "ada@example.org",
        "role": "head",
        "school": linde.pk,
        "first_on": "2026-11-01",
    }

    assert browser.post("/office/staff/appointment/", fields).status_code == 422
    with pytest.raises(ValidationError):
        Appointment(
            person=cast.ada,
            role=Role.HEAD,
            school=linde,
            first_on=timezone.localdate(),
            appointed_by=cast.ada,
        ).validate_constraints()


def test_an_administrator_who_appoints_an_accomplice_is_told_of(cast, as_, linde):
    as_(cast.ada).post(
        "/office/staff/appointment/",
        {
            "name": "Vriend Test",
            "email": "vriend@example.org",
            "role": "head",
            "school": linde.pk,
            "first_on": "2026-11-01",
        },
    )

    assert OutgoingMail.objects.filter(to="fenna@example.org", subject__contains="appointed").exists()


# A stolen backup


def test_a_stolen_copy_of_the_main_database_holds_no_word_of_what_was_told(fight):
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            for row in cursor.fetchall():
                for value in row:
                    assert SECRET not in str(value if not isinstance(value, memoryview) else bytes(value))


def test_a_stolen_copy_of_the_keys_opens_nothing_without_the_installation_s_key(fight, settings):
    """What lies in the key store is wrapped; the key that unwraps it lies in a file of its own."""
    installation = settings.INSTALLATION_KEY_FILE.read_bytes().strip()
    with connections["keys"].cursor() as cursor:
        for name in connections["keys"].introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connections['keys'].ops.quote_name(name)}")
            rows = [
                bytes(value)
                for row in cursor.fetchall()
                for value in row
                if isinstance(value, (bytes, memoryview))
            ]
            assert all(installation not in value for value in rows)


def test_a_password_is_kept_as_argon2():
    from vangnet.config import settings as real

    assert real.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    from django.contrib.auth.hashers import Argon2PasswordHasher

    encoded = Argon2PasswordHasher().encode("kwartel", "zoutzoutzout")
    assert encoded.startswith("argon2$argon2id$")
    assert identify_hasher  # the tests themselves use a fast one


# A lost laptop


def test_a_lost_laptop_keeps_no_page_and_its_session_is_ended_from_elsewhere(fight, cast, as_):
    laptop = Client()
    account = Account.objects.get(person=cast.mina)
    from vangnet.conftest import proven

    laptop.force_login(account, backend="vangnet.core.access.backend.ByAppointment")
    proven(laptop, account)
    shown = laptop.get(f"/dossiers/{fight.reference}/")
    assert "no-store" in shown["Cache-Control"]

    from vangnet.core.access import sessions

    sessions.end_all(account)

    assert laptop.get(f"/dossiers/{fight.reference}/").status_code == 302


# A compromised mail account


def test_who_reads_the_mail_of_a_colleague_reads_nothing_of_a_child(fight, cast):
    record(fight, an_act("note", cast.iris, text="Aya is bang voor Cas."))
    from vangnet.config import schedule

    schedule._seal_the_day_and_tell(timezone.now())
    deliver(timezone.now())
    said = " ".join(f"{one.subject} {one.body}" for one in mail.outbox)
    said += " ".join(f"{one.subject} {one.body}" for one in OutgoingMail.objects.all())

    assert said.strip()
    assert not re.search(r"Aya|Cas|bang|duwde", said)


def test_a_link_for_a_new_password_does_not_pass_the_second_factor(cast, client):
    """With the mail alone a new password can be chosen; it signs nobody in, and the factor is asked after it."""
    client.post("/account/password/reset/", {"email": "mina@example.org"})
    body = OutgoingMail.objects.get(to="mina@example.org").body
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", body)[1]
    page = client.get(link, follow=True)
    client.post(
        page.request["PATH_INFO"],
        {"password1": "kwartel zeilt naar zee", "password2": "kwartel zeilt naar zee"},
    )

    assert client.get("/incidents/").status_code == 302


def test_a_mail_s_link_leads_to_our_own_host_whatever_the_request_said(client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    refused = client.post("/account/password/reset/", {"email": "mina@example.org"}, HTTP_HOST="evil.example")
    client.post(
        "/account/password/reset/", {"email": "mina@example.org"}, HTTP_X_FORWARDED_HOST="evil.example"
    )

    assert refused.status_code == 400
    assert all("evil.example" not in one.body for one in OutgoingMail.objects.all())
    assert OutgoingMail.objects.count() == 1


# A malicious pupil at the teacher's computer


def test_a_pupil_at_the_computer_cannot_lock_the_teacher_out_of_her_own_device(cast):
    """Told in full in core/access/tests/test_limits.py; here what he sees: the same words for every address."""
    pupil = Client()
    said = set()
    for email in ("mina@example.org", "nobody@example.org"):
        answer = pupil.post("/account/login/", {"login": email, "password": "geheim geheim"})
        said.add(
            re.sub(
                r"value=\"[^\"]*\"",
                "",
                "".join(re.findall(r"do not belong together[^<]*", answer.content.decode())),
            )
        )

    assert len(said) == 1


def test_a_pupil_s_report_in_her_name_stands_with_its_moment_and_can_be_withdrawn_but_not_hidden(fight, cast):
    """What was recorded on an open session stays readable, with who and when; it is corrected beside it."""
    first = Entry.objects.get(dossier=fight, number=1)

    assert first.author == cast.mina
    with pytest.raises(DatabaseError):
        Entry.objects.filter(pk=first.pk)._raw_delete("default")


@pytest.mark.parametrize("path", ["/account/login/", "/account/password/reset/"])
def test_nobody_can_tell_by_the_answer_or_its_time_whether_an_address_is_known(path, cast):
    """The same page, the same status; an unknown address costs the hash of a password as well."""
    import time

    def ask(email: str) -> tuple[int, str, float]:
        began = time.process_time()
        answer = Client().post(path, {"login": email, "email": email, "password": "een gok van iemand"})
        return answer.status_code, answer.get("Location", ""), time.process_time() - began

    known, unknown = ask("otto@example.org"), ask("niemand@example.org")

    assert known[:2] == unknown[:2]
    assert abs(known[2] - unknown[2]) < 0.5


# What all of them may try


def test_a_session_that_was_planted_is_not_the_one_after_signing_in(cast, settings):
    from vangnet.conftest import proven

    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = "planted" * 5
    browser.get("/account/login/")
    browser.post("/account/login/", {"login": "marit@example.org", "password": PASSWORD})
    signed_in = browser.cookies[settings.SESSION_COOKIE_NAME].value

    assert signed_in != "planted" * 5
    assert len(signed_in) >= 32
    assert proven


AWAY = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "\x09//evil.example",
    "http:///evil.example",
]


@pytest.mark.parametrize("where", AWAY)
def test_no_address_leads_to_another_site(where, things, cast, as_):
    for name in NAMES:
        browser, url = browser_let_in(name, cast, as_), url_of(name, things)
        sent = [("get", {"next": where, "url": where, "reference": where})]
        if name in {"theme", "set_language", "account_login", "account_logout", "account_reauthenticate"}:
            sent.append(
                (
                    "post",
                    {
                        "next": where,
                        "theme": "dark",
                        "language": "en",
                        "login": "mina@example.org",
                        "password": PASSWORD,
                    },
                )
            )
        for method, fields in sent:
            answer = getattr(browser, method)(url, fields, HTTP_REFERER=where.strip())
            location = answer.get("Location", "")
            assert "evil.example" not in location.partition("?")[0]
            assert not location.startswith(("//", "/\\", "javascript", "http://evil", "https:evil"))


@pytest.mark.parametrize(
    "name",
    [
        "../../../../tmp/evil",
        "..\\..\\evil.xml",
        "/etc/passwd",
        "a\u202elmx.exe",
        "x" * 5000,
        "con",
        "a;b|c`d`.xml",
    ],
)
def test_a_file_name_leads_nowhere(name, cast, as_, settings, tmp_path):
    settings.DATA = tmp_path
    file = SimpleUploadedFile("roster.xml", roster().read())
    file.name = name
    as_(cast.hanna).post("/office/imports/edexml/", {"file": file})
    kept = list(PendingImport.objects.all())

    assert all(re.fullmatch(r"[0-9a-f]{32}", path.name) for path in (tmp_path / "uploads").glob("*"))
    assert [pending.path_of(one).parent for one in kept] == [tmp_path / "uploads"] * len(kept)
    assert all("/" not in one.file_name and len(one.file_name) <= 200 for one in kept)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../vangnet.sqlite3",
        "/static/%2e%2e/secret.key",
        "/static/",
        "/.git/config",
        "/.env",
        "/data/keys/installation.key",
        "/static/ui/",
        "/static/ui/js/",
    ],
)
def test_no_file_beside_the_static_ones_is_served(path, client):
    assert client.get(path).status_code == 404


def test_no_line_can_be_added_to_a_mail():
    with pytest.raises(ValidationError):
        validate_email("a@example.org\nBcc: evil@example.org")
    post("x", to="fenna@example.org", subject="Een\r\nBcc: evil@example.org", body="", now=timezone.now())
    deliver(timezone.now())

    assert all(one.recipients() == ["fenna@example.org"] for one in mail.outbox)
    assert not any(
        "evil@example.org"
        in one.message()
        .as_string()
        .split("\n\n")[0]
        .replace("Subject", "")
        .split("\nTo:")[0]
        .split("Bcc:")[1:]
        for one in mail.outbox
    )


def test_the_name_of_a_file_to_save_cannot_add_a_header():
    with pytest.raises(ValueError, match="newline"):
        as_file([], "csv", name="a\r\nSet-Cookie: x=1")


def test_there_is_no_account_that_nobody_made(cast):
    """`vangnet found` makes the first by name; no migration makes one, and the demonstration needs its own setting."""
    from vangnet.config import settings as real

    assert {account.person.call_name.lower() for account in Account.objects.all()} <= set(vars(cast))
    assert real.DEMO is False


def test_every_page_has_the_way_out(things, cast, as_):
    for name in ("desk", "incidents", "dossier", "incident-report", "staff", "pupil"):
        page = page_of(browser_let_in(name, cast, as_).get(url_of(name, things)))
        assert reverse("account_logout") in page.actions, name


def test_the_dossier_itself_is_found_by_nobody_s_number(fight):
    """References are drawn at random, and a reference alone opens nothing."""
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", fight.reference)
    assert Dossier.objects.get(reference=fight.reference).pk == fight.pk
