"""A database file that is moved away while the server runs: nothing is written into nowhere."""

import sqlite3
from pathlib import Path

import pytest
from django.db import OperationalError, connections

from vangnet.core import first_start
from vangnet.core.first_start import Missing
from vangnet.core.sqlite.base import DatabaseWrapper


@pytest.fixture
def database(tmp_path):
    """A connection to a file of its own, outside the databases of the tests."""
    file = first_start.database_file(tmp_path / "own #1.sqlite3")
    defaults = {
        "TIME_ZONE": None,
        "CONN_HEALTH_CHECKS": False,
        "CONN_MAX_AGE": None,
        "AUTOCOMMIT": True,
        "TEST": {"NAME": None},
    }
    settings = {"NAME": file, "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL;"}, **defaults}
    wrapper = DatabaseWrapper({**connections["default"].settings_dict, **settings}, "own")
    wrapper.inc_thread_sharing()
    try:
        _run(wrapper, "CREATE TABLE kept (what TEXT)")
        yield wrapper
    finally:
        wrapper.close()


def _run(database: DatabaseWrapper, statement: str) -> list:
    with database.wrap_database_errors, database.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if statement.startswith("SELECT") else []


def _file(database: DatabaseWrapper) -> Path:
    return database.settings_dict["NAME"]


@pytest.fixture(autouse=True)
def without_django_db(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_a_file_that_was_moved_away_is_not_written_any_more_and_goes_on_when_it_is_back(database):
    file, away = _file(database), _file(database).with_name("away")
    _run(database, "INSERT INTO kept VALUES ('before')")
    file.rename(away)
    with pytest.raises(OperationalError, match="moved or replaced"):
        _run(database, "INSERT INTO kept VALUES ('into nowhere')")
    assert not file.exists(), "no new database in the place of the old one"

    away.rename(file)
    _run(database, "INSERT INTO kept VALUES ('after')")
    assert [row[0] for row in _run(database, "SELECT what FROM kept")] == ["before", "after"]


def test_another_file_in_its_place_asks_for_a_restart(database):
    file = _file(database)
    file.rename(file.with_name("away"))
    sqlite3.connect(file).close()
    first_start.database_file(file)

    with pytest.raises(OperationalError, match="moved or replaced"):
        _run(database, "INSERT INTO kept VALUES ('x')")


def test_a_connection_makes_no_file(database):
    database.close()
    _file(database).unlink()

    with pytest.raises(OperationalError, match="unable to open"):
        _run(database, "SELECT 1")
    assert not _file(database).exists()


@pytest.mark.parametrize("left", ["main", "keys", "log"])
def test_a_start_makes_no_new_database_beside_what_is_left_of_an_old_one(tmp_path, left):
    """An empty main file beside a log would make SQLite throw the log away, with what was recorded last."""
    main, keys = tmp_path / "vangnet.sqlite3", tmp_path / "keys.sqlite3"
    {"main": main, "keys": keys, "log": tmp_path / "vangnet.sqlite3-wal"}[left].write_bytes(b"content")

    with pytest.raises(Missing, match="is missing"):
        first_start.database_files([main, keys])
    assert len(list(tmp_path.iterdir())) == 1


def test_a_first_start_that_was_cut_off_goes_on(tmp_path):
    main, keys = tmp_path / "vangnet.sqlite3", tmp_path / "keys.sqlite3"
    main.touch()

    first_start.database_files([main, keys])
    assert keys.exists()
