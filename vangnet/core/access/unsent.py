"""What was written without connection: closed on the device for one person, opened here when it is sent.

The device holds only the public half of that person's key, so that nothing on it opens what waits there
(docs/decisions/0016-report-without-line.md).
"""

import binascii
from base64 import b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from vangnet.core.keys import store
from vangnet.core.keys.installation import unlock

from .models import Account

NAME = "unsent"
OF_ACCOUNT = b"vangnet unsent report "
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
POINT = 65
LONGEST = 100_000


class NotForYou(Exception):  # noqa: N818
    """It was closed for somebody else, or by nobody who had a key of this installation."""


@lru_cache(maxsize=4096)
def public_key(account: int) -> str:
    """What a device needs to close a report for this account: the two coordinates, each as browsers take it."""
    point = _point(_private_key(account).public_key())
    return b"".join(urlsafe_b64encode(half).rstrip(b"=") for half in (point[1:33], point[33:])).decode()


def opened(sealed: str, account: Account, purpose: bytes) -> str:
    """What was closed for this account and to this end; raises `NotForYou` for any other."""
    if len(sealed) > LONGEST:
        raise NotForYou
    try:
        brought = b64decode(sealed, validate=True)
        sender = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), brought[:POINT])
        key = _private_key(account.pk)
        about = brought[:POINT] + _point(key.public_key())
        cipher = AESGCM(_derived(key.exchange(ECDH(), sender), purpose + about, 32))
        return unlock(cipher, brought[POINT:], b"").decode()
    except (binascii.Error, ValueError, InvalidTag) as refused:
        raise NotForYou from refused


def _private_key(account: int) -> EllipticCurvePrivateKey:
    """Made anew from the installation's secret each time, so that it lies nowhere and outlives every session."""
    drawn = int.from_bytes(_derived(store.secret(NAME), OF_ACCOUNT + str(account).encode(), 48))
    return derive_private_key(drawn % (ORDER - 1) + 1, SECP256R1())


def _derived(secret: bytes, about: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=about).derive(secret)


def _point(key: EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
