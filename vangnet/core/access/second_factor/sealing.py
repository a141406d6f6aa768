"""Second factors are sealed under the installation's key, each bound to its account and kind."""

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from vangnet.core.keys.installation import KeyTrouble, installation_cipher, lock, unlock

if TYPE_CHECKING:
    from .models import SecondFactor


def seal(content: bytes, account: int, kind: str) -> bytes:
    return lock(installation_cipher(), content, _place(account, kind))


def open_sealed(sealed: bytes, account: int, kind: str) -> bytes:
    return _opened(installation_cipher(), sealed, _place(account, kind))


def rewrap_second_factors(old: AESGCM, new: AESGCM) -> int:
    """Seal every second factor anew, for when the installation's key is replaced. Returns how many were.

    What the new key opens already is left as it is, so this may be cut off and begun again. All or nothing.
    """
    rows = apps.get_model("access", "SecondFactor")._default_manager.select_for_update()
    with transaction.atomic():
        return sum(_rewrapped(row, old, new) for row in rows.order_by("pk"))


def _rewrapped(row: "SecondFactor", old: AESGCM, new: AESGCM) -> bool:
    place, sealed = _place(row.account_id, row.kind), bytes(row.sealed)
    try:
        unlock(new, sealed, place)
    except InvalidTag:
        row.sealed = lock(new, _opened(old, sealed, place), place)
        row.save(update_fields=["sealed"])
        return True
    return False


def _opened(cipher: AESGCM, sealed: bytes, place: bytes) -> bytes:
    try:
        return unlock(cipher, sealed, place)
    except InvalidTag as refused:
        raise KeyTrouble(
            _("This second step was altered in the database. Ask the administrator to reset it.")
        ) from refused


def _place(account: int, kind: str) -> bytes:
    return f"second factor/{kind}/{account}".encode()
