"""Questions that pages ask the database over and over, worded once.

Turning a condition into SQL takes Django one to five milliseconds, which is most of what a page costs. A question is
written as a queryset like any other, with blanks where the values go; its SQL is kept, and asking it again only fills
in the blanks. What it says is still said once, in the queryset.
"""

import threading
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet, Value
from django.db.models import query as of_django
from django.db.models.query import ModelIterable

# Lists are filled up to one of these lengths with their last value, so that a question has few wordings.
LENGTHS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
MOST_KEPT = 2000  # wordings of one thread; there are some hundreds


class Blank(Value):
    """A place in a question where a value goes."""

    def __init__(self, name: str) -> None:
        super().__init__(name)

    def as_sql(self, *_database: Any, **_how: Any) -> Any:
        return "%s", [self]


class BlankList(Blank):
    """So many places, for values of which one must be the right one (`in`)."""

    def __init__(self, name: str, length: int) -> None:
        super().__init__(name)
        self.length = length

    def as_sql(self, *_database: Any, **_how: Any) -> Any:
        blanks = [Blank(f"{self.value} {place}") for place in range(self.length)]
        return f"({', '.join(['%s'] * self.length)})", blanks


Shape = tuple[Hashable, ...]
Blanks = dict[str, Blank]
Build = Callable[..., QuerySet[Any, Any]]


class Question:
    """Asked with what decides its wording (in order), and with its values (by name).

    >>> ENTRIES = Question(lambda dossier: Entry.objects.filter(dossier=dossier))
    >>> ENTRIES(dossier=12)
    """

    _numbers = count()

    def __init__(self, build: Build) -> None:
        self._build = build
        self._number = next(self._numbers)

    def __call__(self, *shape: Hashable, **values: Any) -> list[Any]:
        filled = {name: _filled_up(value) for name, value in values.items()}
        if any(isinstance(value, list) and not value for value in filled.values()):
            return []  # nothing is among nothing
        lengths = tuple(
            (name, len(value) if isinstance(value, list) else 0) for name, value in filled.items()
        )
        key = (self._number, shape, lengths)
        if key not in _kept.wordings:
            if len(_kept.wordings) >= MOST_KEPT:
                _kept.wordings.clear()
            _kept.wordings[key] = _worded(self._build(*shape, **_blanks(filled)))
        return _kept.wordings[key].ask(filled)


class _Kept(threading.local):
    """A wording belongs to the connection of its thread."""

    def __init__(self) -> None:
        self.wordings: dict[Hashable, _Wording] = {}


_kept = _Kept()


def _filled_up(value: Any) -> Any:
    if not isinstance(value, Collection) or isinstance(value, str | bytes):
        return value
    values = list(value)
    length = next((length for length in LENGTHS if length >= len(values)), len(values)) if values else 0
    return values + values[-1:] * (length - len(values))


def _blanks(values: Mapping[str, Any]) -> Blanks:
    return {
        name: BlankList(name, len(value)) if isinstance(value, list) else Blank(name)
        for name, value in values.items()
    }


@dataclass(frozen=True)
class _Wording:
    """The SQL of a question in one of its shapes, and how its rows become what the queryset gives."""

    sql: str
    params: Sequence[Any]
    compiler: Any
    converters: Any
    instances: "Callable[[Iterator[Any]], list[Any]] | None"

    def ask(self, values: Mapping[str, Any]) -> list[Any]:
        if not self.sql:
            return []
        connection = connections[self.compiler.using]
        given = _one_by_one(values, connection.ops)
        with connection.cursor() as cursor:
            cursor.execute(
                self.sql, [given[each.value] if isinstance(each, Blank) else each for each in self.params]
            )
            rows: Any = cursor.fetchall()
        if self.converters:
            rows = list(map(tuple, self.compiler.apply_converters(rows, self.converters)))
        return self.instances(rows) if self.instances else rows


def _worded(rows: QuerySet[Any, Any]) -> _Wording:
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return _Wording("", (), compiler, {}, None)
    columns = [column for column, *_rest in compiler.select[: compiler.col_count]]
    is_of_instances = issubclass(rows._iterable_class, ModelIterable)
    return _Wording(
        sql,
        params,
        compiler,
        compiler.get_converters(columns),
        _instances(compiler, rows.db) if is_of_instances else None,
    )


def _instances(compiler: Any, alias: str) -> Callable[[Iterator[Any]], list[Any]]:
    """As `ModelIterable` of Django makes them, with what `select_related` brings along."""
    model, fields = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    first, last = fields[0], fields[-1] + 1
    names = [column.target.attname for column, *_rest in compiler.select[first:last]]
    related = of_django.get_related_populators(  # type: ignore[call-arg]  # the stubs are of a later Django
        compiler.klass_info, compiler.select, alias
    )

    def made(rows: Iterator[Any]) -> list[Any]:
        found = []
        for row in rows:
            instance = model.from_db(alias, names, row[first:last])
            for each in related:
                each.populate(row, instance)
            found.append(instance)
        return found

    return made


def _one_by_one(values: Mapping[str, Any], ops: Any) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, list):
            given.update((f"{name} {place}", _adapted(each, ops)) for place, each in enumerate(value))
        else:
            given[name] = _adapted(value, ops)
    return given


def _adapted(value: Any, ops: Any) -> Any:
    """A moment, a day or a token as this database stores it."""
    if isinstance(value, UUID):
        return value if ops.connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return ops.adapt_datetimefield_value(value)
    return ops.adapt_datefield_value(value) if isinstance(value, date) else value
