"""Bring an installation up to date: folders, both databases, the cache's table, static files."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console

from vangnet import __version__
from vangnet.core import first_start
from vangnet.core.keys.installation import installation_cipher, refuse_other_main_database
from vangnet.core.one_at_a_time import alone

console = Console(stderr=True)


def prepare() -> None:
    """Safe to repeat; nothing is lost by it. Raises `KeyTrouble` when the key store can't be used, `Missing` when a
    database is missing."""
    with console.status("Bringing the databases up to date"), alone("prepare", waits=True):
        bring_up_to_date()
    with console.status("Laying out pages and pictures"):
        _lay_out()


def _is_up_to_date(alias: str) -> bool:
    """Asked first, because Django's `migrate` takes its time also when there is nothing to do."""
    executor = MigrationExecutor(connections[alias])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _lay_out() -> None:
    """Static files, when one of them is another than when they were laid out last."""
    stamp, figure = settings.DATA / ".laid-out", _figure_of_static_files()
    if settings.STATIC_ROOT.is_dir() and stamp.is_file() and stamp.read_text() == figure:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(figure)


def _figure_of_static_files() -> str:
    files = (
        (Path(storage.path(name)), name) for finder in get_finders() for name, storage in finder.list([])
    )
    seen = sorted(f"{name} {file.stat().st_size} {file.stat().st_mtime_ns}" for file, name in files)
    return sha256("\n".join([__version__, str(settings.STATIC_ROOT), *seen]).encode()).hexdigest()


def database_files() -> None:
    """SQLite opens only files that are there (`vangnet.core.sqlite`); this is where they begin."""
    first_start.database_files(
        Path(connections[alias].settings_dict["NAME"])
        for alias in connections
        if connections[alias].vendor == "sqlite"
    )


def bring_up_to_date() -> None:
    first_start.folder(settings.DATA)
    first_start.folder(settings.INSTALLATION_KEY_FILE.parent)
    database_files()
    for alias in connections:
        if not _is_up_to_date(alias):
            call_command("migrate", database=alias, verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    refuse_other_main_database()
    installation_cipher()
