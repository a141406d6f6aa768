"""What was proven takes its place, and what was there is kept aside.

All changes of names are written down first, in one file. From that moment on the restore counts as done: cut off
between two of them, the next command of Vangnet carries out the rest before it does anything else. Before that moment
nothing has changed.
"""

import json
import os
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from vangnet.core import first_start

FILE = "restore.journal"


@dataclass(frozen=True)
class Move:
    """A file or folder that comes, where it goes, and where what is there goes. Nothing comes for a stale log."""

    comes: str
    place: str
    aside: str


@dataclass(frozen=True)
class Rename:
    """The same for a database of PostgreSQL, by the alias that Django knows its server by."""

    alias: str
    comes: str
    place: str
    aside: str


def exchange(data: Path, moves: list[Move], renames: list[Rename]) -> None:
    journal = {"moves": [asdict(each) for each in moves], "renames": [asdict(each) for each in renames]}
    first_start.write_once(data / FILE, json.dumps(journal, indent=1).encode())
    finish(data)


def is_unfinished(data: Path) -> bool:
    return (data / FILE).exists()


def finish(data: Path) -> None:
    """Carry out what is written down and not done yet; each can be repeated."""
    journal = json.loads((data / FILE).read_text())
    _rename([Rename(**each) for each in journal["renames"]])
    for each in journal["moves"]:
        _move(Move(**each))
    (data / FILE).unlink()
    first_start.make_durable(data)


def _move(move: Move) -> None:
    comes, place, aside = Path(move.comes), Path(move.place), Path(move.aside)
    if move.comes and not comes.exists():
        return  # it came
    first_start.folder(aside.parent)
    if place.exists() and not aside.exists():
        os.rename(place, aside)
        first_start.make_durable(aside.parent)
    if move.comes:
        os.rename(comes, place)
    first_start.make_durable(place.parent)


def _rename(renames: list[Rename]) -> None:
    """Databases of one server change names in one transaction."""
    from . import postgresql  # its driver is not loaded at every start

    by_server = sorted(renames, key=lambda each: str(postgresql.server_of(each.alias)))
    for _server, group in groupby(by_server, key=lambda each: str(postgresql.server_of(each.alias))):
        left = [each for each in group if postgresql.exists(each.alias, each.comes)]
        names = [
            pair
            for each in left
            for pair in ([(each.place, each.aside)] if postgresql.exists(each.alias, each.place) else [])
            + [(each.comes, each.place)]
        ]
        if names:
            postgresql.rename([each.alias for each in left], names)
