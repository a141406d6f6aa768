"""Replacing the installation's key while others go on working.

1. The next key lies durably beside the present one (`.new`), and its check in the store.
2. The files change places: the next key becomes the present one, the present one stays as `.old`.
3. Whatever the old key wraps is wrapped by the new one, some rows at a time.
4. The old check goes, which the store refuses as long as it wraps anything; then the old file is erased.

Killed at any point, old and new both open, and the same command goes on where it was
(docs/decisions/0017-replacing-the-key.md).
"""

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError
from django.utils.translation import gettext as _

from vangnet.core import first_start

from . import store
from .installation import (
    KNOWN,
    LENGTH,
    InstallationKey,
    KeyTrouble,
    forget_key,
    installation_cipher,
    key_files,
    lock,
    opens,
    read_key,
    unlock,
)
from .models import KeyCheck, WrappedKey
from .router import STORE

AT_A_TIME = 200


def prepare_next() -> bytes:
    """The next key, on the disk before anything is wrapped by it; the same one when this was begun before."""
    installation_cipher()  # the present key is the right one, or nothing begins
    files = key_files()
    if is_under_way() and not files.next.exists():
        return read_key(files.key)
    first_start.write_once(files.next, secrets.token_bytes(LENGTH))
    return read_key(files.next)


def is_under_way() -> bool:
    files = key_files()
    return files.before.exists() or KeyCheck.objects.count() > 1


def replace() -> int:
    """Go on from wherever it stands until only the next key is left; gives how many rows were wrapped anew."""
    _introduce()
    _change_places()
    forget_key()
    key = installation_cipher()
    wrapped = _wrap_all(key)
    while not _forget_old(key):
        wrapped += _wrap_all(key)
    _erase(key_files().before)
    forget_key()
    store.erase_traces()
    return wrapped


def _introduce() -> None:
    """Let the store know the next key."""
    files = key_files()
    if not files.next.exists():
        return
    following = read_key(files.next)
    newest = KeyCheck.objects.order_by("-pk")[0]
    if not opens(following, newest):
        KeyCheck.objects.create(pk=newest.pk + 1, sealed=lock(AESGCM(following), KNOWN, b"check"))


def _change_places() -> None:
    """The name of the key never leads nowhere: the old one gets a second name before the new one takes the first."""
    files = key_files()
    if not files.next.exists():
        return
    if not files.before.exists():
        os.link(files.key, files.before)
        first_start.make_durable(files.key.parent)
    os.replace(files.next, files.key)
    first_start.make_durable(files.key.parent)


def _wrap_all(key: InstallationKey) -> int:
    total = 0
    while some := _wrap_some(key):
        total += some
    return total


def _wrap_some(key: InstallationKey) -> int:
    """The keys of dossiers, some at a time. A row that was destroyed meanwhile stays destroyed."""
    rows = list(WrappedKey.objects.exclude(under=key.newest).order_by("pk")[:AT_A_TIME])
    for row in rows:
        try:
            content = unlock(key.ciphers[row.under_id], bytes(row.wrapped), row.reference.encode())
        except (InvalidTag, KeyError) as refused:
            raise KeyTrouble(
                _(
                    "The key of dossier %(reference)s was altered in the key store. Restore the key store from its "
                    "backup; the old key of the installation is kept until then."
                )
                % {"reference": row.reference}
            ) from refused
        anew = lock(key, content, row.reference.encode())
        WrappedKey.objects.filter(pk=row.pk, under=row.under_id).update(wrapped=anew, under=key.newest)
    return len(rows)


def _forget_old(key: InstallationKey) -> bool:
    """Whether nobody wrapped anything with the old key since it was looked for."""
    if WrappedKey.objects.exclude(under=key.newest).exists():
        return False
    try:
        KeyCheck.objects.filter(pk__lt=key.newest)._raw_delete(STORE)
    except IntegrityError:
        return False
    return True


def _erase(file: Path) -> None:
    """Overwrite before removing; a disk that keeps copies of its blocks may still hold it for a while."""
    if not file.exists() or file.samefile(key_files().key):
        return
    with file.open("r+b") as stream:
        stream.write(bytes(LENGTH))
        stream.flush()
        os.fsync(stream.fileno())
    file.unlink()
    first_start.make_durable(file.parent)
