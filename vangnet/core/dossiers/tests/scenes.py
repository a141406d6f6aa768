"""What happens in an installation of its own, for tests that need real files and real transactions."""

import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Event, Thread
from types import SimpleNamespace
from uuid import uuid4

ROUND, ROUNDS = 6, 8


def prepare() -> dict:
    from django.core.management import call_command

    from vangnet.config.commands.prepare import database_files
    from vangnet.conftest import _found_the_board
    from vangnet.core.keys.installation import installation_cipher

    database_files()
    call_command("migrate", verbosity=0)
    call_command("migrate", database="keys", verbosity=0)
    installation_cipher()
    _found_the_board()
    return {}


def eight_record_at_once() -> dict:
    from vangnet.conftest import an_act
    from vangnet.core.dossiers.recording import record

    dossier, cast, acknowledged = _a_fight(), _cast(), []

    def notes() -> None:
        for _ in range(5):
            acknowledged.append(record(dossier, an_act("note", cast.iris, text="Gesproken.")).number)

    _together([notes] * 8)
    stored = list(dossier.entries.values_list("number", flat=True))
    return {"acknowledged": sorted(acknowledged), "stored": stored, "findings": _findings()}


def one_form_five_times() -> dict:
    from vangnet.conftest import an_act
    from vangnet.core.dossiers.models import Dossier, Ledger

    token, cast, opened = uuid4(), _cast(), []

    def send() -> None:
        act = an_act("report", cast.mina, text="Eén keer.", facts=_facts())
        opened.append(_open(type(act)(**{**vars(act), "token": token})).reference)

    _together([send] * 5)
    return {
        "answers": len(opened),
        "references": len(set(opened)),
        "dossiers": Dossier.objects.count(),
        "ledger": Ledger.objects.get().opened,
        "findings": _findings(),
    }


def two_people_on_one_form() -> dict:
    from vangnet.conftest import an_act
    from vangnet.core.dossiers.recording import record
    from vangnet.core.dossiers.refusals import Overtaken

    dossier, cast, outcomes = _a_fight(), _cast(), []

    def note(person: object) -> Callable[[], None]:
        def send() -> None:
            try:
                record(dossier, an_act("note", person, text="Mijn kant.", seen=1))
                outcomes.append("recorded")
            except Overtaken as overtaken:
                outcomes.append(f"overtaken by {len(overtaken.entries)}")

        return send

    _together([note(cast.iris), note(cast.hanna)])
    return {"outcomes": sorted(outcomes), "entries": dossier.entries.count(), "findings": _findings()}


def seals_while_people_work() -> dict:
    from django.utils import timezone

    from vangnet.conftest import an_act
    from vangnet.core.dossiers.models import Ledger, Seal
    from vangnet.core.dossiers.models.reading import record_reading
    from vangnet.core.dossiers.recording import record
    from vangnet.core.dossiers.sealing import seal_day

    dossier, cast, now = _a_fight(), _cast(), timezone.now()

    def seal() -> None:
        seal_day(timezone.localdate(now), now)

    def work() -> None:
        for _ in range(6):
            record(dossier, an_act("note", cast.iris, text="Ondertussen."))
            record_reading(dossier, cast.iris, now)

    def report() -> None:
        for _ in range(4):
            _open(an_act("report", cast.mina, text="Nog een.", facts=_facts()))

    _together([seal, work, report, seal, work, report, seal])
    numbers = list(Seal.objects.values_list("number", flat=True))
    return {"seals": numbers, "ledger": Ledger.objects.get().sealed, "findings": _findings()}


def checks_while_people_work() -> dict:
    """No false alarm from what is recorded while the check runs."""
    from vangnet.conftest import an_act
    from vangnet.core.dossiers.recording import record

    dossier, cast, found, is_done = _a_fight(), _cast(), [], Event()

    def work() -> None:
        for _ in range(8):
            record(dossier, an_act("note", cast.iris, text="Ondertussen."))
            _open(an_act("report", cast.mina, text="Nog een.", facts=_facts()))
        is_done.set()

    def check() -> None:
        while not is_done.is_set():
            found.append(_findings())

    _together([work, check])
    return {"checks": len(found), "findings": [finding for findings in found for finding in findings]}


