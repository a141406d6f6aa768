"""Two servers and one database with a replica behind a proxy: one server lost, the primary lost, and nobody notices.

What is built here is what docs/scale.md tells an administrator to build: the addresses and the proxy's settings are
read from that page.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
import pytest

from bench.boards import ROOT
from bench.postgresql import (
    ACCOUNT,
    KEYS,
    MAIN,
    ROLE,
    NoPostgreSQL,
    find_programs,
    give_to_account,
    make_data,
    short_folder,
)
from bench.server import free_port

from .afterwards import amiss
from .house import awaited
from .machines import Machine, machines, why_not
from .teachers import Teacher

PAGE = (ROOT / "docs" / "scale.md").read_text()
PORT = 8000

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "-")


@dataclass
class House:
    """Both machines as built, and the proxy's port on this one."""

    first: Machine
    second: Machine
    folder: Path
    proxy: int
    environment: dict[str, str] = field(default_factory=dict)

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def connect(
        self, machine: Machine, database: str = "postgres"
    ) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host=machine.address, user=ROLE, dbname=database, autocommit=True, connect_timeout=3
        )


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(nginx).exists():
        pytest.skip("nginx is not installed on this machine")
    try:
        find_programs()
    except NoPostgreSQL as reason:
        pytest.skip(str(reason))
    with (
        tempfile.TemporaryDirectory(prefix="vn-two-", dir=short_folder()) as temporary,
        machines(2) as (first, second),
    ):
        folder = Path(temporary)
        folder.chmod(0o755)  # PostgreSQL's own account passes through
        built = House(first, second, folder, free_port())
        _databases(built)
        _servers(built)
        with _proxy(built, nginx):
            yield built


def _databases(house: House) -> None:
    """The primary on the first machine, its replica on the second; what is acknowledged lies on both."""
    programs, net = find_programs(), house.first.address.rsplit(".", 1)[0]
    primary, replica = house.folder / "primary", house.folder / "replica"
    for place in (primary, replica):
        place.mkdir(mode=0o700)
        give_to_account(place)
    make_data(programs, primary, is_durable=True)
    with (primary / "pg_hba.conf").open("a") as access:
        access.write(f"host all,replication all {net}.0/24 trust\n")
    _postgres(house, house.first, programs, primary)
    with house.connect(house.first) as connection:
        for name in (MAIN, KEYS):
            connection.execute(f'CREATE DATABASE "{name}"')
    copy = [
        programs / "pg_basebackup",
        "-h",
        house.first.address,
        "-U",
        ROLE,
        "-D",
        replica,
        "-R",
        "-X",
        "stream",
        "-c",
        "fast",
    ]
    house.second.run(copy, account=ACCOUNT)
    _postgres(house, house.second, programs, replica)
    with house.connect(house.first) as connection:
        for setting in _settings():
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
        awaited(lambda: _is_synchronous(connection), "the replica to be synchronous")


def _settings() -> list[str]:
    """The lines of the page that an administrator puts on the primary."""
    return re.findall(r"^    (synchronous_\w+ = \S+)$", PAGE, re.MULTILINE)


def _is_synchronous(connection: "psycopg.Connection[tuple[object, ...]]") -> bool:
    rows = connection.execute("SELECT sync_state FROM pg_stat_replication").fetchall()
    return rows == [("sync",)]


def _postgres(house: House, machine: Machine, programs: Path, data: Path) -> None:
    command = [
        programs / "postgres",
        "-D",
        data,
        "-c",
        f"listen_addresses={machine.address}",
        "-c",
        "unix_socket_directories=",
    ]
    machine.start(command, os.environ, house.log(data.name), account=ACCOUNT)

    def answers() -> bool:
        try:
            house.connect(machine).close()
        except psycopg.OperationalError:
            return False
        return True

    awaited(answers, f"PostgreSQL on {machine.address}", house.log(data.name))


def _servers(house: House) -> None:
    """Made on the first machine; the second gets the two files that the page names."""
    for place, machine in enumerate((house.first, house.second), start=1):
        data = house.folder / f"data{place}"
        if place == 2:
            for file in ("secret.key", "keys/installation.key"):
                (data / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(house.folder / "data1" / file, data / file)
        house.environment = _environment(house, data)
        if place == 1:
            made = [sys.executable, "-m", "bench.data", "--incidents", "40"]
            subprocess.run(made, cwd=ROOT, env=house.environment, check=True)
        serve = [
            sys.executable,
            "-m",
            "vangnet",
            "serve",
            "--host",
            machine.address,
            "--port",
            str(PORT),
            "--workers",
            "2",
        ]
        machine.start(serve, house.environment, house.log(f"server{place}"))
        awaited(
            lambda where=machine.address: _answers(f"http://{where}:{PORT}/account/login/"),
            "the server",
            house.log(f"server{place}"),
        )


def _environment(house: House, data: Path) -> dict[str, str]:
    addresses = dict(re.findall(r"^    (\w+_URL)=(\S+)$", PAGE, re.MULTILINE)) | {
        "DATABASE_URL": re.search(r"DATABASE_URL=(\S+)", PAGE)[1]  # type: ignore[index]
    }
    ours = {
        name: _here(house, address).replace("vangnet:...@", f"{ROLE}@") for name, address in addresses.items()
    }
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("VANGNET_", "EMAIL_", "DJANGO_"))
    }
    hosts = f"127.0.0.1 {house.first.address} {house.second.address}"
    return {**kept, **ours, "VANGNET_DATA": str(data), "VANGNET_SECURE": "0", "VANGNET_HOSTS": hosts}


