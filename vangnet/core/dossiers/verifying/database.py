"""The databases themselves: protections in place, no row that hangs in the air, files undamaged."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, connections
from django.db.models import Exists, Field, Model, OuterRef, QuerySet
from django.utils.translation import gettext as _

from vangnet.core.questions import Question

from ..append_only import trigger_names
from ..models import Dossier, Record
from .findings import Finding, What

SQLITE_TRIGGERS = (
    "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'"
)
# Enabled for ordinary sessions, and still refusing.
POSTGRESQL_TRIGGERS = """
SELECT c.relname, t.tgname FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgenabled IN ('O', 'A') AND p.prosrc LIKE '%RAISE EXCEPTION%' AND pg_table_is_visible(c.oid)
"""


def protected_models() -> list[type[Model]]:
    """Whose rows the database refuses to change: every record there is, and the dossier itself."""
    return [Dossier, *(model for model in apps.get_models() if issubclass(model, Record))]


def check_triggers() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(SQLITE_TRIGGERS if connection.vendor == "sqlite" else POSTGRESQL_TRIGGERS)
        there = {(table, name) for table, name in cursor.fetchall()}
    for model in protected_models():
        table = model._meta.db_table
        for name in trigger_names(table, connection.vendor):
            if (table, name) not in there:
                says = _("Nothing refuses to change table %(table)s: %(trigger)s is missing or switched off.")
                yield Finding(What.TRIGGER_MISSING, "", None, says % {"table": table, "trigger": name})


def check_strays() -> Iterator[Finding]:
    """Rows that name a row which is not there: something was removed, or moved to nowhere."""
    for model in protected_models():
        for field in model._meta.concrete_fields:
            if field.is_relation:
                yield from _strays(model, field)


def _named_and_not_there(model: type[Model], column: str, target: type[Model]) -> QuerySet[Any, Any]:
    known = target._base_manager.filter(pk=OuterRef(column))
    rows = model._base_manager.filter(~Exists(known), **{f"{column}__isnull": False})
    return rows.values_list("pk", column)[:100]


STRAYS = Question(_named_and_not_there)


def check_files() -> Iterator[Finding]:
    """SQLite's own check of both files; PostgreSQL keeps its own watch (`initdb --data-checksums`)."""
    for alias in connections:
        if connections[alias].vendor != "sqlite":
            continue
        for problem in _integrity(alias):
            says = _("The database file `%(alias)s` is damaged: %(problem)s") % {
                "alias": alias,
                "problem": problem,
            }
            yield Finding(What.FILE_DAMAGED, "", None, says)


def _integrity(alias: str) -> list[str]:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(20)")
            return [row[0] for row in cursor.fetchall() if row[0] != "ok"]
    except DatabaseError as unreadable:
        return [str(unreadable)]


def _strays(model: type[Model], field: "Field[object, object]") -> Iterator[Finding]:
    target = field.related_model
    if not isinstance(target, type):
        return
    column = field.attname
    for key, value in STRAYS(model, column, target):
        says = _("Row %(row)s of %(table)s names %(column)s %(value)s, which is not there.") % {
            "row": key,
            "table": model._meta.db_table,
            "column": column,
            "value": value,
        }
        yield Finding(What.STRAY_ROW, "", None, says)
