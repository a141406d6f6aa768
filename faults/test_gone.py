"""The database is gone and comes back: everybody is told, nothing typed is lost, and the same workers go on."""

import html
import signal
import subprocess
from pathlib import Path

import pytest

from bench.load import LIST, REPORT

from .conftest import Reporter, at_work, refused
from .house import SERVE, Database, House


def _comes_back_in(page: str, form: dict[str, object]) -> bool:
    """All that was typed, to be sent again from the page itself."""
    return html.escape(str(form["text"])) in page and str(form["token"]) in page and 'method="post"' in page


def _all_pages_say_so(teacher: Reporter, form: dict[str, object]) -> None:
    for address in ("/", LIST, REPORT):
        with refused(teacher) as page:
            teacher.get(address)
        assert 'lang="nl"' in page[0]
        assert "Traceback" not in page[0]
    teacher.cookies["django_language"] = "en"
    with refused(teacher) as page:
        teacher.send(form)
    assert _comes_back_in(page[0], form)
    assert 'lang="en"' in page[0]


def _holds(house: House) -> None:
    house.run("-m", "vangnet", "verify", "--open")


def test_a_file_of_sqlite_is_moved_away_and_back(on_sqlite: dict[str, str], tmp_path: Path) -> None:
    data, away = Path(on_sqlite["VANGNET_DATA"]), tmp_path / "away"
    with at_work(on_sqlite, tmp_path) as (house, teacher):
        before = house.workers
        first, form = teacher.send(teacher.form()), teacher.form()
        (data / "vangnet.sqlite3").rename(away)
        _all_pages_say_so(teacher, form)
        assert not (data / "vangnet.sqlite3").exists(), "nothing new was made in its place"

        away.rename(data / "vangnet.sqlite3")
        second = teacher.send(form)
        assert first != second == teacher.send(form)

        (data / "keys" / "keys.sqlite3").rename(away)
        teacher.get(LIST)
        form = teacher.form()
        with refused(teacher) as page:
            teacher.send(form)
        assert _comes_back_in(page[0], form)
        away.rename(data / "keys" / "keys.sqlite3")
        teacher.send(form)
        assert house.workers == before, "no worker was started anew"
        _holds(house)


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("vangnet.sqlite3", "vangnet.sqlite3 is missing"),
        ("keys/keys.sqlite3", "keys.sqlite3 is missing"),
        ("keys/installation.key", "installation.key"),
    ],
)
def test_a_start_without_a_part_of_the_data_is_refused_and_makes_nothing_new(
    on_sqlite: dict[str, str], missing: str, says: str
) -> None:
    data = Path(on_sqlite["VANGNET_DATA"])
    (data / missing).unlink()
    ended = subprocess.run(
        [*SERVE, "--port", "0"], env=on_sqlite, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 1
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (data / missing).exists()


def test_postgresql_is_stopped_and_started_again(
    on_postgresql: dict[str, str], database: Database, tmp_path: Path
) -> None:
    with at_work(on_postgresql, tmp_path) as (house, teacher):
        before = house.workers
        first, form = teacher.send(teacher.form()), teacher.form()
        database.kill(signal.SIGINT)
        _all_pages_say_so(teacher, form)
        database.start()
        second = teacher.send(form)
        assert first != second == teacher.send(form)
        assert house.workers == before, "no worker was started anew"
        _holds(house)


def test_postgresql_that_lets_nobody_write_is_told_and_reading_goes_on(
    on_postgresql: dict[str, str], database: Database, tmp_path: Path
) -> None:
    """As a standby that was not promoted yet, or an administrator who holds it still for maintenance."""
    with at_work(on_postgresql, tmp_path) as (house, teacher):
        form = teacher.form()
        _let_write(database, "on")
        teacher.get(LIST)
        with refused(teacher) as page:
            teacher.send(form)
        assert _comes_back_in(page[0], form)
        _let_write(database, "off")
        teacher.send(form)
        _holds(house)


def _let_write(database: Database, only_reads: str) -> None:
    with database.cluster.connect() as connection:
        connection.execute(f"ALTER SYSTEM SET default_transaction_read_only = {only_reads}")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'vangnet%'"
        )
