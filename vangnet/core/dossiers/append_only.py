"""A migration step that makes the database itself refuse to change or remove what was recorded.

UPDATE is refused, DELETE is refused unless a destruction of the dossier stands recorded, on SQLite an INSERT OR
REPLACE may not take the place of a row, and on PostgreSQL a table is not truncated. `vangnet verify` checks that the
triggers are still there.
"""

from collections.abc import Iterable
from typing import Any

from django.db import router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

REFUSED = "what was recorded is not changed: it is corrected by a new entry"

# When a row of the table may go, as a condition on OLD.
NEVER = "1 = 0"
ENTRY_OF_DESTROYED = "EXISTS (SELECT 1 FROM dossiers_destruction d WHERE d.dossier_id = OLD.dossier_id)"
FACT_OF_DESTROYED = (
    "EXISTS (SELECT 1 FROM dossiers_destruction d JOIN dossiers_entry e ON e.dossier_id = d.dossier_id "
    "WHERE e.id = OLD.entry_id)"
)


class AppendOnly(Operation):
    """Protect a table. `columns`: only these may not change (else none may); `goes_when`: when a row may be deleted."""

    reversible = True

    def __init__(self, table: str, *, goes_when: str = NEVER, columns: tuple[str, ...] = ()) -> None:
        self.table, self.goes_when, self.columns = table, goes_when, columns

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        return

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if not self._is_at_home(app_label, schema_editor):
            return
        if schema_editor.connection.vendor == "sqlite":
            statements = _sqlite(self, _unique_columns(schema_editor, self.table))
        else:
            statements = _postgresql(self)
        for statement in statements:
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if not self._is_at_home(app_label, schema_editor):
            return
        on_table = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        for name in trigger_names(self.table, schema_editor.connection.vendor):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}", params=None)

    def describe(self) -> str:
        return f"Make {self.table} append-only"

    def _is_at_home(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor) -> bool:
        return router.allow_migrate(schema_editor.connection.alias, app_label)


def trigger_names(table: str, vendor: str) -> tuple[str, ...]:
    last = "no_replace" if vendor == "sqlite" else "no_truncate"
    return (f"{table}_no_update", f"{table}_no_delete", f"{table}_{last}")


def _unique_columns(schema_editor: BaseDatabaseSchemaEditor, table: str) -> list[list[str]]:
    """Every set of columns by which a new row could take the place of another."""
    with schema_editor.connection.cursor() as cursor:
        constraints = schema_editor.connection.introspection.get_constraints(cursor, table)
    return sorted(c["columns"] for c in constraints.values() if c["unique"] or c["primary_key"])


def _sqlite(rule: AppendOnly, unique: Iterable[Iterable[str]]) -> tuple[str, ...]:
    update, delete, replace = trigger_names(rule.table, "sqlite")
    of_columns = f"OF {', '.join(rule.columns)} " if rule.columns else ""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    taken = " OR ".join(
        " AND ".join(f't."{column}" = NEW."{column}"' for column in columns) for columns in unique
    )
    is_taken = f"EXISTS (SELECT 1 FROM {rule.table} t WHERE {taken})"  # noqa: S608 - names of our own tables
    return (
        f"CREATE TRIGGER {update} BEFORE UPDATE {of_columns}ON {rule.table} {refuse}",
        f"CREATE TRIGGER {delete} BEFORE DELETE ON {rule.table} WHEN NOT ({rule.goes_when}) {refuse}",
        f"CREATE TRIGGER {replace} BEFORE INSERT ON {rule.table} WHEN {is_taken} {refuse}",
    )


def _postgresql(rule: AppendOnly) -> tuple[str, ...]:
    update, delete, truncate = trigger_names(rule.table, "postgresql")
    of_columns = f"OF {', '.join(rule.columns)} " if rule.columns else ""
    refuse = (
        f"$$ BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'restrict_violation'; END $$ LANGUAGE plpgsql"
    )
    return (
        f"CREATE OR REPLACE FUNCTION vangnet_refuse() RETURNS trigger AS {refuse}",
        f"CREATE OR REPLACE FUNCTION {delete}() RETURNS trigger AS $$ BEGIN IF {rule.goes_when} THEN RETURN OLD; "
        f"END IF; RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'restrict_violation'; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {update} BEFORE UPDATE {of_columns}ON {rule.table} "
        "FOR EACH ROW EXECUTE FUNCTION vangnet_refuse()",
        f"CREATE TRIGGER {delete} BEFORE DELETE ON {rule.table} FOR EACH ROW EXECUTE FUNCTION {delete}()",
        f"CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {rule.table} EXECUTE FUNCTION vangnet_refuse()",
    )
