"""Copies of a SQLite database: by SQLite's own backup, which reads one moment while others write.

The source is opened for reading only, so that closing it never folds the log
(docs/decisions/0004-sqlite-in-production.md).
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connections
from django.utils.translation import gettext as _

from . import rows
from .trouble import BackupTrouble

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def file_of(alias: str) -> Path:
    return Path(str(connections[alias].settings_dict["NAME"]))


def with_log(file: Path) -> list[Path]:
    """The file after what SQLite keeps beside it: a log that stays behind would be read into whatever comes next."""
    return [file.with_name(f"{file.name}{ending}") for ending in ("-wal", "-shm", "")]


def copy(alias: str, target: Path) -> tuple[str, dict[str, int], dict[str, Any]]:
    try:
        with _open(file_of(alias), "ro") as source, _open(target, "rwc") as copied:
            source.backup(copied)
            copied.execute("PRAGMA journal_mode=DELETE")  # one file, without a log
            tables = _tables(copied)
            found = rows.counted(tables, _asking(copied)), rows.heads(tables, _asking(copied))
    except sqlite3.Error as refused:
        raise BackupTrouble(
            _("The database %(file)s was not copied: %(why)s.") % {"file": file_of(alias), "why": refused}
        ) from refused
    return sqlite3.sqlite_version, *found


class Scratch:
    """A file in a folder beside the real one, so that it can take its place by a change of name."""

    def __init__(self, alias: str, purpose: str) -> None:
        self.live = file_of(alias)
        self.folder = self.live.with_name(f".{self.live.name}.{purpose}")
        self.file = self.folder / self.live.name
        self.address = f"sqlite:///{quote(str(self.file))}"

    def fill(self, content: Path) -> None:
        self.folder.mkdir(mode=0o700)
        shutil.copyfile(content, self.file)
        self.file.chmod(0o600)

    def rows(self) -> dict[str, int]:
        try:
            with _open(self.file, "ro") as opened:
                return rows.counted(_tables(opened), _asking(opened))
        except sqlite3.Error as refused:
            raise BackupTrouble(
                _("The copy is no database that can be read: %(why)s.") % {"why": refused}
            ) from refused

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def _open(file: Path, mode: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{quote(str(file))}?mode={mode}", uri=True, timeout=60)) as opened:
        yield opened


def _tables(opened: sqlite3.Connection) -> list[str]:
    return [name for (name,) in opened.execute(TABLES)]


def _asking(opened: sqlite3.Connection) -> rows.Ask:
    return lambda statement: opened.execute(statement).fetchall()
