"""A connection that uses the file in its place, or none."""

import os
import sqlite3
from typing import Any
from urllib.parse import quote

from django.db.backends.sqlite3 import base

Identity = tuple[int, int]


class DatabaseWrapper(base.DatabaseWrapper):
    """Opens only a file that is there (`first_start.database_file` makes it), and asks before each statement whether
    it still is. When it is put back, the same connection goes on; another file in its place asks for a restart."""

    opened: Identity | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if self.is_in_memory_db():
            return super().get_new_connection(conn_params)
        name = str(conn_params["database"])
        self.opened = _identity(name)
        return super().get_new_connection({**conn_params, "database": f"file:{quote(name)}?mode=rw"})

    def _cursor(self, name: str | None = None) -> Any:
        """Not when the connection is merely looked at, which happens before there is a page that could say so."""
        self.ensure_connection()
        if self.opened and _identity(str(self.settings_dict["NAME"])) != self.opened:
            with self.wrap_database_errors:
                raise sqlite3.OperationalError(
                    f"the file of database '{self.alias}' was moved or replaced while the server runs; "
                    "put it back, or stop the server before another file takes its place"
                )
        return super()._cursor(name)  # type: ignore[misc]


def _identity(name: str) -> Identity | None:
    """Which file stands there, whatever it is called; None when there is none."""
    try:
        found = os.stat(name)
    except OSError:
        return None
    return found.st_dev, found.st_ino
