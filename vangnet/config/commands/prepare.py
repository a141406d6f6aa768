"""Bring an installation up to date: folders, both databases, the cache's table, static files."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from rich.console import Console

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
        call_command("collectstatic", verbosity=0, interactive=False)


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
    call_command("migrate", verbosity=0, interactive=False)
    call_command("migrate", database="keys", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    refuse_other_main_database()
    installation_cipher()
