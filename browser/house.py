"""The program as a newcomer starts it: the demonstration's data in a folder of its own, the real server, Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "vangnet demo"


def surroundings(data: Path, *, for_real: bool = False) -> dict[str, str]:
    """A demonstration on SQLite, whatever database the other tests use; or its data with what a school demands."""
    own = {
        key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "KEYS_DATABASE_URL"}
    }
    kind = {"VANGNET_DEMO": "0", "VANGNET_SECURE": "0"} if for_real else {"VANGNET_DEMO": "1"}
    return own | {"VANGNET_DATA": str(data)} | kind


def make_demonstration(data: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "vangnet", "demo", "--only-make"], env=surroundings(data), check=True
    )


AGED = """
from importlib import import_module
from django.conf import settings
session = import_module(settings.SESSION_ENGINE).SessionStore({key!r})
session["proof"] = session["proof"] | {{"seen_at": session["proof"]["seen_at"] - {seconds}}}
session.save()
"""


def leave_alone(data: Path, session_key: str, *, minutes: int) -> None:
    """As if nothing was done in a session for a while; the clock of a running server can't be moved."""
    told = AGED.format(key=session_key, seconds=60 * minutes)
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", told]
    where = Path(__file__).parent.parent
    subprocess.run(
        command,
        env=surroundings(data) | {"DJANGO_SETTINGS_MODULE": "vangnet.config.settings"},
        cwd=where,
        check=True,
    )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def server(
    data: Path, port: int = 0, *, for_real: bool = False, settings: dict[str, str] | None = None
) -> Iterator[str]:
    """The server on that folder; gives its address, and ends with the block."""
    port = port or free_port()
    process = start_server(data, port, for_real=for_real, settings=settings)
    try:
        yield awaited(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def start_server(
    data: Path, port: int, *, for_real: bool = False, settings: dict[str, str] | None = None
) -> "subprocess.Popen[bytes]":
    """A server in a group of its own, so that one can stop or kill it with its worker."""
    command = [sys.executable, "-m", "vangnet", "serve", "--port", str(port), "--workers", "1", "--no-tick"]
    return subprocess.Popen(
        command, env=surroundings(data, for_real=for_real) | (settings or {}), start_new_session=True
    )


def awaited(address: str, process: "subprocess.Popen[bytes]") -> str:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            urlopen(f"{address}/account/login/", timeout=2).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return address
    raise RuntimeError("the server did not answer within a minute")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
