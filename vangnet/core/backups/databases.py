"""One way to copy, count and bring back a database, on SQLite and on PostgreSQL."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.db import connections

from . import postgresql, sqlite


@dataclass(frozen=True)
class Copied:
    """What was copied: rows of each table, and where ledger and seals stood, at one and the same moment."""

    database: str
    version: str
    rows: dict[str, int]
    heads: dict[str, Any]


class Scratch(Protocol):
    """A database beside the real one, in which a copy is tried."""

    address: str

    def fill(self, content: Path) -> None: ...

    def rows(self) -> dict[str, int]: ...

    def remove(self) -> None: ...


def copy(alias: str, target: Path) -> Copied:
    """A consistent copy in a file, while people work."""
    kind = postgresql if is_postgresql(alias) else sqlite
    return Copied(connections[alias].vendor, *kind.copy(alias, target))


def scratch(alias: str, purpose: str) -> Scratch:
    """A scratch database next to the real one, empty; what an earlier one left is gone."""
    made: Scratch = (postgresql if is_postgresql(alias) else sqlite).Scratch(alias, purpose)
    made.remove()
    return made


def is_postgresql(alias: str) -> bool:
    return connections[alias].vendor == "postgresql"
