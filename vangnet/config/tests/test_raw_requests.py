"""Requests that no browser sends, to the real web server: two ends in one request, half a head, and no end at all."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.own_database

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The server with the settings of `vangnet serve`, and no database behind it: these requests must not reach one."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as place:
        environment = {
            **os.environ,
            "VANGNET_DATA": place,
            "VANGNET_SECURE": "1",
            "DJANGO_SETTINGS_MODULE": "vangnet.config.settings",
        }
        command = [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--workers",
            "1",
            "--blocking-threads",
            "1",
        ]
        command += ["--no-ws", "--port", str(number), "vangnet.config.wsgi:application"]
        server = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            for _ in range(600):
                if b"301" in _said(number, b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"):
                    break
                time.sleep(0.1)
            yield number
        finally:
            server.terminate()
            server.wait(timeout=30)


def _said(port: int, request: bytes, *, patience: float = 3) -> bytes:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=patience) as line:
            line.sendall(request)
            said = b""
            while part := line.recv(65536):
                said += part
            return said
    except OSError:
        return locals().get("said", b"")


SECOND = b"GET /second HTTP/1.1\r\nHost: localhost\r\n\r\n"
TWO_ENDS = {
    "length and chunks": b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SECOND,
    "two lengths": b"Content-Length: 0\r\nContent-Length: 43\r\n\r\n" + SECOND,
    "a strange coding": b"Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n" + SECOND,
    "a length below nought": b"Content-Length: -1\r\n\r\n" + SECOND,
    "a space before the colon": b"Content-Length : 43\r\n\r\n" + SECOND,
    "a line that goes on": b"X: 1\r\n Content-Length: 43\r\n\r\n" + SECOND,
    "a bare line feed in a chunk": b"Transfer-Encoding: chunked\r\n\r\n0\n\n" + SECOND,
}


@pytest.mark.parametrize("how", TWO_ENDS)
def test_a_request_with_two_ends_is_not_two_requests(port, how):
    """Refused, or read in the one way that the standard leaves: then the connection ends or the second is its own."""
    said = _said(port, b"POST /first HTTP/1.1\r\nHost: localhost\r\n" + TWO_ENDS[how])
    statuses = [line for line in said.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]

    # Chunks win over a length (RFC 9112, 6.3): what follows them is a request of its own, for a proxy as well.
    most = 2 if how == "length and chunks" else 1
    assert len(statuses) <= most, said[:400]
    assert set(statuses) <= {b"HTTP/1.1 400 Bad Request", b"HTTP/1.1 301 Moved Permanently"}


def test_a_header_without_end_is_cut_off(port):
    said = _said(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 2_000_000)

    assert b"HTTP/1.1 2" not in said


def test_no_answer_names_the_program_that_serves(port):
    said = _said(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")

    assert b"server: vangnet" in said.lower()
    assert b"granian" not in said.lower()
