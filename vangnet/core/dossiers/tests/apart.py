"""An installation of its own for a test: real files or databases, its own process, nothing rolled back.

`apart.run(place, "name")` runs the function of that name from `scenes.py` in a child process and gives what it returns.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ADDRESS = os.environ.get("DATABASE_URL", "")


def run(place: Path, scene: str, *arguments: str) -> dict:
    """What a scene returns; a child that fails fails the test with its own words."""
    command = [sys.executable, "-m", "vangnet.core.dossiers.tests.scenes", scene, *arguments]
    child = subprocess.run(command, env=environment(place), capture_output=True, text=True, timeout=240)
    assert child.returncode == 0, child.stderr[-4000:]
    return json.loads(child.stdout.splitlines()[-1])


@contextmanager
def template(place: Path) -> Iterator[Path]:
    """A migrated installation with the cast, to copy from."""
    _databases(place, "CREATE DATABASE {}")
    try:
        run(place, "prepare")
        yield place
    finally:
        _databases(place, "DROP DATABASE {}")


@contextmanager
def copied(source: Path, place: Path) -> Iterator[Path]:
    shutil.copytree(source, place)
    _databases(place, "CREATE DATABASE {} TEMPLATE {}", source)
    try:
        yield place
    finally:
        _databases(place, "DROP DATABASE {} WITH (FORCE)")


def environment(place: Path) -> dict[str, str]:
    rest = {
        "VANGNET_DATA": str(place),
        "DATABASE_URL": _address(place),
        "DJANGO_SETTINGS_MODULE": "vangnet.config.testing",
    }
    return {**os.environ, "VANGNET_KEY_FILE": "", "KEYS_DATABASE_URL": "", **rest} | {
        "VANGNET_KEY_FILE": str(place / "keys" / "installation.key")
    }


def _address(place: Path) -> str:
    return urlunsplit(urlsplit(ADDRESS)._replace(path=f"/{_name(place)}")) if ADDRESS else ""


def _name(place: Path) -> str:
    return f"apart_{os.getpid()}_{place.name}".replace("-", "_")


def _databases(place: Path, statement: str, source: Path | None = None) -> None:
    """The main database and that of the keys, on PostgreSQL; SQLite makes its files itself."""
    if not ADDRESS:
        return
    import psycopg

    with psycopg.connect(urlunsplit(urlsplit(ADDRESS)._replace(path="/postgres")), autocommit=True) as server:
        for suffix in ("", "_keys"):
            names = [f"{_name(each)}{suffix}" for each in (place, source) if each]
            server.execute(statement.format(*names))
