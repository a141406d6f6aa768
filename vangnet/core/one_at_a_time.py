"""One process at a time, on one machine or on several, by a lock that ends with whoever holds it.

On PostgreSQL it is a lock of the database, held by a connection of its own. SQLite lives on one machine: there it is a
lock on a file in the data folder. Both are let go when the process is killed, so nothing has to expire.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections


@contextmanager
def alone(name: str, *, waits: bool = False) -> Iterator[bool]:
    """Whether nobody else does this now; `waits` until it is so."""
    lock = _on_the_database if connection.vendor == "postgresql" else _on_a_file
    with lock(name, waits=waits) as is_ours:
        yield is_ours


@contextmanager
def _on_the_database(name: str, *, waits: bool) -> Iterator[bool]:
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    function = "pg_advisory_lock" if waits else "pg_try_advisory_lock"
    with closing(connections.create_connection(DEFAULT_DB_ALIAS)) as beside:
        with beside.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [number])
            is_ours = waits or bool(cursor.fetchone()[0])
        yield is_ours


@contextmanager
def _on_a_file(name: str, *, waits: bool) -> Iterator[bool]:
    descriptor = os.open(settings.DATA / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
            is_ours = True
        except BlockingIOError:
            is_ours = False
        yield is_ours
    finally:
        os.close(descriptor)
