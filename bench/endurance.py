"""Ten minutes of a busy board: fifty people read, three hundred reports a minute come in, and the recurring work runs.

Everybody takes a moment to read what came; reports come evenly. Afterwards each report that was acknowledged must be
in the database, once, and nothing else may be wrong with it (`vangnet verify`).
"""

import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import TypeVar

import psycopg

from .boards import Board, verified
from .browser import Browser, Refused
from .load import DOSSIERS, LIST, REFERENCE, REPORT, report_of
from .measured import Measured, summarised
from .names import PASSWORD, SECRET, address_of
from .server import Server

Got = TypeVar("Got")
READERS, REPORTERS = 50, 10
REPORTS_A_MINUTE = 300
SECONDS = 600
LOOKS = 4.0  # seconds that somebody looks at a page, on the average
PEOPLE = ("head", "coach", "teacher0", "teacher1", "teacher2", "director")


@dataclass(frozen=True)
class Endured:
    """What came of it: how long pages and reports took, what went wrong, and what was acknowledged and is missing."""

    seconds: float
    readers: int
    processor: float  # hundredths of one processor, of the server and the database
    pages: Measured
    reports: Measured
    errors: Sequence[str]
    acknowledged: int
    missing: Sequence[str]


@dataclass
class _Log:
    """What all of them together saw."""

    pages: list[float] = field(default_factory=list)
    reports: list[float] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def endure(board: Board, server: Server, seconds: float = SECONDS) -> Endured:
    log, before = _Log(), server.cpu_seconds()
    signed_in = _signed_in(server)
    began = time.monotonic()
    ends = began + seconds
    people = [_person(_read, signed_in, server, place, ends, log) for place in range(READERS)]
    people += [_person(_report, signed_in, server, place, ends, log) for place in range(REPORTERS)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    took, used = time.monotonic() - began, server.cpu_seconds() - before
    verified(board)
    return Endured(
        seconds=seconds,
        readers=READERS,
        processor=100 * used / took,
        pages=summarised(log.pages, 0.0),
        reports=summarised(log.reports, 0.0),
        errors=log.errors,
        acknowledged=len(log.references),
        missing=lost(log.references, board),
    )


def _signed_in(server: Server) -> dict[str, dict[str, str]]:
    """The cookies of a few people; more browsers than one can carry the same sign-in."""
    found = {}
    for who in PEOPLE:
        with closing(Browser(server.port)) as browser:
            browser.sign_in(address_of(who), PASSWORD, SECRET)
            found[who] = dict(browser.cookies)
    return found


Doing = Callable[[Browser, random.Random, int, float, _Log], None]


def _person(
    doing: Doing,
    signed_in: dict[str, dict[str, str]],
    server: Server,
    place: int,
    ends: float,
    log: _Log,
) -> threading.Thread:
    who = f"teacher{place % 3}" if doing is _report else PEOPLE[place % len(PEOPLE)]
    browser = Browser(server.port, dict(signed_in[who]))

    def live() -> None:
        with closing(browser):
            doing(browser, random.Random(place), place, ends, log)

    return threading.Thread(target=live)


def _read(browser: Browser, chance: random.Random, _place: int, ends: float, log: _Log) -> None:
    known: list[str] = []
    time.sleep(chance.uniform(0, LOOKS))
    while time.monotonic() < ends:
        opens = known and chance.random() < 0.5
        address = f"{DOSSIERS}{chance.choice(known)}/" if opens else chance.choice((LIST, LIST, "/"))
        page = _tried(log, log.pages, lambda address=address: browser.get(address))
        known = REFERENCE.findall(page) or known if page and address == LIST else known
        time.sleep(chance.uniform(0, 2 * LOOKS))


def _report(browser: Browser, chance: random.Random, place: int, ends: float, log: _Log) -> None:
    """One report after another, evenly over the minute: the form, a moment to fill it in, and sending it."""
    every = 60 * REPORTERS / REPORTS_A_MINUTE
    due = time.monotonic() + every * place / REPORTERS
    while due < ends:
        time.sleep(max(0.0, due - time.monotonic()))
        page = _tried(log, log.pages, lambda: browser.get(REPORT))
        if page:
            told = report_of(page, chance.randrange(20))
            answer = _tried(log, log.reports, lambda told=told: browser.post(REPORT, told))
            _keep_reference(answer, log)
        due += every


def _keep_reference(answer: tuple[str, str] | None, log: _Log) -> None:
    if answer is None:
        return
    leads_to = answer[0]
    if not leads_to.endswith("/receipt/"):
        log.errors.append(f"a report led to {leads_to or 'no other page'}")
        return
    log.references.append(leads_to.split("/")[-3])


def _tried(log: _Log, took: list[float], ask: Callable[[], Got]) -> Got | None:
    began = time.perf_counter()
    try:
        got = ask()
    except (Refused, OSError, HTTPException) as wrong:
        log.errors.append(f"{type(wrong).__name__}: {wrong}")
        return None
    took.append(time.perf_counter() - began)
    return got


def lost(references: Sequence[str], board: Board) -> list[str]:
    """What was acknowledged and is not there, or was acknowledged for two reports."""
    twice = [one for one, times in Counter(references).items() if times > 1]
    return sorted({*twice, *(set(references) - _stored(board))})


def _stored(board: Board) -> set[str]:
    """The references of all dossiers, asked of the database itself."""
    question = "SELECT reference FROM dossiers_dossier"
    if board.cluster:
        with psycopg.connect(board.environment["DATABASE_URL"]) as connection:
            return {str(reference) for (reference,) in connection.execute(question)}
    with closing(sqlite3.connect(board.data / "vangnet.sqlite3")) as lite:
        return {reference for (reference,) in lite.execute(question)}
