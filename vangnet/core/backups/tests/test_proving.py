"""The nightly proof: once a night, tried again when it failed, told when it is not good; and the pages that show it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from vangnet.core.backups import proving
from vangnet.core.backups.models import Proof, Tick
from vangnet.core.backups.trouble import BackupTrouble
from vangnet.core.backups.trying import Proven
from vangnet.core.keys.installation import forget_key
from vangnet.core.keys.models import KeyCheck, WrappedKey
from vangnet.core.mail.models import OutgoingMail

pytestmark = pytest.mark.django_db(databases="__all__")

GOOD = Proven(dossiers=7, entries=30, readings=1, seals=1, came_back=(), mail_waiting=0)


@pytest.fixture
def night(settings, tmp_path):
    """Half past three; copies go to a folder."""
    settings.BACKUP = tmp_path
    return timezone.localtime().replace(hour=3, minute=30)


@pytest.fixture
def outcomes(monkeypatch):
    """What comes of each attempt, in turn."""
    left = []

    def attempt(_now):
        outcome = left.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return "2026-11-25T023000Z", outcome

    monkeypatch.setattr(proving, "_copy_and_try", attempt)
    return left


def test_it_is_done_once_a_night_whoever_ticks(night, outcomes):
    outcomes += [GOOD, GOOD]

    for minutes in (0, 1, 300):
        proving.prove_tonight(night + timedelta(minutes=minutes))

    proof = Proof.objects.get()
    assert (proof.outcome, proof.dossiers, proof.copy) == ("proven", 7, "2026-11-25T023000Z")
    proving.prove_tonight(night + timedelta(days=1))
    assert Proof.objects.count() == 2


def test_it_waits_for_the_night_and_for_a_folder(night, outcomes, settings):
    proving.prove_tonight(night.replace(hour=0))
    settings.BACKUP = None
    proving.prove_tonight(night)

    assert not Proof.objects.exists()


def test_one_that_failed_is_told_once_and_tried_again_after_an_hour(night, outcomes):
    outcomes += [BackupTrouble("The disk is full."), DatabaseError("secret"), GOOD]

    with pytest.raises(BackupTrouble):
        proving.prove_tonight(night)
    proving.prove_tonight(night + timedelta(minutes=30))
    with pytest.raises(DatabaseError):
        proving.prove_tonight(night + timedelta(minutes=61))
    assert Proof.objects.get().says == "DatabaseError", "what an error quotes is left out"

    proving.prove_tonight(night + timedelta(minutes=130))
    assert Proof.objects.get().outcome == "proven"
    assert list(OutgoingMail.objects.values_list("to", flat=True)) == ["ada@example.org"]


def test_one_that_was_cut_off_is_taken_over_by_one_server_only(night):
    Proof.objects.create(night=night.date(), begun_at=night - timedelta(hours=7))

    taken = [Proof.claim(night.date(), night) for _ in range(2)]

    assert [proof is not None for proof in taken] == [True, False]


def test_when_nothing_was_proven_for_two_days_the_administrators_hear_it_once_a_day(night, outcomes):
    Proof.objects.create(
        night=night.date() - timedelta(days=3), begun_at=night - timedelta(days=3), outcome="failed"
    )
    outcomes += [BackupTrouble("no")]

    with pytest.raises(BackupTrouble):
        proving.prove_tonight(night)
    for minutes in (1, 2):
        proving.prove_tonight(night + timedelta(minutes=minutes))

    late = OutgoingMail.objects.filter(cause__startswith="proof-late")
    assert [mail.to for mail in late] == ["ada@example.org"]


def page(as_, cast):
    return as_(cast.ada).get("/office/installation/").content.decode()


def test_the_administrator_reads_what_was_proven(night, outcomes, as_, cast):
    outcomes.append(GOOD)
    proving.prove_tonight(night)
    Tick.note(timezone.now(), [])

    assert "Proven restorable at" in page(as_, cast)
    assert "7 dossiers, 30 entries" in page(as_, cast)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (lambda: Proof.objects.update(outcome="failed", says="The disk is full."), "The disk is full."),
        (
            lambda: Proof.objects.update(ended_at=timezone.now() - timedelta(days=3)),
            "more than two days ago",
        ),
        (lambda: Tick.objects.update(at=timezone.now() - timedelta(hours=1)), "It has stopped"),
        (lambda: Tick.objects.update(failed="seal"), "These jobs failed and are tried again: seal"),
    ],
)
def test_what_is_not_well_is_a_warning_there(night, outcomes, as_, cast, changed, says):
    outcomes.append(GOOD)
    proving.prove_tonight(night)
    Tick.note(timezone.now(), [])
    assert says not in page(as_, cast)

    changed()

    assert says in page(as_, cast)


def test_the_page_asks_a_bounded_number_of_questions(night, as_, cast, django_assert_max_num_queries):
    browser = as_(cast.ada)
    browser.get("/office/installation/")
    with django_assert_max_num_queries(25):
        browser.get("/office/installation/")


# For whoever watches the server


def test_the_health_page_says_that_it_works_without_a_session_and_without_tls(
    settings, django_assert_num_queries
):
    settings.SECURE_SSL_REDIRECT = True
    Client().get("/health/")
    with django_assert_num_queries(1):
        answer = Client().get("/health/")

    assert (answer.status_code, answer.content) == (200, b"healthy\n")
    assert not answer.cookies


def test_a_lost_key_is_unhealthy(settings, tmp_path, fight):
    settings.INSTALLATION_KEY_FILE = tmp_path / "gone" / "installation.key"

    answer = Client().get("/health/")
    forget_key()

    assert (answer.status_code, answer.content) == (503, b"unhealthy: the installation's key can't be used\n")


def test_an_empty_key_store_is_unhealthy():
    WrappedKey.objects.all().delete()
    KeyCheck.objects.all().delete()

    assert Client().get("/health/").content == b"unhealthy: the key store is empty\n"


def test_a_database_that_does_not_answer_is_unhealthy(monkeypatch):
    from vangnet.core.dossiers.models import Ledger

    def gone(_self):
        raise DatabaseError("FATAL: password of vangnet@db")

    monkeypatch.setattr(type(Ledger.objects.all()), "exists", gone)
    answer = Client().get("/health/")

    assert (answer.status_code, answer.content) == (503, b"unhealthy: the main database does not answer\n")
