"""Counting what is in a database, and where its records stand; the same statements for both kinds."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Ask = Callable[[str], Sequence[Sequence[Any]]]

LEDGER = "SELECT opened, sealed FROM dossiers_ledger"
LAST_SEAL = "SELECT number, digest, sealed_on FROM dossiers_seal ORDER BY number DESC LIMIT 1"


def counted(tables: Iterable[str], ask: Ask) -> dict[str, int]:
    return {
        table: int(ask(f'SELECT COUNT(*) FROM "{table}"')[0][0])  # noqa: S608 - a name that the database gave
        for table in sorted(tables)
    }


def heads(tables: Iterable[str], ask: Ask) -> dict[str, Any]:
    """How many dossiers and seals there ever were, and the newest seal; nothing of the key store."""
    if "dossiers_ledger" not in tables:
        return {}
    found: dict[str, Any] = {"dossiers": 0, "seals": 0}
    for opened, sealed in ask(LEDGER):
        found |= {"dossiers": opened, "seals": sealed}
    for number, digest, day in ask(LAST_SEAL):
        found |= {"seal": digest, "seal_number": number, "sealed_on": str(day)}
    return found