def checkpoints_while_people_work() -> dict:
    from django.conf import settings

    from vangnet.conftest import an_act
    from vangnet.core.dossiers.recording import record
    from vangnet.core.dossiers.upkeep import checkpoint_all

    dossier, cast = _a_fight(), _cast()
    log = Path(f"{settings.DATABASES['default']['NAME']}-wal")
    sizes, recorded, is_done = [], [], Event()

    def work() -> None:
        for _ in range(ROUND):
            recorded.append(record(dossier, an_act("note", cast.iris, text="Tekst. " * 100)).number)

    def fold() -> None:
        while not is_done.wait(0.02):
            checkpoint_all()
            sizes.append(log.stat().st_size)

    folding = Thread(target=_and_close(fold))
    folding.start()
    for _ in range(ROUNDS):
        _together([work, work])
        checkpoint_all()
        sizes.append(log.stat().st_size)
    is_done.set()
    folding.join()
    return {
        "checkpoints": len(sizes),
        "largest": max(sizes),
        "recorded": len(recorded),
        "stored": dossier.entries.count() - 1,
        "findings": _findings(opened=True),
    }


def a_log_without_checkpoints() -> dict:
    """How large the log becomes by the same work when nobody folds it."""
    from django.conf import settings

    from vangnet.conftest import an_act
    from vangnet.core.dossiers.recording import record

    dossier, cast = _a_fight(), _cast()
    for _ in range(2 * ROUND * ROUNDS):
        record(dossier, an_act("note", cast.iris, text="Tekst. " * 100))
    return {"size": Path(f"{settings.DATABASES['default']['NAME']}-wal").stat().st_size}


def destroyed_with_a_copy_made_before() -> dict:
    """Copy the main database, destroy the dossier, and try to read the copy with the keys of today."""
    from django.db import connection

    from vangnet.core.dossiers.models import Entry, Subject
    from vangnet.core.keys.models import WrappedKey

    dossier = _a_fight()
    wrapped = bytes(WrappedKey.objects.get(pk=dossier.reference).wrapped)
    rows = [
        Entry.objects.select_related("dossier").get(dossier=dossier),
        *Subject.objects.select_related("entry__dossier").exclude(name=b""),
    ]
    copy = _copied_file() if connection.vendor == "sqlite" else None
    had_trace = _key_store_holds(wrapped)
    _destroy(dossier)
    if copy:
        rows += [*Entry.objects.using(copy), *Subject.objects.using(copy).exclude(name=b"")]
    return {
        "rows": len(rows),
        "read": [_what_is_read(row) for row in rows],
        "trace_before": had_trace,
        "trace_after": _key_store_holds(wrapped),
        "findings": _findings(),
    }


def a_destruction_cut_off_before_the_key() -> dict:
    from vangnet.core.dossiers import destroying
    from vangnet.core.dossiers.models import Entry
    from vangnet.core.keys import store
    from vangnet.core.keys.models import WrappedKey

    class PowerCut(BaseException):
        pass

    def cut(_reference: str) -> None:
        raise PowerCut

    dossier = _a_fight()
    wrapped, keep = bytes(WrappedKey.objects.get(pk=dossier.reference).wrapped), store.destroy
    store.destroy = cut
    try:
        _destroy(dossier)
    except PowerCut:
        store.destroy = keep
    between = _findings()
    mended, again = destroying.finish(), destroying.finish()
    return {
        "entries": Entry.objects.count(),
        "between": between,
        "mended": [mended, again],
        "trace": _key_store_holds(wrapped),
        "after": _findings(),
    }


def mail_that_waits(number: str) -> dict:
    from django.utils import timezone

    from vangnet.core.mail.models import post

    for place in range(int(number)):
        post(f"own-{place}", to=f"n{place}@example.org", subject="x", body="x", now=timezone.now())
    return {}


