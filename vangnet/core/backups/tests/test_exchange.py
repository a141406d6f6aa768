"""Names are exchanged all together: killed at any line, either nothing has changed or the rest is carried out."""

import sys

import pytest

from vangnet.core.backups import exchange
from vangnet.core.backups.exchange import Move

pytestmark = pytest.mark.own_database


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def data(tmp_path):
    """Two databases, the log of one, and a folder, each with what is to take its place."""
    (tmp_path / "scratch").mkdir()
    for name in ("main", "main-wal", "keys"):
        (tmp_path / name).write_text(f"old {name}")
    (tmp_path / "scratch" / "main").write_text("new main")
    (tmp_path / "scratch" / "keys").write_text("new keys")
    for place, says in (("uploads", "old"), ("scratch/uploads", "new")):
        (tmp_path / place).mkdir()
        (tmp_path / place / "file").write_text(f"{says} file")
    return tmp_path


def moves(data):
    def move(comes, name):
        return Move(
            str(data / "scratch" / comes) if comes else "", str(data / name), str(data / "aside" / name)
        )

    return [move("", "main-wal"), move("main", "main"), move("keys", "keys"), move("uploads", "uploads")]


def is_old(data):
    return (
        (data / "main").read_text() == "old main"
        and (data / "main-wal").exists()
        and (data / "keys").read_text() == "old keys"
        and (data / "uploads" / "file").read_text() == "old file"
    )


def is_new(data):
    return (
        (data / "main").read_text() == "new main"
        and not (data / "main-wal").exists()
        and (data / "keys").read_text() == "new keys"
        and (data / "uploads" / "file").read_text() == "new file"
        and (data / "aside" / "main").read_text() == "old main"
        and (data / "aside" / "main-wal").read_text() == "old main-wal"
        and (data / "aside" / "keys").read_text() == "old keys"
        and (data / "aside" / "uploads" / "file").read_text() == "old file"
    )


def killed_at(line, data):
    left = [line]

    def trace(frame, event, _value):
        if frame.f_code.co_filename != exchange.__file__:
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                raise Killed
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        exchange.exchange(data, moves(data), [])
    except Killed:
        return True
    finally:
        sys.settrace(before)
    return False


@pytest.mark.parametrize("line", range(1, 80))
def test_killed_at_any_line_nothing_has_changed_or_the_rest_is_carried_out(data, line):
    was_killed = killed_at(line, data)

    if not exchange.is_unfinished(data):
        assert is_old(data) if was_killed and not is_new(data) else is_new(data)
        return
    (data / "main").touch()  # whoever starts makes the file anew when it is not there
    exchange.finish(data)

    assert is_new(data)
    assert not exchange.is_unfinished(data)


def test_where_nothing_was_nothing_is_kept_aside(data):
    for name in ("main", "main-wal", "keys"):
        (data / name).unlink()

    exchange.exchange(data, moves(data)[:3], [])

    assert (data / "main").read_text() == "new main"
    assert not list((data / "aside").iterdir())