def _here(house: House, text: str) -> str:
    return text.replace("10.0.0.1", house.first.address).replace("10.0.0.2", house.second.address)


@contextmanager
def _proxy(house: House, nginx: str) -> Iterator[None]:
    """The settings of the page, without TLS."""
    place = house.folder / "nginx"
    place.mkdir()
    config = place / "nginx.conf"
    config.write_text(_nginx(house, place))
    process = subprocess.Popen([nginx, "-c", str(config)], stderr=subprocess.DEVNULL)
    try:
        awaited(
            lambda: _answers(f"http://127.0.0.1:{house.proxy}/account/login/"),
            "the proxy",
            place / "error.log",
        )
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _nginx(house: House, place: Path) -> str:
    told = re.search(r"```nginx\n(.*?)```", PAGE, re.DOTALL)[1]  # type: ignore[index]
    servers = _here(house, told).replace("listen 443;", f"listen 127.0.0.1:{house.proxy};")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "".join(f"{kind}_temp_path {place};" for kind in kinds)
    return (
        f"pid {place}/pid; error_log {place}/error.log; user root; worker_processes 1; daemon off;"
        f"events {{}} http {{ access_log off; {paths} {servers} }}"
    )


def _answers(address: str) -> bool:
    try:
        urlopen(address, timeout=5).close()
    except (URLError, OSError):
        return False
    return True


def test_a_server_lost_and_then_the_primary_lost_cost_no_report_and_no_session(house: House) -> None:
    teachers = [Teacher(house.proxy, number) for number in range(3)]
    sessions = [teacher.browser.cookies["sessionid"] for teacher in teachers]
    _all_go_on(teachers, "with both servers")

    house.first.kill_newest()  # the server, with its workers and recurring work
    _all_go_on(teachers, "with one server")

    house.first.lose()  # the primary as well
    time.sleep(1)
    with house.connect(house.second) as replica:
        for statement in _promotion():
            replica.execute(statement)
    _all_go_on(teachers, "with the replica promoted")
    for teacher in teachers:
        teacher.end()

    assert [teacher.browser.cookies["sessionid"] for teacher in teachers] == sessions
    assert [teacher.others for teacher in teachers] == [0, 0, 0], "the same form got another number"
    told = {text: reference for teacher in teachers for text, reference in teacher.told.items()}
    found = json.loads(_ran(house, "faults.afterwards", told=json.dumps(told)))
    assert found.pop("acknowledged") == len(told) >= 45
    assert amiss(found) == {}
    assert _is_recorded_once(house)
    _ran(house, "vangnet", "verify", "--open")


def _promotion() -> list[str]:
    """What the page tells to run on the replica."""
    said = " ".join(re.findall(r"`([^`]*)`", PAGE.split("## When the primary is lost")[1]))
    found = re.findall(r"(SELECT pg_promote\(\)|ALTER SYSTEM RESET\s+\w+|SELECT pg_reload_conf\(\))", said)
    assert len(found) == 3
    return found


def _all_go_on(teachers: list[Teacher], how: str) -> None:
    before = [len(teacher.told) for teacher in teachers]
    awaited(
        lambda: all(len(each.told) >= past + 5 for each, past in zip(teachers, before, strict=True)),
        f"five more reports of each teacher {how}",
        seconds=90,
    )


def _ran(house: House, *command: str, told: str = "") -> str:
    """A command of the second machine's own installation; one that fails fails the test with its own words."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=house.environment,
        input=told,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _is_recorded_once(house: House) -> bool:
    with house.connect(house.second, MAIN) as connection:
        total, different = connection.execute(
            "SELECT count(*), count(DISTINCT token) FROM dossiers_entry"
        ).fetchone()  # type: ignore[misc]
        dossiers, opened = connection.execute(
            "SELECT (SELECT count(*) FROM dossiers_dossier), (SELECT opened FROM dossiers_ledger)"
        ).fetchone()  # type: ignore[misc]
        seals = connection.execute(
            "SELECT count(*) FROM dossiers_seal WHERE sealed_on = current_date"
        ).fetchone()
    return total == different and dossiers == opened and seals == (1,)  # both servers sealed the day
