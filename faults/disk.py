"""A disk that is full: a small one of its own where this account may mount one, otherwise files that may not grow."""

import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

BALLAST = "ballast"
UNLIMITED = resource.RLIM_INFINITY


@dataclass
class SmallDisk:
    """A file system in memory, filled by a file of zeroes."""

    place: Path

    def fill(self) -> None:
        with (self.place / BALLAST).open("wb", buffering=0) as file:
            for size in (1 << 16, 1 << 12):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    continue

    def free(self) -> None:
        (self.place / BALLAST).unlink()


@dataclass
class LimitedFiles:
    """The processes of a server may not make any file longer than these are now."""

    files: tuple[Path, ...]
    pids: Callable[[], list[int]]

    def fill(self) -> None:
        self._limit(max(file.stat().st_size for file in self.files))

    def free(self) -> None:
        self._limit(UNLIMITED)

    def _limit(self, size: int) -> None:
        for pid in self.pids():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, UNLIMITED))


def may_mount() -> bool:
    """Root inside a container often may not."""
    with TemporaryDirectory() as place:
        if not _mount("-t", "tmpfs", "tmpfs", place):
            return False
        subprocess.run(["umount", place], check=True)
    return True


@contextmanager
def mounted(place: Path, megabytes: int) -> Iterator[SmallDisk]:
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    assert _mount("-t", "tmpfs", "-o", f"size={megabytes}m,mode=700", "tmpfs", str(place))
    try:
        yield SmallDisk(place)
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def make_read_only(place: Path) -> None:
    assert _mount("-o", "remount,ro", str(place))


def _mount(*arguments: str) -> bool:
    program = shutil.which("mount")
    if program is None:
        return False
    return subprocess.run([program, *arguments], capture_output=True, check=False).returncode == 0