def time_passes() -> dict:
    """What was taken in hand and not finished has its turn again."""
    from django.utils import timezone

    from vangnet.core.mail.models import OutgoingMail

    OutgoingMail.objects.filter(sent_at=None).update(next_try_at=timezone.now())
    return {}


def mail_and_seals() -> dict:
    from vangnet.core.dossiers.models import Ledger, Seal
    from vangnet.core.mail.models import OutgoingMail

    return {
        "waiting": OutgoingMail.objects.filter(sent_at=None).count(),
        "seals": list(Seal.objects.values_list("number", flat=True)),
        "ledger": (Ledger.objects.first() or Ledger()).sealed,
        "findings": _findings(),
    }


def rights_of_the_files() -> dict:
    from django.conf import settings

    _a_fight()
    places = [settings.DATA / "keys", *(path for path in settings.DATA.rglob("*") if path.is_file())]
    return {str(path.relative_to(settings.DATA)): oct(path.stat().st_mode & 0o777) for path in places}


def _copied_file() -> str:
    """A copy of the main database as a backup makes it, open under a name of its own."""
    from django.conf import settings
    from django.db import connections

    original = settings.DATABASES["default"]["NAME"]
    copy = f"{original}.copy"
    with sqlite3.connect(original) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    connections.databases["copy"] = {**connections.databases["default"], "NAME": copy}
    return "copy"


def _key_store_holds(wrapped: bytes) -> bool:
    from django.conf import settings

    files = [path for path in (settings.DATA / "keys").iterdir() if path.name.startswith("keys.sqlite3")]
    return any(wrapped in path.read_bytes() for path in files)


def _what_is_read(row: object) -> str:
    from vangnet.core.keys.store import KeyGone

    try:
        return row.text if hasattr(row, "text") else row.name
    except KeyGone:
        return "KeyGone"


def _destroy(dossier: object) -> None:
    from django.utils import timezone

    from vangnet.conftest import an_act
    from vangnet.core.dossiers.destroying import decide, propose
    from vangnet.core.dossiers.recording import append
    from vangnet.core.dossiers.settling import settle

    cast, now = _cast(), timezone.now()
    append(dossier, an_act("close", cast.hanna, now=now))
    settle(dossier)
    decide(propose(dossier, cast.hanna, "Two years have passed.", now), cast.carla, now)


def _a_fight() -> object:
    from vangnet.conftest import an_act

    return _open(an_act("report", _cast().mina, text="Cas duwde Aya.", facts=_facts()))


def _open(act: object) -> object:
    from vangnet.core.dossiers.recording import open_dossier
    from vangnet.core.people.models import School
    from vangnet.incidents.kind import INCIDENT

    return open_dossier(INCIDENT, School.objects.get(name="De Linde"), act)


def _facts() -> list[object]:
    from vangnet.core.dossiers.models import Subject
    from vangnet.core.people.models import Pupil
    from vangnet.incidents.models import Report

    aya = Pupil.objects.get(call_name="Aya")
    report = Report(category_id="physical_violence", place="playground")
    return [report, Subject(role="victim", pupil=aya), Subject(role="witness", name="de buurvrouw")]


def _cast() -> SimpleNamespace:
    from vangnet.core.people.models import Person

    return SimpleNamespace(**{person.call_name.lower(): person for person in Person.objects.all()})


def _findings(*, opened: bool = False) -> list[str]:
    from vangnet.core.dossiers.verify import verify

    return [f"{finding.what.value}: {finding.says}" for finding in verify(opened=opened).findings]


def _together(jobs: list[Callable[[], None]]) -> None:
    """All at the same instant, each with its own connections; the first failure is raised here."""
    barrier, failures = Barrier(len(jobs)), []

    def started(job: Callable[[], None]) -> Callable[[], None]:
        def go() -> None:
            barrier.wait()
            try:
                job()
            except Exception as failure:
                failures.append(failure)

        return go

    threads = [Thread(target=_and_close(started(job))) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def _and_close(job: Callable[[], None]) -> Callable[[], None]:
    def go() -> None:
        from django.db import connections

        try:
            job()
        finally:
            connections.close_all()

    return go


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
