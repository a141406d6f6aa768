"""Bringing a copy back beside the real thing, and proving it there: figures, counts, the check of all records.

The check runs as a process of its own on the scratch installation, with the program as it is now: so an older copy is
brought up to date first, exactly as it would be in earnest.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os import environ, getpid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from . import attachments, databases, exchange
from .chosen import Chosen, Part
from .copying import figure_of
from .databases import Scratch
from .envelope import Opener, unseal
from .manifest import CopiedFile
from .trouble import BackupTrouble

# A key that is rightly gone, or one that the end of a destruction has yet to remove.
KEY_MISSING, KEY_LEFT = "key missing", "key left"
# Of a moment of which the attachments are not kept any more, no file is expected beside the databases.
ATTACHMENT_MISSING = "attachment missing"


@dataclass(frozen=True)
class Proven:
    """What the check of the scratch installation counted, and what had to be destroyed again."""

    dossiers: int
    entries: int
    readings: int
    seals: int
    came_back: tuple[str, ...]
    mail_waiting: int


@dataclass(frozen=True)
class Beside:
    """A scratch installation beside the real one: a folder, and a database by alias."""

    place: Path
    databases: Mapping[str, Scratch]


@contextmanager
def beside(purpose: str) -> Iterator[Beside]:
    """An empty one, gone afterwards. Only what is on its way to the place of the real one stays."""
    place: Path = settings.DATA / f".{purpose}"
    shutil.rmtree(place, ignore_errors=True)
    made = Beside(place, {alias: databases.scratch(alias, purpose) for alias in ("default", "keys")})
    try:
        place.mkdir(mode=0o700)
        yield made
    finally:
        if not exchange.is_unfinished(settings.DATA):
            shutil.rmtree(place, ignore_errors=True)
            for each in made.databases.values():
                each.remove()


def try_out(
    chosen: Chosen, where: Beside, *, key_file: Path, opener: Opener | None, destroyed: Iterable[str] = ()
) -> Proven:
    """Fill the scratch installation and examine it; raises `BackupTrouble` when anything differs."""
    with tempfile.TemporaryDirectory(prefix=".plain-", dir=where.place) as plain:
        for alias, part in (("default", chosen.main), ("keys", chosen.keys)):
            where.databases[alias].fill(_plain(part, Path(plain), opener))
            _demand_same(part, where.databases[alias].rows())
        if chosen.attachments:
            content = _plain(chosen.attachments, Path(plain), opener)
            count = attachments.unpack(content, where.place)
            _demand_same(chosen.attachments, {"files": count})
    told = _examine(where, key_file, frozenset(destroyed) | chosen.destroyed)
    _demand_whole(told, chosen)
    return Proven(
        told["dossiers"],
        told["entries"],
        told["readings"],
        told["seals"],
        tuple(told["came_back"]),
        told["mail_waiting"],
    )


def _plain(part: Part, plain: Path, opener: Opener | None) -> Path:
    """The file of a part, proven by its figures, and opened when it is sealed."""
    (told,) = part.told.files
    file = part.place / told.name
    if not file.is_file() or figure_of(file) != told.sha256:
        raise BackupTrouble(
            _("%(file)s is missing or not what was copied: its figure differs.") % {"file": file}
        )
    if not told.is_sealed:
        return file
    return _unsealed(file, told, plain, opener)


def _unsealed(file: Path, told: CopiedFile, plain: Path, opener: Opener | None) -> Path:
    if opener is None:
        raise BackupTrouble(_("This copy is sealed: give --identity or --passphrase-file."))
    opened = plain / told.name.removesuffix(".sealed")
    with file.open("rb") as source, opened.open("xb") as target:
        unseal(source, target, opener)
    if figure_of(opened) != told.content_sha256:
        raise BackupTrouble(
            _("%(file)s is missing or not what was copied: its figure differs.") % {"file": file}
        )
    return opened


def _demand_same(part: Part, found: Mapping[str, int]) -> None:
    for table in sorted({*part.told.rows, *found}):
        expected, there = part.told.rows.get(table), found.get(table)
        if expected != there:
            raise BackupTrouble(
                _("Of %(table)s the copy should hold %(expected)s rows and holds %(found)s.")
                % {"table": table, "expected": expected, "found": there}
            )


def _examine(where: Beside, key_file: Path, destroyed: frozenset[str]) -> dict[str, Any]:
    listed = where.place / "destroyed"
    listed.write_text("\n".join(sorted(destroyed)))
    own = {
        "VANGNET_DATA": str(where.place),
        "VANGNET_KEY_FILE": str(key_file),
        "DATABASE_URL": where.databases["default"].address,
        "KEYS_DATABASE_URL": where.databases["keys"].address,
    }
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "vangnet", "examine", "--destroyed", str(listed), "--of", str(getpid())],
        env={**environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        lines = [line for line in ran.stderr.strip().splitlines() if line] or ["?"]
        raise BackupTrouble(_("The copy does not work: %(why)s") % {"why": " ".join(lines[-4:])})
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def _demand_whole(told: Mapping[str, Any], chosen: Chosen) -> None:
    """Every finding is one too many, but for what `_is_expected`."""
    wrong = [each for each in told["findings"] if not _is_expected(each, chosen)]
    if wrong:
        says = "; ".join(f"{each['reference'] or '-'} {each['what']}: {each['says']}" for each in wrong[:3])
        raise BackupTrouble(
            _("The check of the copy found %(count)s things that are not as recorded: %(says)s")
            % {"count": len(wrong), "says": says}
        )
    heads = chosen.main.told.heads
    if (told["dossiers"], told["seals"]) != (heads["dossiers"], heads["seals"]):
        raise BackupTrouble(_("The copy holds another number of dossiers or seals than its manifest says."))


def _is_expected(found: Mapping[str, str], chosen: Chosen) -> bool:
    """A key that was rightly destroyed or is about to be; a file where no files were copied."""
    if found["what"] == KEY_MISSING:
        return found["reference"] in chosen.keys.told.destroyed
    if found["what"] == ATTACHMENT_MISSING:
        return chosen.attachments is None
    return found["what"] == KEY_LEFT
