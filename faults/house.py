"""The real server with its recurring work, started to be killed: as a whole, one worker, or the database under it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import postgresql
from bench.boards import ROOT
from bench.server import free_port

WORKERS = 2
PATIENCE = 60
SERVE = [sys.executable, "-m", "vangnet", "serve", "--workers", str(WORKERS)]
TICK = [sys.executable, "-m", "vangnet", "tick", "--every", "1"]

Process = subprocess.Popen[bytes]


@dataclass
class House:
    """A server on its own port, and recurring work beside it that ticks every second, as a second server would."""

    environment: dict[str, str]
    log: Path
    port: int = field(default_factory=free_port)
    server: Process | None = None
    ticker: Process | None = None

    def start(self, *, ticks: bool = True) -> None:
        self.server = self._begin([*SERVE, "--port", str(self.port)])
        if ticks:
            self.ticker = self._begin(TICK)
        awaited(self.answers, "the server", self.log)

    def kill(self) -> None:
        """Everything at once, as when the power fails."""
        for process in (self.server, self.ticker):
            if process is not None:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if self.server is not None:
            awaited(lambda: not _in_group(self.server), "everything to end", self.log)

    def kill_server_alone(self) -> None:
        """Only the process that keeps the others; they end with it."""
        assert self.server is not None
        self.server.kill()
        self.server.wait()
        awaited(lambda: not _in_group(self.server), "its workers to end with it", self.log)
        if self.ticker is not None:
            self.ticker.kill()
            self.ticker.wait()

    def kill_a_worker(self) -> None:
        os.kill(self.workers[0], signal.SIGKILL)

    def kill_the_tickers(self) -> None:
        for pid, command in self._children():
            if "tick" in command:
                os.kill(pid, signal.SIGKILL)
        if self.ticker is not None:
            self.ticker.kill()
            self.ticker.wait()
            self.ticker = self._begin(TICK)

    @property
    def workers(self) -> list[int]:
        """Who does the work; the same numbers later mean that none was started anew."""
        return sorted(pid for pid, command in self._children() if "tick" not in command)

    def answers(self) -> bool:
        """From a worker that has come up, whatever it says."""
        if self.server is not None and self.server.poll() is not None:
            raise AssertionError(f"the server ended with {self.server.returncode}: {self.log.read_text()}")
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/account/login/")
            connection.getresponse().read()
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
        return True

    def await_that(self, holds: Callable[[], bool], what: str) -> None:
        awaited(holds, what, self.log)

    def run(self, *command: str, told: str = "", code: int = 0) -> str:
        """A command in this installation, from Python's arguments on."""
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            input=told,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, f"{command} ended with {done.returncode}: {done.stdout}{done.stderr}"
        return done.stdout

    def _begin(self, command: list[str]) -> Process:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def _children(self) -> list[tuple[int, str]]:
        assert self.server is not None
        return [(pid, _command(pid)) for pid in _in_group(self.server) if pid != self.server.pid]


@contextmanager
def opened(environment: dict[str, str], log: Path, *, ticks: bool = True) -> Iterator[House]:
    house = House(environment, log)
    try:
        house.start(ticks=ticks)
        yield house
    finally:
        house.kill()


@dataclass
class Database:
    """A PostgreSQL that is killed and started again on the same folder and socket."""

    programs: Path
    sockets: Path
    process: Process

    def kill(self, how: signal.Signals) -> None:
        """SIGKILL as when the power fails; SIGQUIT is its own immediate shutdown, SIGINT the fast one."""
        self.process.send_signal(how)
        self.process.wait()

    def start(self) -> None:
        """What a killed server left behind may hold up the next for a moment."""
        ends = time.monotonic() + PATIENCE
        while True:
            data, log = self.sockets / "data", self.sockets / "log"
            self.process = postgresql.start(self.programs, data, self.sockets, postgresql.DURABLE, log)
            try:
                postgresql.ready(self.cluster, self.process, log)
            except postgresql.NoPostgreSQL:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.2)
            else:
                return

    @property
    def cluster(self) -> postgresql.Cluster:
        return postgresql.Cluster(self.programs, self.sockets, self.process.pid)


@contextmanager
def killable() -> Iterator[Database]:
    with TemporaryDirectory(prefix="vn-kill-", dir=postgresql.short_folder()) as folder:
        sockets = Path(folder)
        postgresql.give_to_account(sockets)
        programs = postgresql.find_programs()
        postgresql.make_data(programs, sockets / "data", is_durable=True)
        log = sockets / "log"
        process = postgresql.start(programs, sockets / "data", sockets, postgresql.DURABLE, log)
        database = Database(programs, sockets, process)
        postgresql.ready(database.cluster, process, log)
        try:
            yield database
        finally:
            postgresql.stop(database.process)


def awaited(
    holds: Callable[[], object], what: str, log: Path | None = None, *, seconds: float = PATIENCE
) -> None:
    """Look again and again until it holds; what took too long is told with the end of the log."""
    ends = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > ends:
            said = log.read_text()[-3000:] if log and log.exists() else ""
            raise AssertionError(f"waited {seconds} s for {what}: {said}")
        time.sleep(0.05)


def _in_group(leader: Process | None) -> list[int]:
    """The living processes of a group, its leader among them."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if leader is not None and int(fields[2]) == leader.pid and fields[0] != "Z":
                found.append(int(stat.parent.name))
    return found


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""
