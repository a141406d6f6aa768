"""Where attachments lie: each sealed in a file of its own, by the name of its token, outside the database.

A file is on the disk, whole and under its name, before the row that names it is committed. What is interrupted leaves
a file that no row names, and never a row without its file (docs/decisions/0024-attachments.md).
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from vangnet.core import first_start
from vangnet.core.keys.pieces import Altered, opened_pieces, sealed_pieces

MAGIC = b"vangnet attachment 1\n"
DRAFT = ".making"


class Damaged(Exception):  # noqa: N818 - named as what it says
    """The file is not there, or not as it was stored."""


@dataclass(frozen=True)
class Place:
    """A sealed file: what its row says of it is bound to its content, so that neither can change alone."""

    token: UUID
    says: str

    @property
    def path(self) -> Path:
        return folder() / self.token.hex

    def bound_to(self) -> bytes:
        return MAGIC + self.token.bytes + self.says.encode()


def folder() -> Path:
    return first_start.folder(settings.DATA / "attachments")


def write(place: Place, content: BinaryIO, secret: bytes) -> str:
    """Seal the content into its file, durably; gives the SHA-256 of the file as it lies there."""
    content.seek(0)
    draft = place.path.with_name(f"{place.token.hex}{DRAFT}")
    try:
        with _new_file(draft) as file:
            digest = _write_all(file, sealed_pieces(_cipher(place, secret), content, place.bound_to()))
        os.rename(draft, place.path)
        first_start.make_durable(draft.parent)
    finally:
        draft.unlink(missing_ok=True)
    return digest


@contextmanager
def opened(place: Place, sha256: str, secret: bytes) -> Iterator[Iterator[bytes]]:
    """The content, piece by piece, of a file that was found to be whole first; raises `Damaged`."""
    with _as_stored(place, sha256) as file:
        yield _pieces(file, place, secret)


def check(place: Place, sha256: str) -> None:
    """Raises `Damaged` when the file is missing or another than was stored. Nothing is opened."""
    with _as_stored(place, sha256):
        pass


def is_there(place: Place) -> bool:
    return place.path.is_file()


def erase(place: Place) -> None:
    place.path.unlink(missing_ok=True)
    first_start.make_durable(place.path.parent)


def _cipher(place: Place, secret: bytes) -> AESGCM:
    """A key for this file alone; it is never written anywhere."""
    return AESGCM(HKDF(SHA256(), 32, place.token.bytes, MAGIC).derive(secret))


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _write_all(file: BinaryIO, pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
        file.write(piece)
    return digest.hexdigest()


@contextmanager
def _as_stored(place: Place, sha256: str) -> Iterator[BinaryIO]:
    try:
        file = place.path.open("rb")
    except OSError as refused:
        raise Damaged from refused
    with file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise Damaged
        file.seek(0)
        yield file


def _pieces(file: BinaryIO, place: Place, secret: bytes) -> Iterator[bytes]:
    try:
        yield from opened_pieces(_cipher(place, secret), file, place.bound_to())
    except Altered as refused:
        raise Damaged from refused
