"""Second factors are sealed under a secret of the installation, each bound to its account and kind."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.utils.translation import gettext as _

from vangnet.core.keys import store
from vangnet.core.keys.installation import KeyTrouble, lock, unlock

NAME = "factor"


def seal(content: bytes, account: int, kind: str) -> bytes:
    return lock(_cipher(), content, _place(account, kind))


def open_sealed(sealed: bytes, account: int, kind: str) -> bytes:
    try:
        return unlock(_cipher(), sealed, _place(account, kind))
    except InvalidTag as refused:
        raise KeyTrouble(
            _("This second step was altered in the database. Ask the administrator to reset it.")
        ) from refused


def _cipher() -> AESGCM:
    return AESGCM(store.secret(NAME, is_used=_some_are_sealed))


def _some_are_sealed() -> bool:
    return apps.get_model("access", "SecondFactor")._default_manager.exists()


def _place(account: int, kind: str) -> bytes:
    return f"second factor/{kind}/{account}".encode()
