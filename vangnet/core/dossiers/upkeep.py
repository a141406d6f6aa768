"""Folding SQLite's write-ahead log back into its file, while nobody writes.

SQLite up to 3.51.2 can damage a file when a checkpoint and a write meet at the same instant, so automatic checkpoints
are off (settings) and this one holds the write lock (docs/decisions/0004-sqlite-in-production.md).
"""

from django.db import connections, transaction


def checkpoint_all() -> None:
    """Both databases, where they are SQLite."""
    for alias in connections:
        checkpoint(alias)


def checkpoint(alias: str) -> int:
    """Move what the log holds into the file; the next writer begins the log anew. Returns the pages moved.

    PASSIVE waits for nobody: pages that somebody still reads stay in the log until the next time.
    """
    if connections[alias].vendor != "sqlite" or connections[alias].in_atomic_block:
        return 0
    # `atomic` begins IMMEDIATE (settings): from here on nobody else writes.
    with transaction.atomic(using=alias):
        return _fold(alias)


def _fold(alias: str) -> int:
    """A checkpoint is refused inside a transaction, so it runs on a second connection."""
    beside = connections.create_connection(alias)
    try:
        with beside.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            _is_busy, _in_log, moved = cursor.fetchone()
    finally:
        beside.close()
    return max(int(moved), 0)
