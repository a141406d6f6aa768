"""The installation's key: 32 bytes in a file that only the server's account reads, made at the first start.

A new key over old data would make every dossier unreadable without a word, so a missing or different key stops
the program with a message that says what to do. While the key is being replaced (`rotation`) old and new both open.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _

from vangnet.core import first_start

from .models import KeyCheck, WrappedKey

LENGTH = 32
NONCE = 12
TAG = 16
KNOWN = b"vangnet installation key"


class KeyTrouble(first_start.Trouble):
    """The key store or the installation's key can't be used; the message says why and what to do."""


class Cipher(Protocol):
    """What seals and opens bytes: the key of a dossier, or the installation's."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None, /) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None, /) -> bytes: ...


@dataclass(frozen=True)
class InstallationKey:
    """Seals with the newest key that the store knows, and opens with each of them, by the number of its check."""

    newest: int
    ciphers: Mapping[int, AESGCM]

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        return self.ciphers[self.newest].encrypt(nonce, data, associated_data)

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        for number in sorted(self.ciphers, reverse=True):
            try:
                return self.ciphers[number].decrypt(nonce, data, associated_data)
            except InvalidTag:
                continue
        forget_key()  # the key may be replaced at this moment
        anew = installation_cipher()
        if anew.ciphers.keys() == self.ciphers.keys():
            raise InvalidTag
        return anew.decrypt(nonce, data, associated_data)


@dataclass(frozen=True)
class KeyFiles:
    """The key and, only while it is replaced, the next one and the one before."""

    key: Path

    @property
    def next(self) -> Path:
        return self.key.with_name(f"{self.key.name}.new")

    @property
    def before(self) -> Path:
        return self.key.with_name(f"{self.key.name}.old")

    def candidates(self) -> list[Path]:
        return [file for file in (self.key, self.next, self.before) if file.exists()]


def key_files() -> KeyFiles:
    return KeyFiles(settings.INSTALLATION_KEY_FILE)


def installation_cipher() -> InstallationKey:
    """The installation's key, checked against the key store; made when there is nothing yet that it would lock.

    A process keeps it until the file is another one: then the key was replaced, and it is read anew.
    """
    return _loaded(_mark(settings.INSTALLATION_KEY_FILE))


def forget_key() -> None:
    """Read the key anew when it is next asked for."""
    _loaded.cache_clear()


def lock(cipher: Cipher, content: bytes, bound_to: bytes) -> bytes:
    """Seal bytes so that they open only with this key and only in the place they are bound to."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + cipher.encrypt(nonce, content, bound_to)


def unlock(cipher: Cipher, sealed: bytes, bound_to: bytes) -> bytes:
    """Open what `lock` sealed; raises `InvalidTag` when key, place or bytes differ."""
    if len(sealed) < NONCE + TAG:
        raise InvalidTag
    return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)


def read_key(file: Path) -> bytes:
    try:
        key = file.read_bytes()
    except OSError as refused:
        raise KeyTrouble(
            _("The installation's key in %(file)s can't be read: let the account that runs Vangnet own it.")
            % {"file": file}
        ) from refused
    if len(key) != LENGTH:
        raise KeyTrouble(
            _("The installation's key in %(file)s is damaged: put back your copy of it.") % {"file": file}
        )
    return key


def opens(key: bytes, check: KeyCheck) -> bool:
    """Whether this is the key whose check that is."""
    try:
        unlock(AESGCM(key), bytes(check.sealed), b"check")
    except InvalidTag:
        return False
    return True


def refuse_other_main_database() -> None:
    """Keys without the dossiers they belong to: the main database is not the one of this key store."""
    ledger, board = apps.get_model("dossiers", "Ledger"), apps.get_model("people", "Board")
    is_empty = not (ledger._default_manager.exists() or board._default_manager.exists())
    if is_empty and WrappedKey.objects.exists():
        raise KeyTrouble(
            _(
                "The main database is empty, and the key store holds keys of dossiers. Is this the right database "
                "(DATABASE_URL, VANGNET_DATA)? If it was lost: `vangnet restore`. Nothing was changed."
            )
        )


def _mark(file: Path) -> tuple[Path, int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return file, found.st_ino, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=1)
def _loaded(_file_as_it_is: tuple[Path, int, int, int] | None) -> InstallationKey:
    file = settings.INSTALLATION_KEY_FILE
    # In this order: where there are keys the check was written before them, also when another process starts with us.
    is_used = _is_used()
    checks = list(KeyCheck.objects.order_by("pk"))
    if not file.exists():
        _refuse_new_key(is_used=is_used or bool(checks))
        first_start.folder(file.parent)
        first_start.write_once(file, secrets.token_bytes(LENGTH))
    read_key(file)
    if not checks:
        _refuse_empty_store(is_used=is_used)
        sealed = lock(AESGCM(read_key(file)), KNOWN, b"check")
        checks = [KeyCheck.objects.get_or_create(pk=1, defaults={"sealed": sealed})[0]]
    return _matched(checks)


def _matched(checks: list[KeyCheck]) -> InstallationKey:
    """Each check with the file that opens it. More than one check stands only while the key is being replaced."""
    keys = [read_key(file) for file in key_files().candidates()]
    found = {
        check.pk: AESGCM(next(key for key in keys if opens(key, check)))
        for check in checks
        if any(opens(key, check) for key in keys)
    }
    if checks[-1].pk not in found:
        raise KeyTrouble(
            _(
                "The key in %(file)s belongs to another installation, or to this one before its key was replaced. "
                "Put back the key of this key store, or restore the key store of this key."
            )
            % {"file": settings.INSTALLATION_KEY_FILE}
        )
    return InstallationKey(checks[-1].pk, found)


def _is_used() -> bool:
    """Whether anything was ever locked. The ledger is asked as well: the key store itself may be what is missing."""
    ledger = apps.get_model("dossiers", "Ledger")
    return WrappedKey.objects.exists() or ledger._default_manager.filter(opened__gt=0).exists()


def _refuse_new_key(*, is_used: bool) -> None:
    if not is_used:
        return
    raise KeyTrouble(
        _(
            "The installation's key is missing from %(file)s, and there are dossiers that only it can open. "
            "Put back your copy of the key. Vangnet never makes a new key over existing dossiers."
        )
        % {"file": settings.INSTALLATION_KEY_FILE}
    )


def _refuse_empty_store(*, is_used: bool) -> None:
    """Without its check it can't be told whether key and store belong together."""
    if is_used:
        raise KeyTrouble(
            _(
                "The key store is empty or incomplete, and there are dossiers. Restore the key store from its backup."
            )
        )
