"""What `ui/device/sealing.js` does in a browser, written once more."""

import os
from base64 import b64encode, urlsafe_b64decode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def closed(text: str, key: str, purpose: bytes) -> str:
    x, y = (int.from_bytes(urlsafe_b64decode(half + "=")) for half in (key[:43], key[43:]))
    theirs = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    ours = ec.generate_private_key(ec.SECP256R1())
    point, their_point = (
        one.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint) for one in (ours.public_key(), theirs)
    )
    cipher = HKDF(SHA256(), 32, None, purpose + point + their_point).derive(ours.exchange(ec.ECDH(), theirs))
    nonce = os.urandom(12)
    return b64encode(point + nonce + AESGCM(cipher).encrypt(nonce, text.encode(), None)).decode()
