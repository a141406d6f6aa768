"""The hand of somebody with the database's own password: past the triggers, straight into the tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Field, Model

from vangnet.core.dossiers.sealed import SealedTextField


class Undo(Exception):  # noqa: N818 - takes back what was done
    pass


@contextmanager
def for_a_moment() -> Iterator[None]:
    """What is done inside is taken back."""
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


def past_the_triggers(*statements: tuple[str, list[object]]) -> None:
    """Run statements as if nothing watched, and leave the triggers as they were."""
    with connection.cursor() as cursor:
        switched_off = _off(cursor, " ".join(sql for sql, _values in statements))
        for sql, values in statements:
            cursor.execute(sql, values)
        for sql in switched_off:
            cursor.execute(sql)


def _off(cursor, statements: str) -> list[str]:
    """Switch off what watches the tables of these statements; gives the statements that switch it on again."""
    if connection.vendor == "postgresql":
        cursor.execute("SET LOCAL session_replication_role = replica")
        return ["SET LOCAL session_replication_role = DEFAULT"]
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND instr(%s, tbl_name)", [statements]
    )
    triggers = cursor.fetchall()
    for name, _sql in triggers:
        cursor.execute(f"DROP TRIGGER {name}")
    return [sql for _name, sql in triggers]


def alter(model: type[Model], key: object, **values: object) -> tuple[str, list[object]]:
    columns = ", ".join(f'"{name}" = %s' for name in values)
    prepared = [_prepared(model, name, value) for name, value in values.items()]
    return f'UPDATE {model._meta.db_table} SET {columns} WHERE "{model._meta.pk.column}" = %s', [
        *prepared,
        key,
    ]


def remove(model: type[Model], key: object) -> tuple[str, list[object]]:
    return f'DELETE FROM {model._meta.db_table} WHERE "{model._meta.pk.column}" = %s', [key]


def insert(model: type[Model], values: dict[str, object]) -> tuple[str, list[object]]:
    names = ", ".join(f'"{name}"' for name in values)
    prepared = [_prepared(model, name, value) for name, value in values.items()]
    return (
        f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({', '.join(['%s'] * len(values))})",
        prepared,
    )


def _prepared(model: type[Model], column: str, value: object) -> object:
    field = next(field for field in model._meta.concrete_fields if field.attname == column)
    return field.get_db_prep_save(value, connection)


def another(field: Field, value: object, chance: Random) -> object:
    """A value of the same kind that differs from what stands there."""
    if isinstance(field, SealedTextField):
        sealed = bytearray(bytes(value) or b"x" * 40)
        sealed[chance.randrange(len(sealed))] ^= 1 << chance.randrange(8)
        return bytes(sealed)
    for kind, change in _CHANGES:
        if isinstance(value, kind):
            return change(value, chance)
    return {"DateTimeField": datetime(2025, 1, 1).astimezone(), "DateField": date(2025, 1, 1)}.get(
        field.get_internal_type(), 1
    )


def _other_text(value: str, chance: Random) -> str:
    if len(value) == 64:
        return f"{int(value, 16) ^ (1 << chance.randrange(200)):064x}"
    place = chance.randrange(len(value)) if value else 0
    return value[:place] + ("x" if value[place : place + 1] != "x" else "y") + value[place + 1 :]


_CHANGES = (
    (bool, lambda value, _chance: not value),
    (int, lambda value, chance: value + chance.randrange(5_000, 25_000)),
    (
        datetime,
        lambda value, chance: value - timedelta(microseconds=chance.choice([1, 10**6, 86400 * 10**6])),
    ),
    (date, lambda value, chance: value - timedelta(days=chance.choice([1, 365]))),
    (UUID, lambda _value, _chance: uuid4()),
    (str, _other_text),
)
