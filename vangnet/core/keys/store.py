"""Making, using and destroying the key of a dossier."""

import secrets
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections
from django.utils.translation import gettext as _

from .installation import KeyTrouble, installation_cipher, lock, unlock
from .models import WrappedKey
from .router import STORE


class KeyGone(KeyTrouble):
    """There is no key for this dossier: it was destroyed at the end of its term, or the key store is incomplete."""


def make(reference: str) -> AESGCM:
    """A new key for a dossier, durably stored before the first text is sealed with it."""
    key = secrets.token_bytes(32)
    WrappedKey.objects.create(reference=reference, wrapped=lock(installation_cipher(), key, reference.encode()))
    return AESGCM(key)


def fetch(reference: str) -> AESGCM:
    return fetch_many([reference])[reference]


def fetch_many(references: Iterable[str]) -> dict[str, AESGCM]:
    """The keys of several dossiers in few queries; raises `KeyGone` when one is missing."""
    wanted = list(dict.fromkeys(references))
    found = {row.reference: _unwrap(row) for part in _parts(wanted) for row in WrappedKey.objects.filter(pk__in=part)}
    if missing := [reference for reference in wanted if reference not in found]:
        raise KeyGone(
            _("There is no key for dossier %(reference)s, so its text can't be read. Was the key store restored?")
            % {"reference": missing[0]}
        )
    return found


def existing(references: Iterable[str]) -> list[str]:
    """Which of these dossiers still have a key."""
    wanted = list(references)
    return [found for part in _parts(wanted) for found in WrappedKey.objects.filter(pk__in=part).values_list("pk", flat=True)]


def destroy(reference: str) -> None:
    """Delete a key so that no trace of it stays in the store's files."""
    WrappedKey.objects.filter(pk=reference).delete()
    connection = connections[STORE]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:  # secure_delete zeroes the page; the log still holds the old one
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _unwrap(row: WrappedKey) -> AESGCM:
    try:
        return AESGCM(unlock(installation_cipher(), bytes(row.wrapped), row.reference.encode()))
    except InvalidTag as refused:
        raise KeyTrouble(
            _("The key of dossier %(reference)s was altered in the key store. Restore the key store from its backup.")
            % {"reference": row.reference}
        ) from refused


def _parts(references: list[str], size: int = 500) -> Iterable[list[str]]:
    return (references[start : start + size] for start in range(0, len(references), size))
