"""Two servers on one database: each job is done once, and a server that is killed leaves no lock behind."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.utils import timezone

from vangnet.config import schedule
from vangnet.config.commands import tick
from vangnet.core.access import undelivered
from vangnet.core.dossiers.tests import apart
from vangnet.core.mail.models import OutgoingMail, post
from vangnet.core.mail.tests.sink import Sink, listening
from vangnet.core.one_at_a_time import alone

pytestmark = pytest.mark.own_database

in_databases = pytest.mark.django_db(databases="__all__")

MAILS = 12


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    with apart.template(tmp_path_factory.mktemp("template")) as place:
        yield place


@pytest.fixture
def installation(fresh, tmp_path):
    with apart.copied(fresh, tmp_path / "own") as place:
        apart.run(place, "mail_that_waits", str(MAILS))
        yield place


@contextmanager
def ticking(place, sink: Sink):
    """The recurring work as the server's timer runs it, with that mail server."""
    own = {"DJANGO_SETTINGS_MODULE": "vangnet.config.settings", "VANGNET_SECURE": "0"}
    mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(sink.port)}
    command = [sys.executable, "-m", "vangnet", "tick"]
    process = subprocess.Popen(command, env=apart.environment(place) | own | mail)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_two_servers_that_tick_at_once_send_each_mail_once_and_make_one_seal(installation):
    with listening() as sink:
        sink.delay = 0.05
        with ticking(installation, sink) as one, ticking(installation, sink) as other:
            assert (one.wait(60), other.wait(60)) == (0, 0)

    told = apart.run(installation, "mail_and_seals")
    assert sorted(sink.identities) == sorted(set(sink.identities))
    assert len(sink.got) in {MAILS, MAILS + 1}, "the seal's mail in this turn or the next"
    assert told == {"waiting": MAILS + 1 - len(sink.got), "seals": [1], "ledger": 1, "findings": []}


def test_recurring_work_that_is_killed_while_it_sends_loses_nothing_and_repeats_one_mail_by_name(
    installation,
):
    with listening() as sink:
        with ticking(installation, sink) as killed:
            sink.before_answering = lambda: len(sink.got) == 5 and os.kill(killed.pid, signal.SIGKILL)
            assert killed.wait(60) == -signal.SIGKILL
        sink.before_answering = None
        assert apart.run(installation, "mail_and_seals")["waiting"] == MAILS - 4
        apart.run(installation, "time_passes")
        with ticking(installation, sink) as again:
            assert again.wait(60) == 0
        with ticking(installation, sink) as once_more:
            assert once_more.wait(60) == 0

    names = sink.identities
    assert len(set(names)) == MAILS + 1
    assert [name for name in set(names) if names.count(name) > 1] == [names[4]]
    assert apart.run(installation, "mail_and_seals")["waiting"] == 0


@in_databases
def test_a_job_that_another_server_is_at_is_left_to_it(monkeypatch):
    ran = []
    monkeypatch.setattr(tick, "SCHEDULE", (schedule.Job("busy", "", ran.append),))
    with alone("job-busy") as is_ours:
        assert is_ours
        assert tick.tick() == 0
    assert ran == []

    tick.tick()
    assert len(ran) == 1


@in_databases
def test_who_waits_gets_its_turn_when_the_other_is_done():
    with alone("start", waits=True) as first:
        assert first
        with alone("start") as second:
            assert not second
    with alone("start", waits=True) as third:
        assert third


@in_databases
def test_the_administrator_is_told_once_which_address_is_refused_and_not_of_a_refusal_of_that_message(cast):
    now = timezone.now()
    post("seal-1-7", to="gone@example.org", subject="Vangnet", body="x", now=now)
    OutgoingMail.objects.update(refused_at=now, refusal=550)
    undelivered.tell(now)
    undelivered.tell(now)

    told = OutgoingMail.objects.exclude(cause="seal-1-7").get()
    assert told.to == cast.ada.email
    assert "gone@example.org" in told.body

    OutgoingMail.objects.update(refused_at=now, refusal=550)
    undelivered.tell(now)
    assert OutgoingMail.objects.count() == 2
