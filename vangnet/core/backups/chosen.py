"""The parts that belong together: a main database, the keys of the same moment or later, the attachments."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

import vangnet

from . import databases, manifest
from .copying import ALIASES
from .folder import ATTACHMENTS, KEYS, MAIN, NAME, Folder
from .manifest import Manifest
from .trouble import BackupTrouble


@dataclass(frozen=True)
class Part:
    place: Path
    told: Manifest


@dataclass(frozen=True)
class Chosen:
    """`destroyed`: dossiers that the copies know to be destroyed, up to the newest copy of the keys there is."""

    main: Part
    keys: Part
    attachments: Part | None
    destroyed: frozenset[str]


def choose(source: Folder, name: str = "") -> Chosen:
    """The copy of that name, or the newest."""
    names = source.names(MAIN)
    if name and not (NAME.fullmatch(name) and name in names):
        raise BackupTrouble(
            _("There is no whole copy %(name)s in %(place)s.") % {"name": name, "place": source.places[MAIN]}
        )
    if not names:
        raise BackupTrouble(_("There is no copy in %(place)s.") % {"place": source.places[MAIN]})
    main = _part(source, MAIN, name or names[-1])
    keys = _part(source, KEYS, _keys_for(source, main.told.name))
    newest = _part(source, KEYS, source.names(KEYS)[-1])
    has_files = main.told.name in source.names(ATTACHMENTS)
    chosen = Chosen(
        main,
        keys,
        _part(source, ATTACHMENTS, main.told.name) if has_files else None,
        frozenset(newest.told.destroyed) | frozenset(keys.told.destroyed),
    )
    for part in (main, keys):
        _demand_fit(part.told)
    return chosen


def _part(source: Folder, part: str, name: str) -> Part:
    place = source.copy(part, name)
    return Part(place, manifest.read(place))


def _keys_for(source: Folder, name: str) -> str:
    """Of the same moment, or the first after it: older keys would miss those of dossiers that are in the copy."""
    later = [each for each in source.names(KEYS) if each >= name]
    if not later:
        raise BackupTrouble(
            _(
                "There is no copy of the keys in %(place)s from %(name)s or later; an older one misses keys. "
                "Give its folder with --keys-folder, or choose an older copy."
            )
            % {"place": source.places[KEYS], "name": name}
        )
    return later[0]


def _demand_fit(told: Manifest) -> None:
    """Of a version that we can bring up to date, and of the kind of database that this installation uses."""
    if _numbers(told.version) > _numbers(vangnet.__version__):
        raise BackupTrouble(
            _(
                "The copy was made by Vangnet %(theirs)s, and this is %(ours)s. Put the newer version in place first."
            )
            % {"theirs": told.version, "ours": vangnet.__version__}
        )
    ours = "postgresql" if databases.is_postgresql(ALIASES[told.part]) else "sqlite"
    if told.database != ours:
        raise BackupTrouble(
            _("The copy is of %(theirs)s, and this installation uses %(ours)s (DATABASE_URL).")
            % {"theirs": told.database, "ours": ours}
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:3] if part.isdigit())
