"""What no program on this machine can be faster than: the web server with constant bytes, and the databases' own work.

The work of a page in raw SQL, without Django: a page of the list, opening an incident with its entry in the read log,
and recording a report durably in both databases.
"""

import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any

import psycopg

from .boards import Board
from .measured import Measured, summarised

LIST = (
    "SELECT i.dossier_id, d.reference, i.happened_at, i.category_id, i.place, i.severity, d.next_due_at, d.closed_on "
    "FROM incidents_incident i JOIN dossiers_dossier d ON d.id = i.dossier_id "
    "WHERE i.school_id = 1 ORDER BY i.happened_at DESC LIMIT 50"
)
PEOPLE = (
    "SELECT s.dossier_id, s.role, p.call_name FROM dossiers_subject s JOIN people_pupil p ON p.id = s.pupil_id "
    "WHERE s.dossier_id IN (%s)"
)
OPEN = "SELECT number, step, author_id, happened_at, text FROM dossiers_entry WHERE dossier_id = %s ORDER BY number"


def constant_bytes(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", "2")])
    return [b"ok"]


def raw_work(board: Board, times: int) -> dict[str, Measured]:
    """The same database work as the pages do at the least, on one connection."""
    with closing(_connected(board, "")) as main, closing(_connected(board, "_keys")) as keys:
        _run(main, "CREATE TABLE IF NOT EXISTS bench_kept (id INTEGER PRIMARY KEY, content TEXT)")
        _run(keys, "CREATE TABLE IF NOT EXISTS bench_kept (id INTEGER PRIMARY KEY, content TEXT)")
        works: dict[str, Callable[[int], object]] = {
            "list": lambda _turn: _list(main),
            "open": lambda turn: _open(main, turn),
            "report": lambda turn: _report(main, keys, turn),
        }
        return {name: _timed(work, times) for name, work in works.items()}


def _connected(board: Board, part: str) -> Any:
    if board.cluster:
        connection = psycopg.connect(
            board.environment["KEYS_DATABASE_URL" if part else "DATABASE_URL"], autocommit=True
        )
        connection.prepare_threshold = 0
        return connection
    file = board.data / ("keys/keys.sqlite3" if part else "vangnet.sqlite3")
    lite = sqlite3.connect(file, isolation_level=None, timeout=20)
    lite.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456;")
    return lite


def _run(connection: Any, statement: str, values: tuple[object, ...] = ()) -> Any:
    if isinstance(connection, sqlite3.Connection):
        statement = statement.replace("%s", "?")
    return connection.execute(statement, values)


def _list(main: Any) -> None:
    keys = [row[0] for row in _run(main, LIST).fetchall()]
    _run(main, PEOPLE % ", ".join(["%s"] * len(keys)), tuple(keys)).fetchall()


def _open(main: Any, turn: int) -> None:
    """Two statements, and one kept in the read log."""
    _run(main, "BEGIN")
    _run(main, "INSERT INTO bench_kept VALUES (%s, %s)", (turn * 10, secrets.token_hex(100)))
    _run(main, "COMMIT")
    _run(main, OPEN, (1 + turn * 7 % 900,)).fetchall()


def _report(main: Any, keys: Any, turn: int) -> None:
    """The key, durably; then a dossier, its entry, three facts and two rows for lists, durably."""
    _run(keys, "INSERT INTO bench_kept VALUES (%s, %s)", (turn, secrets.token_hex(60)))
    _run(main, "BEGIN")
    for place in range(1, 8):
        _run(main, "INSERT INTO bench_kept VALUES (%s, %s)", (turn * 10 + place, secrets.token_hex(150)))
    _run(main, "COMMIT")


def _timed(work: Callable[[int], object], times: int) -> Measured:
    took = []
    cpu = time.process_time()
    for turn in range(times):
        began = time.perf_counter()
        work(turn)
        took.append(time.perf_counter() - began)
    return summarised(took, time.process_time() - cpu)
