"""Runs a command with a PostgreSQL of its own, made for it and thrown away: `python -m bench.postgresql COMMAND ...`.

The command finds the two databases in DATABASE_URL and KEYS_DATABASE_URL; its exit code is handed on. The server
listens on a socket that only its own account may open, and is no part of any PostgreSQL that runs on this machine.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

OLDEST = 15
ACCOUNT = "postgres"  # PostgreSQL refuses to run as root; Debian's package makes this account
ROLE = "vangnet"
MAIN, KEYS = "vangnet", "vangnet_keys"
PATIENCE = 60

# Data that are thrown away need not survive a power cut; a measurement must not do without that.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "400"}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


class NoPostgreSQL(Exception):  # noqa: N818 - a sentence for whoever started this
    """There is no PostgreSQL here that can be started; the message says why."""


@dataclass(frozen=True)
class Cluster:
    """A running server: where its socket lies, and how to reach a database in it."""

    programs: Path
    sockets: Path
    pid: int

    def url(self, database: str) -> str:
        return f"postgres://{ROLE}@{quote(str(self.sockets), safe='')}/{database}"

    @property
    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.url(MAIN), "KEYS_DATABASE_URL": self.url(KEYS)}

    def connect(self, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(host=str(self.sockets), user=ROLE, dbname=database, autocommit=True)

    def has(self, database: str) -> bool:
        with self.connect() as connection:
            return (
                connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
                is not None
            )

    def make(self, database: str, *, like: str = "template0") -> None:
        with self.connect() as connection:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{like}" ENCODING \'UTF8\'')

    def drop(self, database: str) -> None:
        with self.connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


@contextmanager
def running(data: Path | None = None, *, settings: Mapping[str, str] = DURABLE) -> Iterator[Cluster]:
    """A server on a folder of data, made when it is not there yet; without a folder, on one that is removed again."""
    programs = find_programs()
    with tempfile.TemporaryDirectory(prefix="vn-pg-", dir=short_folder()) as temporary:
        place = Path(temporary)
        give_to_account(place)
        data = data or place / "data"
        if not (data / "PG_VERSION").exists():
            make_data(programs, data, is_durable=settings.get("fsync") != "off")
        log = place / "log"
        server = start(programs, data, place, settings, log)
        try:
            yield ready(Cluster(programs, place, server.pid), server, log)
        finally:
            stop(server)


def find_programs() -> Path:
    """The folder with the newest server here: on the path, or where Debian and Red Hat put it."""
    if found := shutil.which("postgres"):
        folders = [Path(found).resolve().parent]
    else:
        folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    versions = {folder: _version(folder) for folder in folders if (folder / "initdb").exists()}
    folder = max(versions, key=lambda one: versions[one], default=None)
    if folder is None:
        raise NoPostgreSQL("no PostgreSQL server is installed (Debian: apt install postgresql)")
    if versions[folder] < OLDEST:
        raise NoPostgreSQL(f"PostgreSQL {OLDEST} or newer is needed; {folder} holds {versions[folder]}")
    return folder


def _version(folder: Path) -> int:
    said = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=False
    ).stdout
    number = re.search(r"(\d+)", said)
    return int(number[1]) if number else 0


def as_account() -> dict[str, object]:
    """How to start a program that may not be root's, when we are root."""
    if os.geteuid() != 0:
        return {}
    return {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []}


def give_to_account(place: Path) -> None:
    if os.geteuid() != 0:
        return
    try:
        shutil.chown(place, ACCOUNT, ACCOUNT)
    except LookupError as unknown:
        raise NoPostgreSQL(
            f"PostgreSQL does not run as root, and there is no account {ACCOUNT!r}"
        ) from unknown


def short_folder() -> str:
    """The path of a socket may not be longer than about a hundred characters."""
    return "/tmp" if Path("/tmp").is_dir() else tempfile.gettempdir()


def make_data(programs: Path, data: Path, *, is_durable: bool) -> None:
    if os.geteuid() == 0:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        give_to_account(data)
    command = [programs / "initdb", "-D", data, "--auth=trust", f"--username={ROLE}"]
    command += ["--encoding=UTF8", "--locale=C.UTF-8", *([] if is_durable else ["--no-sync"])]
    made = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False, **as_account())  # type: ignore[call-overload]
    if made.returncode:
        raise NoPostgreSQL(f"initdb failed: {made.stderr.strip().splitlines()[-1:]}")


def start(
    programs: Path, data: Path, sockets: Path, settings: Mapping[str, str], log: Path
) -> "subprocess.Popen[bytes]":
    """A child, ended by its own number; in a session of its own, so that Ctrl+C reaches the command first."""
    options = {"unix_socket_directories": str(sockets), "listen_addresses": "", **settings}
    command = [str(programs / "postgres"), "-D", str(data)]
    command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    with log.open("wb") as stream:
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            command, stdout=stream, stderr=stream, cwd="/", start_new_session=True, **as_account()
        )


def ready(cluster: Cluster, server: "subprocess.Popen[bytes]", log: Path) -> Cluster:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if server.poll() is not None:
            raise NoPostgreSQL("the server did not start: " + "; ".join(log.read_text().splitlines()[-3:]))
        try:
            cluster.connect().close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return cluster
    raise NoPostgreSQL(f"the server did not answer within {PATIENCE} seconds")


def stop(server: "subprocess.Popen[bytes]") -> None:
    """Fast shutdown: open sessions are ended, what was committed is kept."""
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=PATIENCE)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.postgresql", description=__doc__)
    parser.add_argument("--tests", action="store_true", help="faster, and would not survive a power cut")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args(arguments)
    if not options.command:
        parser.error("which command?")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with running(settings=FORGETFUL if options.tests else DURABLE) as cluster:
            cluster.make(MAIN)
            cluster.make(KEYS)
            return subprocess.run(
                options.command, env={**os.environ, **cluster.environment}, check=False
            ).returncode
    except NoPostgreSQL as reason:
        return _without(reason)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _without(reason: NoPostgreSQL) -> int:
    """Nothing to run on is no failure on somebody's own machine; where everything is checked it is one."""
    is_required = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    print(f"{'' if is_required else 'Left out: '}{reason}", file=sys.stderr)
    return 1 if is_required else 0


if __name__ == "__main__":
    sys.exit(main())
