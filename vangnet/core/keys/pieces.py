"""Sealing what is too large to be sealed in one go: piece by piece, each in its place and the last one marked.

No piece can be altered, moved, left out or cut off. The key belongs to this one content, for the number of a piece is
its nonce.
"""

from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PIECE, TAG = 1024 * 1024, 16


class Altered(Exception):  # noqa: N818 - named as what it says
    """This piece, counted from nought, does not open: it was altered, moved or cut off, or the key is another."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def sealed_pieces(cipher: AESGCM, source: BinaryIO, bound_to: bytes) -> Iterator[bytes]:
    number, piece = 0, source.read(PIECE)
    while following := source.read(PIECE):
        yield cipher.encrypt(_nonce(number, is_last=False), piece, bound_to)
        number, piece = number + 1, following
    yield cipher.encrypt(_nonce(number, is_last=True), piece, bound_to)


def opened_pieces(cipher: AESGCM, source: BinaryIO, bound_to: bytes) -> Iterator[bytes]:
    """Each piece is checked before it is given; raises `Altered`."""
    number, piece = 0, source.read(PIECE + TAG)
    while following := source.read(PIECE + TAG):
        yield _opened(cipher, number, piece, bound_to, is_last=False)
        number, piece = number + 1, following
    yield _opened(cipher, number, piece, bound_to, is_last=True)


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if is_last else b"\x00")


def _opened(cipher: AESGCM, number: int, piece: bytes, bound_to: bytes, *, is_last: bool) -> bytes:
    try:
        return cipher.decrypt(_nonce(number, is_last=is_last), piece, bound_to)
    except (InvalidTag, ValueError) as refused:
        raise Altered(number) from refused
