"""The shape of the access tables: each slice says, in `tests/access_table.py`, who may open each of its addresses.

The rules in the code and these tables are two independent statements of the same thing; the walk over all addresses
compares them for every member of the cast.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SCHOOL_STAFF = frozenset(["mina", "otto", "iris", "hanna", "vera", "kees", "sam", "toon", "nadia", "noor"])
EVERYBODY = SCHOOL_STAFF | frozenset(["carla", "bas", "lotte", "fenna", "ada", "marit"])


@dataclass(frozen=True)
class Row:
    """One address with the arguments by name of a fixture's value, who may open it, and what they and others get."""

    lets: frozenset[str]
    args: Sequence[str] = ()
    found: int = 200
    refused: int = 404
    method: str = "get"
    post: Mapping[str, str] | None = None


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())
