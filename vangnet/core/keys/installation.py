"""The installation's key: 32 bytes in a file that only the server's account reads, made at the first start.

A new key over old data would make every dossier unreadable without a word, so a missing or different key stops
the program with a message that says what to do.
"""

import secrets
from functools import lru_cache
from pathlib import Path

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


@lru_cache(maxsize=1)
def installation_cipher() -> AESGCM:
    """The installation's key, checked against the key store; made when there is nothing yet that it would lock."""
    file = settings.INSTALLATION_KEY_FILE
    # In this order: where there are keys the check was written before them, also when another process starts with us.
    is_used = _is_used()
    check = KeyCheck.objects.first()
    if not file.exists():
        _refuse_new_key(is_used=is_used or check is not None)
        first_start.folder(file.parent)
        first_start.write_once(file, secrets.token_bytes(LENGTH))
    cipher = AESGCM(_read(file))
    if check is None:
        _refuse_empty_store(is_used=is_used)
        check, _made = KeyCheck.objects.get_or_create(
            pk=1, defaults={"sealed": lock(cipher, KNOWN, b"check")}
        )
    _refuse_other_key(cipher, check)
    return cipher


def lock(cipher: AESGCM, content: bytes, bound_to: bytes) -> bytes:
    """Seal bytes so that they open only with this key and only in the place they are bound to."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + cipher.encrypt(nonce, content, bound_to)


def unlock(cipher: AESGCM, sealed: bytes, bound_to: bytes) -> bytes:
    """Open what `lock` sealed; raises `InvalidTag` when key, place or bytes differ."""
    if len(sealed) < NONCE + TAG:
        raise InvalidTag
    return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)


def _read(file: Path) -> bytes:
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


def _refuse_other_key(cipher: AESGCM, check: KeyCheck) -> None:
    try:
        unlock(cipher, bytes(check.sealed), b"check")
    except InvalidTag as refused:
        raise KeyTrouble(
            _("The key in %(file)s belongs to another installation. Put back the key of this one.")
            % {"file": settings.INSTALLATION_KEY_FILE}
        ) from refused
