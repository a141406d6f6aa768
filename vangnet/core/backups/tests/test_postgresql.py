"""PostgreSQL's own programs are found, or what is missing is said."""

from types import SimpleNamespace

import dj_database_url
import pytest
from django.db import connections

from vangnet.core.backups import postgresql
from vangnet.core.backups.postgresql import program
from vangnet.core.backups.trouble import BackupTrouble

pytestmark = pytest.mark.own_database


@pytest.fixture
def on_path(tmp_path, monkeypatch):
    """A program of that name and version, on the path alone."""

    def put(name, version):
        file = tmp_path / name
        file.write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
        file.chmod(0o700)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        return file

    return put


def test_a_program_on_the_path_is_found(on_path):
    put = on_path("pg_of_a_test", "17.2")

    assert program("pg_of_a_test", 15) == put


def test_one_that_is_not_there_is_said():
    with pytest.raises(BackupTrouble, match="is not on this machine"):
        program("pg_of_nobody", 15)


def test_one_that_is_older_than_the_server_is_said(on_path):
    on_path("pg_of_a_test", "14.9")

    with pytest.raises(BackupTrouble, match="is of PostgreSQL 14, and the server is 17"):
        program("pg_of_a_test", 17)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://vangnet@%2Frun%2Fpostgresql/vangnet",
        "postgresql://vangnet:p%40ss%2Fword@db.example.org:6432/vangnet",
        "postgresql://vangnet@10.0.0.1,10.0.0.2:5432/vangnet?target_session_attrs=read-write",
        "postgresql://vangnet@[::1]:5432/vangnet?sslmode=require",
        "postgresql:///vangnet",
    ],
)
def test_the_address_of_a_scratch_database_leads_to_the_same_server(monkeypatch, address):
    settings = {"OPTIONS": {}} | dj_database_url.parse(address)
    monkeypatch.setattr(postgresql, "connections", {"default": SimpleNamespace(settings_dict=settings)})

    there = dj_database_url.parse(postgresql.Scratch("default", "proving").address)

    assert there["NAME"] == "vangnet_proving"
    for part in ("HOST", "PORT", "USER", "PASSWORD"):
        assert there[part] == settings[part], part
    assert there.get("OPTIONS", {}) == settings["OPTIONS"]


@pytest.mark.django_db(databases="__all__")
def test_an_account_that_may_make_no_databases_is_told_what_to_ask_for(monkeypatch, tmp_path):
    if connections["default"].vendor != "postgresql":
        pytest.skip("rights are PostgreSQL's")
    with postgresql._connected("default") as server:
        server.execute("DROP ROLE IF EXISTS narrow")
        server.execute("CREATE ROLE narrow LOGIN")
    monkeypatch.setitem(connections["default"].settings_dict, "USER", "narrow")

    with pytest.raises(BackupTrouble, match="ALTER ROLE narrow CREATEDB"):
        postgresql.Scratch("default", "proving").fill(tmp_path / "nothing")
