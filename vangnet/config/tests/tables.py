"""The empty tables of the tests, kept between runs: bringing all migrations about takes longer than a hundred tests.

A copy is kept for as long as no migration and no version changes. Only for SQLite, and only in tests; that migrations
work is tested by whoever upgrades (`test_upgrade.py`) and by every first run on a machine.
"""

import fcntl
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


def digest() -> str:
    """Of everything that decides what the tables look like."""
    found = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version} {os.getuid()}".encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            found.update(f"{app.label} {file.name}".encode() + file.read_bytes())
    return found.hexdigest()[:24]


def set_up(setup: Callable[..., Any]) -> Callable[..., Any]:
    """Django's `setup_databases`: each database begins with the kept tables, or leaves them when there are none.

    Of several that begin at the same time one makes the tables, and the others wait for the copy.
    """

    def setup_databases(*args: Any, **kwargs: Any) -> Any:
        with Path(tempfile.gettempdir(), "vangnet-tables.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for connection in connections.all():
                if connection.vendor == "sqlite":
                    _take_over(connection)
            made = setup(*args, **kwargs | {"aliases": None})  # all, for the board is founded with its keys
            for connection, *_how in made:
                if connection.vendor == "sqlite":
                    _keep(connection)
        return made

    return setup_databases


def _kept(connection: BaseDatabaseWrapper) -> Path:
    return Path(tempfile.gettempdir(), f"vangnet-tables-{digest()}-{connection.alias}.sqlite3")


def _take_over(connection: BaseDatabaseWrapper) -> None:
    create = connection.creation._create_test_db

    def begun(*args: Any, **kwargs: Any) -> str:
        name = create(*args, **kwargs)
        if _kept(connection).exists():
            connection.close()
            connection.settings_dict["NAME"] = name
            connection.ensure_connection()
            with closing(sqlite3.connect(_kept(connection))) as tables:
                tables.backup(connection.connection)
        return name

    connection.creation._create_test_db = begun  # type: ignore[method-assign]


def _keep(connection: BaseDatabaseWrapper) -> None:
    place = _kept(connection)
    if not place.exists():
        draft = place.with_suffix(f".{os.getpid()}")
        connection.ensure_connection()
        with closing(sqlite3.connect(draft)) as copy:
            connection.connection.backup(copy)
        draft.replace(place)
