"""Making, using and destroying the key of a dossier."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, connections
from django.utils.translation import gettext as _

from vangnet.core.questions import Question
from vangnet.core.rows import insert

from .installation import InstallationKey, KeyTrouble, forget_key, installation_cipher, lock, unlock
from .models import WrappedKey
from .router import STORE


class KeyGone(KeyTrouble):
    """There is no key for this dossier: it was destroyed at the end of its term, or the key store is incomplete."""


WRAPPED = Question(
    lambda references: WrappedKey.objects.filter(pk__in=references).values_list(
        "reference", "wrapped", "under_id"
    )
)


def make(reference: str) -> AESGCM:
    """A new key for a dossier, durably stored before the first text is sealed with it."""
    key = secrets.token_bytes(32)
    try:
        _keep(reference, key)
    except IntegrityError:  # the installation's key was replaced, and the store knows the old one no longer
        forget_key()
        _keep(reference, key)
    return AESGCM(key)


def fetch(reference: str) -> AESGCM:
    return fetch_many([reference])[reference]


def hand_out(reference: str) -> bytes:
    """The key of one dossier itself, for somebody outside who is given the whole dossier to read."""
    return _usable(reference, _opened([reference]))


def fetch_many(references: Iterable[str]) -> dict[str, AESGCM]:
    """The keys of several dossiers in few queries; raises `KeyGone` or `KeyTrouble` when one can't be used."""
    wanted = list(dict.fromkeys(references))
    found = _opened(wanted)
    return {reference: AESGCM(_usable(reference, found)) for reference in wanted}


def try_many(references: Iterable[str]) -> dict[str, AESGCM | None]:
    """The keys that are there, with nothing in the place of one that was altered."""
    return {reference: AESGCM(key) if key else None for reference, key in _opened(references).items()}


def existing(references: Iterable[str]) -> list[str]:
    """Which of these dossiers still have a key."""
    wanted = list(references)
    return [
        found
        for part in _parts(wanted)
        for found in WrappedKey.objects.filter(pk__in=part).values_list("pk", flat=True)
    ]


def secret(name: str, *, is_used: Callable[[], bool] = lambda: False) -> bytes:
    """A secret of the installation itself, made when it is first asked for. No dossier is called by such a name.

    `is_used` says whether anything lies under it already: then a missing one is never made anew without a word.
    """
    if name not in (found := _opened([name])):
        if is_used():
            raise KeyGone(
                _(
                    "The secret “%(name)s” is missing from the key store. Restore the key store from its backup."
                )
                % {"name": name}
            )
        with suppress(IntegrityError):  # another process made it at the same moment
            make(name)
        found = _opened([name])
    if key := found.get(name):
        return key
    raise KeyTrouble(
        _("The secret “%(name)s” was altered in the key store. Restore the key store from its backup.")
        % {"name": name}
    )


def destroy(reference: str) -> None:
    """Delete a key so that no trace of it stays in the store's files."""
    WrappedKey.objects.filter(pk=reference).delete()
    erase_traces()


def erase_traces() -> None:
    """Empty SQLite's log: `secure_delete` zeroes a deleted row in the file, but the log still holds it.

    TRUNCATE waits for the write lock and for readers, so it meets no writer
    (docs/decisions/0004-sqlite-in-production.md).
    """
    connection = connections[STORE]
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_frames = cursor.fetchone()
    if is_busy:
        raise KeyTrouble(
            _("A destroyed key is still in the key store's log, which is in use. This is tried again.")
        )


def _usable(reference: str, found: Mapping[str, bytes | None]) -> bytes:
    if reference not in found:
        raise KeyGone(
            _(
                "There is no key for dossier %(reference)s, so its text can't be read. Was the key store restored?"
            )
            % {"reference": reference}
        )
    if (key := found[reference]) is None:
        raise KeyTrouble(
            _(
                "The key of dossier %(reference)s was altered in the key store. Restore the key store from its backup."
            )
            % {"reference": reference}
        )
    return key


def _keep(reference: str, key: bytes) -> None:
    installation = installation_cipher()
    wrapped = lock(installation, key, reference.encode())
    insert([WrappedKey(reference=reference, wrapped=wrapped, under_id=installation.newest)], using=STORE)


def _rows(references: list[str]) -> list[tuple[str, bytes, int]]:
    return [row for part in _parts(references) for row in WRAPPED(references=part)]


def _opened(references: Iterable[str]) -> dict[str, bytes | None]:
    installation, wanted = installation_cipher(), list(references)
    rows = _rows(wanted)
    if any(under not in installation.ciphers for _reference, _wrapped, under in rows):
        # The installation's key is being replaced at this moment: look again, with what the store knows now.
        forget_key()
        installation, rows = installation_cipher(), _rows(wanted)
    return {row[0]: _unwrapped(installation, *row) for row in rows}


def _unwrapped(installation: InstallationKey, reference: str, wrapped: bytes, under: int) -> bytes | None:
    try:
        return unlock(installation.ciphers[under], bytes(wrapped), reference.encode())
    except (InvalidTag, KeyError):
        return None


def _parts(references: list[str], size: int = 500) -> Iterable[list[str]]:
    return (references[start : start + size] for start in range(0, len(references), size))
