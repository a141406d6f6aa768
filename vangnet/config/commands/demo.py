"""Make the demonstration's board once, and start on it."""

import argparse
import shutil
import sys
import threading
import webbrowser

from vangnet.core.people.models import Board
from vangnet.demo.loader import load

from .prepare import console, prepare
from .serve import start


def run(options: argparse.Namespace) -> int:
    prepare()
    if not Board.objects.exists():
        load(console)
    if not options.only_make:
        _show_soon(f"http://{options.host}:{options.port}/")
        start(options)
    return 0


def _show_soon(address: str) -> None:
    """Open the sign-in page in the newcomer's own browser, where there is a desktop to do it on."""
    has_desktop = sys.platform in {"darwin", "win32"} or shutil.which("xdg-open")
    if sys.stdout.isatty() and has_desktop:
        opening = threading.Timer(2, webbrowser.open, [address])
        opening.daemon = True
        opening.start()
