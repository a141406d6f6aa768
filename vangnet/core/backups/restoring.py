"""Putting a copy in the place of what is there: only what was proven, at once, and nothing is thrown away.

What was destroyed after the copy was made comes back with it. Its keys are destroyed again before anybody can read
it, and its dossiers are named, for their destruction has to be decided again.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connections
from django.utils.translation import gettext as _

from vangnet.core.attachments import vault
from vangnet.core.keys.installation import read_key

from . import attachments, databases, exchange, folder, postgresql, running, sqlite
from .chosen import choose
from .envelope import Opener
from .exchange import Move, Rename
from .folder import Folder
from .trouble import BackupTrouble
from .trying import Beside, Proven, beside, try_out

PURPOSE = "restoring"


@dataclass(frozen=True)
class Restored:
    name: str
    proven: Proven
    aside: str
    has_attachments: bool


def restore(
    source: Folder, name: str, now: datetime, *, opener: Opener | None = None, key_file: Path | None = None
) -> Restored:
    """Raises `BackupTrouble` or `KeyTrouble`, and then nothing was changed."""
    key = key_file or settings.INSTALLATION_KEY_FILE
    read_key(key)
    with running.alone(settings.DATA):
        _refuse_others()
        chosen = choose(source, name)
        aside = f"before-restore-{folder.name_of(now)}"
        with beside(PURPOSE) as where:
            proven = try_out(chosen, where, key_file=key, opener=opener, destroyed=_destroyed_here())
            connections.close_all()
            _take_its_place(where, aside, key, brings_files=chosen.attachments is not None)
    return Restored(chosen.main.told.name, proven, aside, chosen.attachments is not None)


def _refuse_others() -> None:
    """On PostgreSQL a server may run on another machine, where our lock is not seen."""
    for alias in ("default", "keys"):
        if databases.is_postgresql(alias) and postgresql.others_at_work(alias):
            raise BackupTrouble(
                _(
                    "Somebody else is connected to the database. Stop every server and tick first; nothing was changed."
                )
            )


def _destroyed_here() -> list[str]:
    """What the present database knows, if there is one that can be read."""
    destructions = apps.get_model("dossiers", "Destruction")._default_manager
    try:
        return list(destructions.values_list("dossier__reference", flat=True))
    except DatabaseError:
        return []


def _take_its_place(where: Beside, aside: str, key: Path, *, brings_files: bool) -> None:
    moves: list[Move] = []
    renames: list[Rename] = []
    for alias, scratch in where.databases.items():
        if isinstance(scratch, sqlite.Scratch):
            moves += _moves_of(scratch, aside)
        elif isinstance(scratch, postgresql.Scratch):
            renames.append(Rename(alias, scratch.name, scratch.live, f"{scratch.live}_{_word(aside)}"))
    moves += _moves_of_files(where.place, aside, brings_files=brings_files)
    if key != settings.INSTALLATION_KEY_FILE:
        moves.append(_move_of_key(key, aside))
    exchange.exchange(settings.DATA, moves, renames)


def _moves_of(scratch: sqlite.Scratch, aside: str) -> list[Move]:
    """First the log of the old file, which must never meet the new one."""
    kept = scratch.live.parent / aside
    if any(each.exists() for each in sqlite.with_log(scratch.file)[:1]):
        raise BackupTrouble(_("The scratch database was not closed; nothing was changed."))
    logs = [Move("", str(each), str(kept / each.name)) for each in sqlite.with_log(scratch.live)[:2]]
    return [*logs, Move(str(scratch.file), str(scratch.live), str(kept / scratch.live.name))]


def _moves_of_files(unpacked: Path, aside: str, *, brings_files: bool) -> list[Move]:
    """Without a copy of them the attachments that are here stay: each opens only for the row that was its own."""
    data: Path = settings.DATA
    here = [store for store in attachments.file_stores() if brings_files or store != vault.folder()]
    moves = [Move("", str(store), str(data / aside / store.name)) for store in here]
    if not brings_files:
        return moves
    comes = attachments.file_stores(within=unpacked)
    return moves + [
        Move(str(store), str(data / store.name), str(data / aside / store.name)) for store in comes
    ]


def _move_of_key(key: Path, aside: str) -> Move:
    """The key that opens this copy becomes the installation's."""
    live: Path = settings.INSTALLATION_KEY_FILE
    comes = live.with_name(f".{live.name}.{PURPOSE}")
    comes.unlink(missing_ok=True)
    shutil.copyfile(key, comes)
    comes.chmod(0o600)
    return Move(str(comes), str(live), str(live.parent / aside / live.name))


def _word(aside: str) -> str:
    """As part of a name of a database."""
    return aside.lower().replace("-", "_")
