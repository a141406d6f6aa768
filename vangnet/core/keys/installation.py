"""The installation's key: 32 bytes in a file that only the server's account reads, made at the first start.

A new key over old data would make every dossier unreadable without a word, so a missing or different key stops
the program with a message that says what to do.
"""

import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _

from vangnet.core import first_start

from .models import KeyCheck, WrappedKey

NONCE = 12
KNOWN = b"vangnet installation key"


class KeyTrouble(Exception):  # noqa: N818 - a sentence for the administrator
    """The key store or the installation's key can't be used; the message says why and what to do."""


@lru_cache(maxsize=1)
def installation_cipher() -> AESGCM:
    """The installation's key, checked against the key store; made when there is nothing yet that it would lock."""
    file = settings.INSTALLATION_KEY_FILE
    check = KeyCheck.objects.first()
    if not file.exists():
        _refuse_when_used(check)
        first_start.folder(file.parent)
        first_start.write_once(file, secrets.token_bytes(32))
    key = file.read_bytes()
    if len(key) != 32:
        raise KeyTrouble(_("The installation's key in %(file)s is damaged: put back your copy of it.") % {"file": file})
    cipher = AESGCM(key)
    if check is None:
        check = KeyCheck.objects.create(pk=1, sealed=lock(cipher, KNOWN, b"check"))
    _refuse_other_key(cipher, check)
    return cipher


def lock(cipher: AESGCM, content: bytes, bound_to: bytes) -> bytes:
    """Seal bytes so that they open only with this key and only in the place they are bound to."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + cipher.encrypt(nonce, content, bound_to)


def unlock(cipher: AESGCM, sealed: bytes, bound_to: bytes) -> bytes:
    """Open what `lock` sealed; raises `InvalidTag` when key, place or bytes differ."""
    return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)


def _refuse_when_used(check: KeyCheck | None) -> None:
    if check is None and not WrappedKey.objects.exists():
        return
    raise KeyTrouble(
        _(
            "The installation's key is missing from %(file)s, and there are dossiers that only it can open. "
            "Put back your copy of the key. Vangnet never makes a new key over existing dossiers."
        )
        % {"file": settings.INSTALLATION_KEY_FILE}
    )


def _refuse_other_key(cipher: AESGCM, check: KeyCheck) -> None:
    try:
        unlock(cipher, bytes(check.sealed), b"check")
    except InvalidTag as refused:
        raise KeyTrouble(
            _("The key in %(file)s belongs to another installation. Put back the key of this one.")
            % {"file": settings.INSTALLATION_KEY_FILE}
        ) from refused
