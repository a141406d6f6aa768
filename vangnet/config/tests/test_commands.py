"""The command line: help without a database, the recurring work, checking, and a damaged installation said clearly."""

import subprocess
import sys
from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from vangnet.config import schedule
from vangnet.config.cli import main
from vangnet.config.commands import tick, verify
from vangnet.core.dossiers import outsider
from vangnet.core.dossiers.models import Seal
from vangnet.core.mail.models import OutgoingMail, post

pytestmark = pytest.mark.own_database

in_databases = pytest.mark.django_db(databases="__all__", transaction=False)


@pytest.mark.parametrize(
    "command", ["serve", "demo", "found", "import", "export", "verify", "tick", "keys", "backup", "restore"]
)
def test_every_command_explains_itself_without_touching_a_database(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    assert ended.value.code == 0
    assert len(capsys.readouterr().out) > 100


def test_a_wrong_command_ends_with_two():
    with pytest.raises(SystemExit) as ended:
        main(["destroy-everything"])

    assert ended.value.code == 2


def test_a_folder_without_an_installation_is_said_and_not_shown_as_a_traceback(tmp_path: Path):
    ran = subprocess.run(
        [sys.executable, "-m", "vangnet", "verify"],
        env={"VANGNET_DATA": str(tmp_path / "empty"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    assert "VANGNET_DATA" in ran.stderr
    assert "Traceback" not in ran.stderr


@in_databases
def test_a_dossier_is_exported_and_checked_offline_against_the_seal(fight, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(outsider, "_", str)
    schedule._seal_the_day_and_tell(timezone.now())
    seal, file = Seal.objects.get().digest, tmp_path / "fight.jsonl"

    assert main(["export", "--dossier", fight.reference, str(file)]) == 0
    assert main(["verify", "--offline", str(file), "--seal", seal]) == 0
    assert main(["verify", "--offline", str(file), "--seal", "0" * 64]) == 1
    assert "number 1" in capsys.readouterr().out


@in_databases
@pytest.mark.parametrize(
    "asked", [["--dossier", "0000-0000"], ["--school-year", "2025-2027"], ["--dossier", "", "over"]]
)
def test_an_export_that_cannot_be_made_leaves_no_file(fight, tmp_path, asked):
    file = tmp_path / "export.jsonl"
    if asked[-1] == "over":
        file.write_text("of somebody else")
        asked = ["--dossier", fight.reference]

    assert main(["export", *asked, str(file)]) == 2
    assert not file.exists() or file.read_text() == "of somebody else"


@in_databases
def test_a_tick_seals_the_day_once_and_mails_it_to_the_data_protection_officer(fight):
    schedule._seal_the_day_and_tell(timezone.now())
    schedule._seal_the_day_and_tell(timezone.now())

    assert Seal.objects.count() == 1
    assert list(OutgoingMail.objects.values_list("to", flat=True)) == ["fenna@example.org"]


@in_databases
def test_mail_waits_where_there_is_no_mail_server_and_is_sent_where_there_is(settings, mailoutbox):
    now = timezone.now()
    post("test", to="mina@example.org", subject="Hallo", body="Er wacht iets.", now=now)

    settings.EMAIL_HOST = ""
    schedule._send_mail(now + timedelta(minutes=1))
    assert mailoutbox == []

    settings.EMAIL_HOST = "mail.example.org"
    schedule._send_mail(now + timedelta(minutes=1))
    assert [mail.to for mail in mailoutbox] == [["mina@example.org"]]
    assert OutgoingMail.objects.get().body == "", "what was sent is not kept"


@in_databases
def test_a_job_that_fails_holds_up_no_other(monkeypatch):
    ran = []

    def broken(_now: object) -> None:
        raise OSError("disk full")

    jobs = (schedule.Job("broken", "", broken), schedule.Job("next", "", ran.append))
    monkeypatch.setattr(tick, "SCHEDULE", jobs)
    monkeypatch.setattr(tick, "close_old_connections", lambda: None)

    assert tick.tick() == 1
    assert len(ran) == 1


@in_databases
def test_verify_says_that_everything_is_as_it_was_recorded(fight, capsys):
    found = verify.run(Namespace(seal=None, open=True))

    assert found == 0
    assert "1" in capsys.readouterr().out
