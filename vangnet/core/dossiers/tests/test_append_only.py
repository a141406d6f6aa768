"""The database itself refuses to change or remove what was recorded, whoever asks."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from vangnet.core.dossiers.append_only import trigger_names
from vangnet.core.dossiers.models import DestructionProposal, Dossier, Record
from vangnet.core.dossiers.tests.world import build
from vangnet.core.dossiers.verifying.database import check_triggers, protected_models

pytestmark = pytest.mark.django_db(databases="__all__")

needs_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way to replace a row")
needs_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")


@pytest.fixture
def world(cast):
    return build()


def _is_refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as refused:
        return "corrected by a new entry" in str(refused)
    return False


def test_every_table_of_records_has_its_triggers_after_all_migrations():
    """A migration that rebuilds a table on SQLite drops its triggers without a word."""
    records = [model for model in apps.get_models() if issubclass(model, Record)]

    assert set(protected_models()) == {Dossier, *records}
    assert list(check_triggers()) == []
    assert trigger_names("t", "sqlite") != trigger_names("t", "postgresql")


def test_no_recorded_row_can_be_changed(world):
    let_through = []
    for model in protected_models():
        for field in model._meta.concrete_fields:
            statement = f'UPDATE {model._meta.db_table} SET "{field.column}" = "{field.column}"'
            if not _is_refused(statement):
                let_through.append((model.__name__, field.attname))

    derived = {"entry_count", "head", "reading_count", "reading_head", "ending", "next_due_at", "closed_on"}
    assert let_through == [
        ("Dossier", field.attname) for field in Dossier._meta.concrete_fields if field.attname in derived
    ]


def test_no_recorded_row_can_be_removed(world):
    assert [
        model for model in protected_models() if not _is_refused(f"DELETE FROM {model._meta.db_table}")
    ] == []


@needs_postgresql
def test_no_table_of_records_can_be_emptied(world):
    tables = [model._meta.db_table for model in protected_models()]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else PostgreSQL refuses for another reason

    assert [table for table in tables if not _is_refused(f"TRUNCATE {table} CASCADE")] == []


@needs_sqlite
@pytest.mark.parametrize("as_first", [True, False], ids=["by its row number", "by another unique column"])
def test_no_row_can_be_put_in_the_place_of_another(world, as_first):
    """INSERT OR REPLACE removes the row that stands in the way: by its number, its token, or its place in a chain."""
    replaced = []
    has_no_other = {DestructionProposal}
    for model in set(protected_models()) - (set() if as_first else has_no_other):
        columns = [field.column for field in model._meta.concrete_fields]
        taken = ", ".join(f'"{column}"' if as_first or column != "id" else "id + 1000" for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        table = model._meta.db_table
        if not _is_refused(f"INSERT OR REPLACE INTO {table} ({names}) SELECT {taken} FROM {table} LIMIT 1"):
            replaced.append(model.__name__)

    assert replaced == []


def test_a_table_whose_trigger_was_switched_off_is_named(world):
    on_table = " ON dossiers_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER dossiers_entry_no_delete" + on_table)

    assert ["dossiers_entry_no_delete" in finding.says for finding in check_triggers()] == [True]
