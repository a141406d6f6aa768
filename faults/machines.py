"""Several machines on this one: network namespaces of our own, each with its address, joined by a bridge.

Needs Linux, `ip` (Debian: iproute2) and root. What is started on a machine is ended with it.
"""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PROGRAM = shutil.which("ip") or "/usr/sbin/ip"


@dataclass
class Machine:
    """One machine: a name, an address that the others reach, and what runs on it."""

    name: str
    address: str
    running: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def start(
        self, command: Sequence[str | Path], environment: Mapping[str, str], log: Path, *, account: str = ""
    ) -> None:
        """In the background, as another account when one is named."""
        with log.open("ab") as stream:
            process = subprocess.Popen(
                self._here(command, account),
                env=dict(environment),
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )
        self.running.append(process)

    def run(self, command: Sequence[str | Path], *, account: str = "") -> None:
        done = subprocess.run(self._here(command, account), capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(done.stderr)

    def _here(self, command: Sequence[str | Path], account: str) -> list[str]:
        """Only root enters a namespace, so another account is put on inside."""
        as_account = (
            ["setpriv", f"--reuid={account}", f"--regid={account}", "--clear-groups"] if account else []
        )
        return [PROGRAM, "netns", "exec", self.name, *as_account, *map(str, command)]

    def lose(self) -> None:
        """As when the power is cut: nothing on it gets another word."""
        while self.running:
            self.kill_newest()

    def kill_newest(self) -> None:
        """What was started last, with all its children."""
        process = self.running.pop()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=30)


@contextmanager
def machines(number: int) -> Iterator[list[Machine]]:
    """So many machines, on a network that is ours alone; this machine stands at its own end of the bridge."""
    net, bridge = f"10.213.{os.getpid() % 250}", f"vnb{os.getpid() % 100000}"
    made = [Machine(f"{bridge}m{n}", f"{net}.{n}") for n in range(1, number + 1)]
    try:
        _ip("link", "add", bridge, "type", "bridge")
        _ip("addr", "add", f"{net}.254/24", "dev", bridge)
        _ip("link", "set", bridge, "up")
        for place, machine in enumerate(made):
            _join(machine, bridge, f"v{place}{bridge[3:]}")
        yield made
    finally:
        for machine in made:
            machine.lose()
            _ip("netns", "del", machine.name, must=False)
        _ip("link", "del", bridge, must=False)


def _join(machine: Machine, bridge: str, cable: str) -> None:
    _ip("netns", "add", machine.name)
    _ip("link", "add", f"{cable}a", "type", "veth", "peer", "name", f"{cable}b")
    _ip("link", "set", f"{cable}a", "master", bridge, "up")
    _ip("link", "set", f"{cable}b", "netns", machine.name)
    for words in (
        ("addr", "add", f"{machine.address}/24", "dev", f"{cable}b"),
        ("link", "set", f"{cable}b", "up"),
        ("link", "set", "lo", "up"),
    ):
        _ip("-n", machine.name, *words)


def _ip(*words: str, must: bool = True) -> None:
    subprocess.run([PROGRAM, *words], check=must, capture_output=True)


def why_not() -> str:
    """Why there can be no machines here; nothing when there can."""
    if os.geteuid() != 0 or not Path(PROGRAM).exists():
        return "network namespaces need root and the program ip (Debian: iproute2)"
    tried = subprocess.run([PROGRAM, "netns", "add", "vn-try"], capture_output=True, text=True, check=False)
    _ip("netns", "del", "vn-try", must=False)
    return tried.stderr.strip()
