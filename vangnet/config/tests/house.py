"""Installations of their own for tests of commands: real files or databases, processes that can be killed."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from vangnet.core.dossiers.tests import apart


def vangnet(
    place: Path, *arguments: str, typed: str = "", **variables: str
) -> "subprocess.CompletedProcess[str]":
    """The command line on this installation, as somebody types it."""
    return subprocess.run(
        [sys.executable, "-m", "vangnet", *map(str, arguments)],
        env={**apart.environment(place), "COLUMNS": "500", **variables},
        input=typed,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@contextmanager
def own_databases(place: Path) -> Iterator[list[str]]:
    """Two empty databases on PostgreSQL, with their addresses; on SQLite there is nothing to make."""
    apart._databases(place, "CREATE DATABASE {}")
    main = apart.environment(place)["DATABASE_URL"]
    try:
        yield [main, f"{main}_keys"] if main else []
    finally:
        apart._databases(place, "DROP DATABASE IF EXISTS {} WITH (FORCE)")


def started(place: Path, *arguments: str, **variables: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", *map(str, arguments)],
        env={**apart.environment(place), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


PATIENCE = 180  # seconds: on a machine that does much else at once


def awaited(holds: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends, f"waited for {PATIENCE} seconds"
        time.sleep(0.05)


@contextmanager
def reporting(place: Path, stop: Path, people: int = 1) -> Iterator[list[str]]:
    """People who report one incident after another meanwhile; what was acknowledged to them is in the list after."""
    at_it = [started(place, "vangnet.config.tests.scenes", "works_until", str(stop)) for _ in range(people)]
    acknowledged: list[str] = []
    try:
        awaited(lambda: len(list(stop.parent.glob(f"{stop.name}.begun-*"))) == people)
        yield acknowledged
        stop.touch()
        for each in at_it:
            acknowledged += told(each)["reported"]
    finally:
        for each in at_it:
            each.kill()
            each.communicate()


def scene(place: Path, name: str, *arguments: str, **variables: str) -> dict:
    """What a function of `scenes.py` tells; one that fails fails the test with its own words."""
    return told(started(place, "vangnet.config.tests.scenes", name, *arguments, **variables))


def told(process: "subprocess.Popen[str]") -> dict:
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err[-4000:]
    return json.loads(out.splitlines()[-1])
