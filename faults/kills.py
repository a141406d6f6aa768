"""Kills the server again and again while teachers report, and looks afterwards whether anything is lost or twice."""

import json
import random
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from bench import boards, postgresql
from vangnet.core.mail.tests.sink import Sink, listening

from .house import Database, House, awaited, killable, opened
from .teachers import Teacher

TEACHERS = 4
MAILS = 60
# Beside the kills of the whole server, in turn.
ON_SQLITE = ("a worker", "the recurring work", "the server's own process")
ON_POSTGRESQL = (*ON_SQLITE, "PostgreSQL", "PostgreSQL, at once")
EVERYTHING = "everything"
CHANCE = random.Random()


@dataclass
class Outcome:
    """What was done to one database, and what was found afterwards."""

    database: str
    seconds: float = 0.0
    kills: Counter[str] = field(default_factory=Counter)
    again: int = 0
    others: int = 0
    refused: list[str] = field(default_factory=list)
    waited: float = 0.0
    damaged: list[str] = field(default_factory=list)
    checked: int = 0  # copies of the files of SQLite as they lay after a kill
    found: dict[str, int] = field(default_factory=dict)
    mails: int = 0
    repeated: int = 0
    verified: str = ""


def run(database: str, kills: int, folder: Path, *, mails: int = MAILS, parts_every: int = 1) -> Outcome:
    """So many kills of everything at once on this database, and after every so many of them one of its parts."""
    outcome, began = Outcome(database), time.monotonic()
    with ExitStack() as stack:
        server = stack.enter_context(killable()) if database == "postgresql" else None
        sink = stack.enter_context(listening())
        sink.delay = 0.02
        environment = _environment(folder, server, sink)
        House(environment, folder / "making.log").run("-m", "faults.board", "--mails", str(mails))
        house = stack.enter_context(opened(environment, folder / "server.log"))
        teachers = [Teacher(house.port, number) for number in range(TEACHERS)]
        for what in _plan(kills, parts_every, ON_POSTGRESQL if server else ON_SQLITE):
            _let_report(teachers, house)
            time.sleep(CHANCE.uniform(0, 0.4))
            _kill(what, house, server, outcome)
            outcome.kills[what] += 1
        _let_report(teachers, house)
        for teacher in teachers:
            teacher.end()
        house.kill()
        _look(house, teachers, sink, outcome)
    outcome.seconds = time.monotonic() - began
    return outcome


def _environment(folder: Path, server: Database | None, sink: Sink) -> dict[str, str]:
    if server is not None:
        for name in (postgresql.MAIN, postgresql.KEYS):
            server.cluster.make(name)
    own = boards.environment(folder / "data", server.cluster if server else None, postgresql.MAIN)
    return own | {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(sink.port)}


def _plan(kills: int, parts_every: int, parts: Sequence[str]) -> Iterator[str]:
    turns = cycle(parts)
    for number in range(1, kills + 1):
        yield EVERYTHING
        if number % parts_every == 0:
            yield next(turns)


def _let_report(teachers: list[Teacher], house: House) -> None:
    """Until each has had something acknowledged since the last kill: so it strikes while all are at work."""
    before = [len(teacher.told) for teacher in teachers]
    awaited(
        lambda: all(len(each.told) > past for each, past in zip(teachers, before, strict=True)),
        "a report of each teacher",
        house.log,
    )


def _kill(what: str, house: House, server: Database | None, outcome: Outcome) -> None:
    if what == EVERYTHING:
        house.kill()
        if server is None:
            _check_a_copy(house, outcome)
        house.start()
    elif what == "a worker":
        house.kill_a_worker()
    elif what == "the recurring work":
        house.kill_the_tickers()
    elif what == "the server's own process":
        house.kill_server_alone()
        house.start()
    else:
        assert server is not None
        server.kill(signal.SIGKILL if what == "PostgreSQL" else signal.SIGQUIT)
        server.start()


def _check_a_copy(house: House, outcome: Outcome) -> None:
    """SQLite's own check of its files as the kill left them; of a copy, so that the next start repairs the original."""
    data = Path(house.environment["VANGNET_DATA"])
    copies = house.log.parent / "copies"
    for file in (data / "vangnet.sqlite3", data / "keys" / "keys.sqlite3"):
        copies.mkdir()
        for part in file.parent.glob(f"{file.name}*"):
            if not part.name.endswith("-shm"):
                shutil.copy(part, copies)
        with closing(sqlite3.connect(copies / file.name)) as connection:
            said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        outcome.damaged += [] if said == ["ok"] else said
        shutil.rmtree(copies)
    outcome.checked += 1


def _look(house: House, teachers: list[Teacher], sink: Sink, outcome: Outcome) -> None:
    told = {text: reference for teacher in teachers for text, reference in teacher.told.items()}
    outcome.again = sum(teacher.again for teacher in teachers)
    outcome.others = sum(teacher.others for teacher in teachers)
    outcome.refused = [refusal for teacher in teachers for refusal in teacher.refused]
    outcome.waited = max(teacher.waited for teacher in teachers)
    outcome.verified = house.run("-m", "vangnet", "verify", "--open").strip()
    sink.delay = 0
    house.run("-m", "faults.afterwards", "--hurry")
    house.run("-m", "vangnet", "tick")
    outcome.found = json.loads(house.run("-m", "faults.afterwards", told=json.dumps(told)))
    names = Counter(sink.identities)
    outcome.mails, outcome.repeated = len(names), sum(names.values()) - len(names)
