"""The bytes over which a digest is taken: the same for the same stored values, on every database and forever.

A column that is NULL is left out, so that a nullable column added in a later version does not change old digests;
a column added to what is recorded is therefore always nullable. Nothing here needs a key or Django: an outsider with
the stored values can repeat it.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from hashlib import sha256
from uuid import UUID

Value = None | bool | int | str | bytes | memoryview | date | datetime | time | UUID


def digest(content: Mapping[str, object]) -> str:
    """SHA-256 over the canonical form, as 64 hexadecimal figures."""
    return sha256(canonical(content)).hexdigest()


def canonical(content: Mapping[str, object]) -> bytes:
    return _encoder.encode(content).encode()


def filled(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value is not None}


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, bytes | memoryview):
        return value.hex()
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise TypeError("A moment without its time zone has no canonical form")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


_encoder = json.JSONEncoder(
    ensure_ascii=False,
    check_circular=False,
    allow_nan=False,
    sort_keys=True,
    separators=(",", ":"),
    default=_written,
)
