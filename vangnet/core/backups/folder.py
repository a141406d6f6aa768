"""Where copies lie: `FOLDER/main/NAME`, `FOLDER/keys/NAME`, `FOLDER/attachments/NAME`; a name is a moment in UTC.

A copy gets its name only when it is whole and on the disk. Only what bears such a name is ever removed.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from vangnet.core import first_start

from . import manifest
from .trouble import BackupTrouble

MAIN, KEYS, ATTACHMENTS = PARTS = ("main", "keys", "attachments")
NAME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z")
PATTERN = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True)
class Folder:
    """The folder of each part, and for how many days its copies are kept."""

    places: dict[str, Path]
    days: dict[str, int]

    def names(self, part: str) -> list[str]:
        """The whole copies of a part, oldest first."""
        place = self.places[part]
        found = place.iterdir() if place.is_dir() else ()
        return sorted(
            each.name for each in found if NAME.fullmatch(each.name) and (each / manifest.FILE).is_file()
        )

    def copy(self, part: str, name: str) -> Path:
        return self.places[part] / name


def folder_at(
    place: Path, *, keys: Path | None = None, main_days: int = 365, keys_days: int = 14, other_days: int = 14
) -> Folder:
    places = {MAIN: place / MAIN, KEYS: keys or place / KEYS, ATTACHMENTS: place / ATTACHMENTS}
    return Folder(places, {MAIN: main_days, KEYS: keys_days, ATTACHMENTS: other_days})


def name_of(now: datetime) -> str:
    return now.astimezone(UTC).strftime(PATTERN)


def moment_of(name: str) -> datetime:
    return datetime.strptime(name, PATTERN).replace(tzinfo=UTC)


@contextmanager
def one_at_a_time(folder: Folder) -> Iterator[None]:
    """Who makes a copy holds the folder; whoever comes second is told."""
    try:
        for place in folder.places.values():
            first_start.folder(place)
        held = os.open(folder.places[MAIN] / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as refused:
        raise BackupTrouble(
            _("The backup folder %(place)s can't be written: %(why)s.")
            % {"place": refused.filename or folder.places[MAIN], "why": refused.strerror}
        ) from refused
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as busy:
        raise BackupTrouble(_("Another backup to this folder is being made at this moment.")) from busy
    finally:
        os.close(held)


@contextmanager
def drafts(folder: Folder, name: str) -> Iterator[dict[str, Path]]:
    """A folder for each part that becomes the copy when all went well, and is gone when anything did not.

    The main database takes its name last: a copy that has one is whole.
    """
    made = {part: place / f".{name}.making" for part, place in folder.places.items()}
    _clear(folder)
    try:
        for draft in made.values():
            draft.mkdir(mode=0o700)
        yield made
        for part in (ATTACHMENTS, KEYS, MAIN):
            _make_durable(made[part])
            made[part].rename(folder.copy(part, name))
            first_start.make_durable(folder.places[part])
    except OSError as refused:
        raise BackupTrouble(
            _("The backup was not made: %(why)s (%(place)s).")
            % {"why": refused.strerror, "place": refused.filename or folder.places[MAIN]}
        ) from refused
    finally:
        for draft in made.values():
            shutil.rmtree(draft, ignore_errors=True)


def prune(folder: Folder, now: datetime) -> list[Path]:
    """Remove copies that are older than the term of their part; what bears another name is not ours."""
    old = [
        folder.copy(part, name)
        for part in PARTS
        for name in folder.names(part)
        if now - moment_of(name) > timedelta(days=folder.days[part])
    ]
    for each in old:
        shutil.rmtree(each)
    return old


def _clear(folder: Folder) -> None:
    """What an earlier backup left when it was killed."""
    for place in folder.places.values():
        for left in place.glob(".*.making"):
            if NAME.fullmatch(left.name[1 : -len(".making")]):
                shutil.rmtree(left)


def _make_durable(draft: Path) -> None:
    for file in draft.iterdir():
        file.chmod(0o600)
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    first_start.make_durable(draft)
