"""Copies of a PostgreSQL database by its own `pg_dump` and `pg_restore`, read at one moment while others write."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import environ
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from django.db import DatabaseError, connections
from django.utils.translation import gettext as _
from psycopg import sql

from . import rows
from .trouble import BackupTrouble

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
AS_IT_WAS = ("--no-owner", "--no-privileges", "--exit-on-error")
# What Django and its driver take for themselves; the server and its programs know no such words.
OF_THE_DRIVER = {"server_side_binding", "prepare_threshold"}
# How Django names what libpq wants.
PARTS = {"HOST": "host", "PORT": "port", "USER": "user", "NAME": "dbname"}


def copy(alias: str, target: Path) -> tuple[str, dict[str, int], dict[str, Any]]:
    """The rows are counted in the very snapshot that is dumped."""
    try:
        with _connected(alias) as server:
            server.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            (snapshot,) = server.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            _run(alias, "pg_dump", server, "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
            tables = [name for (name,) in server.execute(TABLES).fetchall()]
            found = rows.counted(tables, _asking(server)), rows.heads(tables, _asking(server))
            return str(server.info.server_version), *found
    except psycopg.Error as refused:
        raise BackupTrouble(
            _("The database was not copied: %(why)s.") % {"why": _first_line(refused)}
        ) from refused


class Scratch:
    """A database of its own in the same server. Making one takes the right CREATEDB."""

    def __init__(self, alias: str, purpose: str) -> None:
        self.alias = alias
        self.live = str(connections[alias].settings_dict["NAME"])
        self.name = f"{self.live}_{purpose}"
        self.address = _address(alias, self.name)

    def fill(self, content: Path) -> None:
        try:
            with _connected(self.alias, "postgres") as server:
                server.execute(
                    sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(
                        sql.Identifier(self.name)
                    )
                )
                _run(self.alias, "pg_restore", server, *AS_IT_WAS, str(content), database=self.name)
        except psycopg.errors.InsufficientPrivilege as refused:
            raise BackupTrouble(
                _(
                    "The account in PostgreSQL may not make the scratch database %(name)s. Give it that right once: "
                    "ALTER ROLE %(role)s CREATEDB"
                )
                % {"name": self.name, "role": connections[self.alias].settings_dict["USER"]}
            ) from refused

    def rows(self) -> dict[str, int]:
        with _connected(self.alias, self.name) as server:
            tables = [name for (name,) in server.execute(TABLES).fetchall()]
            return rows.counted(tables, _asking(server))

    def remove(self) -> None:
        with _connected(self.alias, "postgres") as server:
            server.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.name))
            )


def others_at_work(alias: str) -> int:
    """How many other sessions there are in the database at this moment."""
    connections[alias].close()
    with _connected(alias, "postgres") as server:
        asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"
        (count,) = server.execute(asked, [connections[alias].settings_dict["NAME"]]).fetchone() or (0,)
        return int(count)


def exists(alias: str, name: str) -> bool:
    with _connected(alias, "postgres") as server:
        return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def rename(aliases: Sequence[str], names: Sequence[tuple[str, str]]) -> None:
    """Several databases of one server get other names in one transaction: all of them or none."""
    for alias in aliases:
        connections[alias].close()
    with _connected(aliases[0], "postgres") as server, server.transaction():
        for old, new in names:
            server.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new))
            )


def server_of(alias: str) -> tuple[object, object]:
    settings = connections[alias].settings_dict
    return settings["HOST"], settings["PORT"]


def program(name: str, at_least: int) -> Path:
    """The newest `pg_dump` or `pg_restore` here: beside a server's programs, or on the path."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    on_path = shutil.which(name)
    found = [folder / name for folder in folders] + ([Path(on_path)] if on_path else [])
    versions = {each: _version(each) for each in found if each.is_file()}
    newest = max(versions, key=lambda each: versions[each], default=None)
    if newest is None:
        raise BackupTrouble(
            _(
                "%(name)s is not on this machine. Install PostgreSQL's client programs (Debian: postgresql-client)."
            )
            % {"name": name}
        )
    if versions[newest] < at_least:
        raise BackupTrouble(
            _("%(name)s is of PostgreSQL %(found)s, and the server is %(wanted)s: install a newer one.")
            % {"name": name, "found": versions[newest], "wanted": at_least}
        )
    return newest


@contextmanager
def _connected(alias: str, database: str = "") -> Iterator["psycopg.Connection[tuple[Any, ...]]"]:
    """A session of its own. With no name of a database, in the real one."""
    parameters = _parameters(alias) | ({"dbname": database} if database else {})
    try:
        opened = psycopg.connect(**parameters, autocommit=True)
    except psycopg.OperationalError as refused:
        raise DatabaseError(_first_line(refused)) from refused
    with opened:
        yield opened


def _parameters(alias: str) -> dict[str, Any]:
    settings = connections[alias].settings_dict
    given = {ours: settings[theirs] for theirs, ours in PARTS.items() if settings.get(theirs)}
    secret = {"password": settings["PASSWORD"]} if settings.get("PASSWORD") else {}
    plain = {
        key: value
        for key, value in settings["OPTIONS"].items()
        if isinstance(value, str | int) and key not in OF_THE_DRIVER
    }
    return given | secret | plain


def _address(alias: str, name: str) -> str:
    """The address of another database in the same server, for a process of its own."""
    settings = connections[alias].settings_dict
    user, password = (quote(str(settings.get(part) or ""), safe="") for part in ("USER", "PASSWORD"))
    host = _in_address(str(settings.get("HOST") or ""))
    port = f":{settings['PORT']}" if settings.get("PORT") else ""
    who = f"{user}:{password}@" if password else f"{user}@" if user else ""
    plain = {key: value for key, value in settings["OPTIONS"].items() if isinstance(value, str)}
    return f"postgresql://{who}{host}{port}/{quote(name)}" + (f"?{urlencode(plain)}" if plain else "")


def _in_address(host: str) -> str:
    """The folder of a socket, an address of IPv6, or a name; or several with commas between."""
    if "/" in host:
        return quote(host, safe="")
    return f"[{host}]" if ":" in host else host


def _run(
    alias: str,
    name: str,
    server: "psycopg.Connection[tuple[Any, ...]]",
    *arguments: str,
    database: str = "",
) -> None:
    """The password goes by the environment: what stands on a command line is seen by everybody."""
    parameters = _parameters(alias) | ({"dbname": database} if database else {})
    password = parameters.pop("password", None)
    address = psycopg.conninfo.make_conninfo(**parameters)
    command: list[str | Path] = [
        program(name, server.info.server_version // 10000),
        f"--dbname={address}",
        "--no-password",
        *arguments,
    ]
    own = {**environ, **({"PGPASSWORD": str(password)} if password else {})}
    ran = subprocess.run(command, env=own, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if ran.returncode:
        raise BackupTrouble(
            _("%(name)s did not succeed: %(why)s")
            % {"name": name, "why": (ran.stderr.strip() or "?").splitlines()[0]}
        )


def _version(file: Path) -> int:
    said = subprocess.run([file, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    number = re.search(r"(\d+)", said)
    return int(number[1]) if number else 0


def _asking(server: "psycopg.Connection[tuple[Any, ...]]") -> rows.Ask:
    return lambda statement: server.execute(sql.SQL(statement)).fetchall()


def _first_line(refused: Exception) -> str:
    return (str(refused).strip() or type(refused).__name__).splitlines()[0]
