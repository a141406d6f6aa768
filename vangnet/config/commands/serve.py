"""Start the server: one process per core, and the recurring work beside it."""

import argparse
import subprocess
import sys
from contextlib import contextmanager
from collections.abc import Iterator

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from vangnet.core.keys.installation import KeyTrouble

from .prepare import console, prepare


def run(options: argparse.Namespace) -> int:
    try:
        prepare()
    except KeyTrouble as trouble:
        console.print(f"[bold red]Vangnet does not start.[/] {trouble}")
        return 1
    start(options)
    return 0


def start(options: argparse.Namespace) -> None:
    console.print(f"\nVangnet listens on [bold]http://{options.host}:{options.port}/[/]   (stop with Ctrl+C)\n")
    server = Granian(
        "vangnet.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=1,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    with _ticking(wanted=not options.no_tick):
        server.serve()


@contextmanager
def _ticking(*, wanted: bool) -> Iterator[None]:
    """The recurring work as a process of its own, ended with the server."""
    if not wanted:
        yield
        return
    ticker = subprocess.Popen([sys.executable, "-m", "vangnet", "tick", "--every", "60"])  # noqa: S603 - our own program
    try:
        yield
    finally:
        ticker.terminate()
        ticker.wait(timeout=30)
