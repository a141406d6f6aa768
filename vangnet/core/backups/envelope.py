"""A copy in a sealed envelope: whoever finds it reads nothing, and what was cut off or altered does not open.

For a recipient (X25519) the server itself can't open what it made; with a passphrase (scrypt) whoever knows it can.
The format stands in docs/decisions/0018-backups.md.
"""

import base64
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext as _

from vangnet.core.keys.pieces import Altered, opened_pieces, sealed_pieces

from .trouble import BackupTrouble

MAGIC = b"vangnet sealed copy 1\n"
RECIPIENT, PASSPHRASE = b"R", b"P"
HEADER = len(MAGIC) + 1 + 32
PUBLIC, PRIVATE = "vangnet-recipient-1:", "vangnet-identity-1:"


class Opener(Protocol):
    """Gives the key of an envelope from its header."""

    def key_of(self, header: bytes) -> bytes: ...


class Sealer(Protocol):
    """Gives a new header and the key that belongs to it."""

    def begin(self) -> tuple[bytes, bytes]: ...


@dataclass(frozen=True)
class Recipient:
    """Who can open it: the public half of a pair of which the other half lies elsewhere."""

    public: bytes

    def begin(self) -> tuple[bytes, bytes]:
        once = X25519PrivateKey.generate()
        header = MAGIC + RECIPIENT + once.public_key().public_bytes_raw()
        shared = once.exchange(X25519PublicKey.from_public_bytes(self.public))
        return header, _derived(shared, header, self.public)


@dataclass(frozen=True)
class Identity:
    """The private half, which opens what was sealed for its recipient."""

    private: bytes

    def key_of(self, header: bytes) -> bytes:
        _demand(header, RECIPIENT, _("This copy was sealed with a passphrase: give --passphrase-file."))
        own = X25519PrivateKey.from_private_bytes(self.private)
        shared = own.exchange(X25519PublicKey.from_public_bytes(header[-32:]))
        return _derived(shared, header, own.public_key().public_bytes_raw())


@dataclass(frozen=True)
class Passphrase:
    words: bytes

    def begin(self) -> tuple[bytes, bytes]:
        header = MAGIC + PASSPHRASE + secrets.token_bytes(32)
        return header, self.key_of(header)

    def key_of(self, header: bytes) -> bytes:
        _demand(header, PASSPHRASE, _("This copy was sealed for a recipient: give --identity."))
        return Scrypt(salt=header[-32:], length=32, n=2**17, r=8, p=1).derive(self.words)


@dataclass(frozen=True)
class Remembered:
    """The keys of envelopes that this process has just made, for proving them at once; they are never written."""

    keys: dict[bytes, bytes]

    def key_of(self, header: bytes) -> bytes:
        return self.keys[header]


@dataclass(frozen=True)
class Remembering:
    """A sealer whose keys stay known for as long as this process proves what it made."""

    sealer: Sealer
    opener: Remembered

    def begin(self) -> tuple[bytes, bytes]:
        header, key = self.sealer.begin()
        self.opener.keys[header] = key
        return header, key


def seal(source: BinaryIO, target: BinaryIO, sealer: Sealer) -> None:
    header, key = sealer.begin()
    target.write(header)
    for piece in sealed_pieces(AESGCM(key), source, header):
        target.write(piece)


def unseal(source: BinaryIO, target: BinaryIO, opener: Opener) -> None:
    """Every piece is checked before it is written; the last one is marked, so that nothing can be cut off."""
    header = source.read(HEADER)
    if len(header) < HEADER or not header.startswith(MAGIC):
        raise BackupTrouble(_("This is not a sealed copy of Vangnet, or its beginning is damaged."))
    try:
        for piece in opened_pieces(AESGCM(opener.key_of(header)), source, header):
            target.write(piece)
    except Altered as refused:
        raise BackupTrouble(_altered(refused.number)) from refused


def make_pair(file: Path) -> str:
    """A new pair: the private half in a file that only we may read, to be taken away; gives the public half."""
    private = X25519PrivateKey.generate()
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as refused:
        raise BackupTrouble(
            _("%(file)s can't be made: %(why)s.") % {"file": file, "why": refused.strerror}
        ) from refused
    with os.fdopen(descriptor, "w") as stream:
        stream.write(PRIVATE + base64.b64encode(private.private_bytes_raw()).decode() + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    return PUBLIC + base64.b64encode(private.public_key().public_bytes_raw()).decode()


def read_recipient(given: str) -> Recipient:
    """The public half itself, or a file that holds it."""
    return Recipient(_half(given if given.startswith(PUBLIC) else _read(Path(given)), PUBLIC, given))


def read_identity(file: Path) -> Identity:
    return Identity(_half(_read(file), PRIVATE, str(file)))


def read_passphrase(file: Path) -> Passphrase:
    words = _read(file).strip()
    if len(words) < 12:
        raise BackupTrouble(
            _("The passphrase in %(file)s is shorter than twelve characters.") % {"file": file}
        )
    return Passphrase(words.encode())


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except (OSError, UnicodeDecodeError) as refused:
        raise BackupTrouble(_("%(file)s can't be read.") % {"file": file}) from refused


def _half(text: str, begins: str, place: str) -> bytes:
    try:
        half = base64.b64decode(text.strip().removeprefix(begins), validate=True)
    except ValueError:
        half = b""
    if not text.startswith(begins) or len(half) != 32:
        raise BackupTrouble(
            _("%(place)s does not hold what begins with %(begins)s") % {"place": place, "begins": begins}
        )
    return half


def _demand(header: bytes, kind: bytes, otherwise: str) -> None:
    if header[len(MAGIC) : len(MAGIC) + 1] != kind:
        raise BackupTrouble(otherwise)


def _derived(shared: bytes, header: bytes, public: bytes) -> bytes:
    """Bound to this envelope and this recipient."""
    salt = hashlib.sha256(header + public).digest()
    return HKDF(SHA256(), 32, salt, b"vangnet sealed copy 1").derive(shared)


def _altered(number: int) -> str:
    if number == 0:
        return _("This key or passphrase does not open the copy, or its beginning was altered.")
    return _("The sealed copy was altered or cut off after %(number)s MB.") % {"number": number}
