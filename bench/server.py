"""The real server, started as `vangnet serve` on a free port; what its processes used is read from /proc."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from .boards import ROOT

WORKERS = 2
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    port: int
    pids: tuple[int, ...]  # every process that works for it: the server's own and the database's

    def cpu_seconds(self) -> float:
        """Of all processes under these, also of a database session that was opened meanwhile."""
        return sum(_ticks(pid) for pid in _family(self.pids)) / TICK

    def memory(self) -> tuple[int, int]:
        """Bytes that the server's own processes hold together, what they share counted once; and the largest one."""
        held = [_own_memory(pid) for pid in _family(self.pids[:1])]
        return sum(held), max(held)

    def serves(self, port: int) -> int:
        """The process that holds the other end of a connection from this port."""
        ends = time.monotonic() + 5
        while time.monotonic() < ends:
            socket_of = f"socket:[{_inode(self.port, port)}]"
            for pid in _family(self.pids[:1]):
                if socket_of in _open_in(pid):
                    return pid
        raise SystemExit("no process holds the connection")


@contextmanager
def vangnet(
    environment: Mapping[str, str], database: int | None = None, *, ticks: bool = False
) -> Iterator[Server]:
    command = [sys.executable, "-m", "vangnet", "serve", "--workers", str(WORKERS)]
    command += [] if ticks else ["--no-tick"]
    with _started(command, environment, database) as server:
        yield server


@contextmanager
def constant(environment: Mapping[str, str]) -> Iterator[Server]:
    """The same web server with the smallest answer there is: the floor under every page."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS)]
    command += ["--blocking-threads", "1", "--no-ws", "--log-level", "warning", "bench.floor:constant_bytes"]
    with _started(command, environment, None) as server:
        yield server


@contextmanager
def _started(
    command: Sequence[str], environment: Mapping[str, str], database: int | None
) -> Iterator[Server]:
    port = free_port()
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(port, process)
        yield Server(port, (process.pid, *([database] if database else [])))
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def cold_start(environment: Mapping[str, str], times: int = 5) -> float:
    """Seconds from the command to the first page, on data that are up to date: the middle of a few."""
    took = []
    for _ in range(times):
        began = time.monotonic()
        with vangnet(environment):
            took.append(time.monotonic() - began)
    return sorted(took)[times // 2]


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        number: int = listening.getsockname()[1]
        return number


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        if process.poll() is not None:
            raise SystemExit(f"the server ended with {process.returncode}")
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
                connection.request("GET", "/account/login/")
                connection.getresponse().read()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise SystemExit("the server did not answer within a minute")


def _family(pids: Iterable[int]) -> list[int]:
    """These processes and all below them."""
    found, waiting = [], list(pids)
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for file in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                waiting += map(int, file.read_text().split())
            except OSError:
                continue
    return found


def _inode(here: int, there: int) -> str:
    """Of the connection from one port of this machine to another; 0 as long as nobody has taken it up."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[1].endswith(f":{here:04X}") and fields[2].endswith(f":{there:04X}"):
            return fields[9]
    return "0"


def _open_in(pid: int) -> set[str]:
    found = set()
    for each in Path(f"/proc/{pid}/fd").glob("*"):
        with suppress(OSError):
            found.add(str(each.readlink()))
    return found


def _ticks(pid: int) -> int:
    """What a process used, and what its children that have ended used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15]))


def _own_memory(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
