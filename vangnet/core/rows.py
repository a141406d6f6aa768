"""Writing rows of which nothing needs to be asked first: the SQL is put together once in the life of a process.

What Django does around `save` and `bulk_create` costs several times what the database needs to write a row durably.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import AutoField, Model


def insert(rows: Sequence[Model], *, over: str = "", using: str = DEFAULT_DB_ALIAS) -> None:
    """Write new rows of one model in one statement; the database gives them their numbers.

    `over` names the key by which a row that is there already is overwritten: for what is worked out, never for what
    was recorded.
    """
    connection, model = connections[using], type(rows[0])
    fields, sql = _insertion(model, len(rows), over, connection.vendor, using)
    values = [
        field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        keys = cursor.fetchall()
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, using


@cache
def _insertion(model: type[Model], number: int, over: str, _vendor: str, using: str) -> tuple[list[Any], str]:
    quote = connections[using].ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    columns = [quote(str(field.column)) for field in fields]
    marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * number)
    replaced = ", ".join(f"{column} = EXCLUDED.{column}" for column in columns if column != quote(over))
    clash = f" ON CONFLICT ({quote(over)}) DO UPDATE SET {replaced}" if over else ""
    key = quote(str(model._meta.pk.column))
    return fields, (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(columns)}) VALUES {marks}{clash} "  # noqa: S608
        f"RETURNING {key}"
    )


def add_up(rows: Sequence[Model], *, key: Sequence[str], number: str) -> None:
    """Add the numbers of these rows to those that are there; a row that is not there yet begins with its own."""
    connection, model = connections[DEFAULT_DB_ALIAS], type(rows[0])
    fields, sql = _addition(model, len(rows), tuple(key), number, connection.vendor)
    values = [
        field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@cache
def _addition(
    model: type[Model], rows: int, key: tuple[str, ...], number: str, _vendor: str
) -> tuple[list[Any], str]:
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * rows)
    clash, added, table = ", ".join(map(quote, key)), quote(number), quote(model._meta.db_table)
    return fields, (
        f"INSERT INTO {table} ({columns}) VALUES {marks} "  # noqa: S608
        f"ON CONFLICT ({clash}) DO UPDATE SET {added} = {table}.{added} + EXCLUDED.{added}"
    )


def update(row: Model, columns: Sequence[str], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Store these columns of a row that is there."""
    connection = connections[using]
    fields, sql = _updating(type(row), tuple(columns), connection.vendor, using)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, row.pk])


@cache
def _updating(
    model: type[Model], columns: tuple[str, ...], _vendor: str, using: str
) -> tuple[list[Any], str]:
    quote = connections[using].ops.quote_name
    fields = [field for field in model._meta.concrete_fields if field.attname in columns]
    placed = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    return fields, f"UPDATE {table} SET {placed} WHERE {key} = %s"  # noqa: S608
