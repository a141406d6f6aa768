"""Start the server: one process per core, and the recurring work beside it."""

import argparse
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from .prepare import console, prepare

TICK = [sys.executable, "-m", "vangnet", "tick", "--every", "60", "--of-server"]


def run(options: argparse.Namespace) -> int:
    prepare()
    start(options)
    return 0


def start(options: argparse.Namespace) -> None:
    _refuse_taken(options.host, options.port)
    console.print(
        f"\nVangnet listens on [bold]http://{options.host}:{options.port}/[/]   (stop with Ctrl+C)\n"
    )
    server = Granian(
        "vangnet.config.worker:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=1,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,  # a worker that does not end by itself does not keep the server from ending
        log_level=LogLevels.warning,
    )
    with _ticking(wanted=not options.no_tick):
        server.serve()


def _refuse_taken(host: str, port: int) -> None:
    """The web server lets several listen on one port at once; a second Vangnet there would hide behind the first."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
            trial.listen()
        except OSError as taken:
            raise ImproperlyConfigured(
                f"Port {port} on {host}: {taken.strerror}. Choose another with --port."
            ) from taken


@contextmanager
def _ticking(*, wanted: bool) -> Iterator[None]:
    """The recurring work as a process of its own: begun anew when it ends by mishap, ended with the server."""
    if not wanted:
        yield
        return
    stopped = threading.Event()
    keeper = threading.Thread(target=_keep_ticking, args=(stopped,))
    keeper.start()
    try:
        yield
    finally:
        stopped.set()
        keeper.join(timeout=30)


def _keep_ticking(stopped: threading.Event) -> None:
    while not stopped.is_set():
        ticker = subprocess.Popen([*TICK, str(os.getpid())])  # noqa: S603 - our own command
        while ticker.poll() is None and not stopped.wait(1):
            pass
        if ticker.poll() is None:
            ticker.terminate()
        ticker.wait(timeout=20)
        stopped.wait(10)
