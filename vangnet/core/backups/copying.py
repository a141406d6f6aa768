"""Making a copy while people work: first the main database, then the keys, then the attachments.

In this order, for the key of a dossier is stored before its first text, and a file before the row that names it: keys
and files that are newer than the main database miss none. What was destroyed in between is named with the keys, so that
its missing key surprises nobody; no file goes as long as the copy is being made.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _

import vangnet
from vangnet.core import first_start
from vangnet.core.attachments import vault
from vangnet.core.keys import rotation

from . import attachments, databases, folder
from .envelope import Sealer, seal
from .folder import ATTACHMENTS, KEYS, MAIN, Folder
from .manifest import CopiedFile, Manifest
from .trouble import BackupTrouble

PIECE = 1024 * 1024
ALIASES = {MAIN: "default", KEYS: "keys"}


@dataclass(frozen=True)
class Copy:
    """A copy that was made: its name, and what each part says of itself."""

    name: str
    parts: dict[str, Manifest]

    @property
    def bytes(self) -> int:
        return sum(file.bytes for part in self.parts.values() for file in part.files)


def make(into: Folder, now: datetime, sealer: Sealer | None = None) -> Copy:
    """A whole copy, or none."""
    _refuse_between_two_keys(rotation.is_under_way())
    name = folder.name_of(now)
    with (
        folder.one_at_a_time(into),
        folder.drafts(into, name) as drafts,
        _workplace(sealer) as work,
        vault.copied(),
    ):
        parts = {part: _database(part, name, work or drafts[part]) for part in (MAIN, KEYS)}
        parts[ATTACHMENTS] = _attachments(name, (work or drafts[ATTACHMENTS]), into)
        for part, told in parts.items():
            kept = [_keep(each, work, drafts[part], sealer) for each in told.files]
            parts[part] = replace(told, files=kept)
            parts[part].write(drafts[part])
    return Copy(name, parts)


def _database(part: str, name: str, work: Path) -> Manifest:
    alias = ALIASES[part]
    file = work / f"{part}.{'dump' if databases.is_postgresql(alias) else 'sqlite3'}"
    copied = databases.copy(alias, file)
    _refuse_between_two_keys(copied.rows.get("keys_keycheck", 1) > 1)
    return Manifest(
        part=part,
        name=name,
        made_at=folder.moment_of(name).isoformat(),
        version=vangnet.__version__,
        database=copied.database,
        database_version=copied.version,
        rows=copied.rows,
        heads=copied.heads,
        destroyed=_destroyed() if part == KEYS else [],
        files=[_described(file)],
    )


def _attachments(name: str, work: Path, into: Folder) -> Manifest:
    file = work / "attachments.tar"
    count = attachments.pack(file, into)
    return Manifest(
        part=ATTACHMENTS,
        name=name,
        made_at=folder.moment_of(name).isoformat(),
        version=vangnet.__version__,
        database="",
        database_version="",
        rows={"files": count},
        heads={},
        files=[_described(file)],
    )


def _destroyed() -> list[str]:
    """Asked after the keys were copied, so that none is missing from the copy that is not named here."""
    destructions = apps.get_model("dossiers", "Destruction")._default_manager
    return sorted(destructions.values_list("dossier__reference", flat=True))


def _described(file: Path) -> CopiedFile:
    figure = figure_of(file)
    return CopiedFile(file.name, file.stat().st_size, figure, figure, is_sealed=False)


def _keep(plain: CopiedFile, work: Path | None, draft: Path, sealer: Sealer | None) -> CopiedFile:
    """Without a sealer the file lies in its place already."""
    if work is None or sealer is None:
        return plain
    target = draft / f"{plain.name}.sealed"
    with (work / plain.name).open("rb") as source, target.open("xb") as sealed:
        seal(source, sealed, sealer)
    return replace(
        plain, name=target.name, bytes=target.stat().st_size, sha256=figure_of(target), is_sealed=True
    )


def figure_of(file: Path) -> str:
    figure = hashlib.sha256()
    with file.open("rb") as stream:
        while piece := stream.read(PIECE):
            figure.update(piece)
    return figure.hexdigest()


@contextmanager
def _workplace(sealer: Sealer | None) -> Iterator[Path | None]:
    """What is to be sealed never lies open in the backup folder: it is made in the data folder first."""
    if sealer is None:
        yield None
        return
    first_start.folder(settings.DATA)
    for left in settings.DATA.glob(".backup-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=settings.DATA) as work:
        yield Path(work)


def _refuse_between_two_keys(is_so: bool) -> None:
    if is_so:
        raise BackupTrouble(
            _("The installation's key is being replaced. Let `vangnet keys rotate` come to its end first.")
        )
