"""Where attachments lie: each sealed in a file of its own, by the name of its token, outside the database.

A file is on the disk, whole and under its name, before the row that names it is committed. What is interrupted leaves
a file that no row names, and never a row without its file (docs/decisions/0025-attachments.md).
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
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
LOCK = ".lock"
AT_A_TIME = 500


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
    draft = place.path.with_name(f".{place.token.hex}.making")
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


def erase(place: Place) -> bool:
    """Whether it is gone; while a copy is being made it stays, for the copy has its row already."""
    with _unless_copied() as is_free:
        if is_free:
            place.path.unlink(missing_ok=True)
            first_start.make_durable(place.path.parent)
    return is_free


def clear(is_named: Callable[[list[UUID]], set[UUID]], before: datetime) -> int:
    """Remove files that are older than this moment and that no row names: what was cut off, or let go of.

    A file that is being kept at this moment has no row yet, and is young.
    """
    count = 0
    with _unless_copied() as is_free:
        old = list(_older_than(before)) if is_free else []
        for start in range(0, len(old), AT_A_TIME):
            tokens = {file: _token_of(file) for file in old[start : start + AT_A_TIME]}
            named = is_named([token for token in tokens.values() if token])
            left = [file for file, token in tokens.items() if token not in named]
            for file in left:
                file.unlink(missing_ok=True)
            count += len(left)
    return count


@contextmanager
def copied() -> Iterator[None]:
    """While a copy of the database and of the files is made, no file goes that the copied rows name."""
    with _lock_file() as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield


@contextmanager
def _unless_copied() -> Iterator[bool]:
    with _lock_file() as descriptor:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_free = True
        except BlockingIOError:
            is_free = False
        yield is_free


@contextmanager
def _lock_file() -> Iterator[int]:
    descriptor = os.open(folder() / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _older_than(before: datetime) -> Iterator[Path]:
    for file in folder().iterdir():
        with suppress(FileNotFoundError):  # one that was being written has just got its name
            if file.stat().st_mtime < before.timestamp() and file.is_file() and file.name != LOCK:
                yield file


def _token_of(file: Path) -> UUID | None:
    """Nothing for what was cut off while it was written."""
    try:
        return UUID(hex=file.name)
    except ValueError:
        return None


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
