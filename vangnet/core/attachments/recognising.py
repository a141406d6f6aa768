"""What a file is, by its content: its name and what the browser says of it are not believed.

A file that is no picture is kept as it is, so what it pretends to be is looked at from both ends.
"""

import os
from collections.abc import Callable, Sequence
from typing import BinaryIO

from vangnet.core.words import _

from . import kinds, packed
from .kinds import FileKind
from .refusals import Refused

START = 4096
END = 2048
PIECE = 1024 * 1024

_HEIC_BRANDS = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1")
_KNOWN: Sequence[tuple[Callable[[bytes], bool], str]] = (
    (
        lambda start: start[4:8] == b"ftyp" and start[8:12] in _HEIC_BRANDS,
        _("This is a photo in Apple's own form (HEIC). Save or export it as JPEG, and send that."),
    ),
    (
        lambda start: start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        _("This is a document of an old Office, or one with a password. Save it as DOCX, XLSX or PDF."),
    ),
    (
        lambda start: start.startswith(b"{\\rtf"),
        _("This is a document in RTF. Save it as DOCX, ODT or PDF, and send that."),
    ),
    (
        lambda start: start.startswith((b"GIF8", b"II*\x00", b"MM\x00*", b"BM")),
        _("This is a picture in a form that Vangnet does not take. Save it as JPEG or PNG."),
    ),
)
_NOT_TEXT = _("What kind of file this is can't be seen from its content. Save it as PDF, and send that.")
_A_PAGE = _("This is a web page, a drawing with code in it, or a program. Save it as PDF, and send that.")
_CUT_OFF = _("This PDF is damaged or breaks off. Make it or download it again, and send the whole file.")

_OF_A_PAGE = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<?php", b"<iframe", b"<body")
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f")


def kind_of(file: BinaryIO) -> FileKind:
    """Raises `Refused` for whatever is none of the kinds that are taken, and for one that is damaged."""
    start = _read(file, START)
    if start.startswith(b"\xff\xd8\xff"):
        return kinds.JPEG
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return kinds.PNG
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return kinds.WEBP
    if start.startswith(b"%PDF-"):
        return _whole_pdf(file)
    if start.startswith(packed.ZIP):
        return packed.kind_of(file)
    for fits, says in _KNOWN:
        if fits(start):
            raise Refused(says)
    return _text(file)


def _read(file: BinaryIO, length: int) -> bytes:
    file.seek(0)
    return file.read(length)


def _whole_pdf(file: BinaryIO) -> FileKind:
    """It is kept as it is. Its own end must be the end of the file: nothing else hangs behind it."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - END))
    end = file.read()
    if b"startxref" not in end or b"%%EOF" not in end:
        raise Refused(_CUT_OFF)
    return kinds.PDF


def _text(file: BinaryIO) -> FileKind:
    """Words in UTF-8 or in the code page of Windows, and nothing that a browser would run."""
    file.seek(0)
    before, first = b"", True
    while piece := file.read(PIECE):
        if not _CONTROL.isdisjoint(piece):
            raise Refused(_NOT_TEXT)
        lowered = (before + piece).lower()
        if any(sign in lowered for sign in _OF_A_PAGE) or (first and lowered.startswith(b"#!")):
            raise Refused(_A_PAGE)
        before, first = lowered[-16:], False
    return kinds.TEXT
