"""What stands in the way of a start is said in a sentence, and a server that was killed leaves nothing running."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from .house import awaited

pytestmark = pytest.mark.own_database


def _serve(**environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "vangnet", "serve", "--port", environment.pop("port", "0"), "--no-tick"],
        env={"PATH": "", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("environment", "code", "says"),
    [
        ({"DATABASE_URL": "mysql://x"}, 2, "begins with neither"),
        ({"DATABASE_URL": "no address"}, 2, "begins with neither"),
        ({"KEYS_DATABASE_URL": "mongodb://x"}, 2, "KEYS_DATABASE_URL begins with neither"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}, 1, "The database can't be used"),
        ({"VANGNET_DATA": "/proc/nowhere"}, 1, "VANGNET_DATA"),
    ],
)
def test_what_stands_in_the_way_of_a_start_is_said_without_a_traceback(tmp_path, environment, code, says):
    ended = _serve(**{"VANGNET_DATA": str(tmp_path / "data"), **environment})

    assert ended.returncode == code
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_port_that_is_taken_is_said(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ended = _serve(port=str(other.getsockname()[1]), VANGNET_DATA=str(tmp_path))

    assert ended.returncode == 2
    assert "Choose another with --port" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_server_that_was_killed_takes_its_workers_and_its_recurring_work_with_it(tmp_path):
    """Left behind they would hold the port, with the code of before an upgrade."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "vangnet", "serve", "--workers", "2", "--port", str(port)]
    server = subprocess.Popen(
        command,
        env={"PATH": "", "VANGNET_DATA": str(tmp_path)},
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    try:
        awaited(lambda: _answers(port))
        assert len(_of_session(server.pid)) == 4, "the server, two workers, the recurring work"
    finally:
        server.kill()
        server.wait()

    awaited(lambda: not _of_session(server.pid))


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _of_session(leader: int) -> list[int]:
    """Every process of this session that is not a mere remainder."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found
