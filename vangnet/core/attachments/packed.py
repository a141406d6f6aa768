"""Documents that are packed folders inside (DOCX, XLSX, ODT, ODS): whole, of the right content, and no bomb.

Nothing is unpacked onto the disk, and no member is held as a whole.
"""

import os
import zlib
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from vangnet.core.words import _

from . import kinds
from .kinds import FileKind
from .refusals import Refused

ZIP = b"PK\x03\x04"
END_OF_ARCHIVE, LENGTH_OF_END = b"PK\x05\x06", 22
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5000
MOST_LISTED = 1024 * 1024  # of the part that says what the document is

_OPEN_DOCUMENT = {kinds.ODT.media_type.encode(): kinds.ODT, kinds.ODS.media_type.encode(): kinds.ODS}
_OFFICE = (
    (b"wordprocessingml.document.main+xml", "word/document.xml", kinds.DOCX),
    (b"spreadsheetml.sheet.main+xml", "xl/workbook.xml", kinds.XLSX),
)
_SIGNS_OF_DAMAGE = (BadZipFile, zlib.error, NotImplementedError, KeyError, ValueError, EOFError, OSError)

_DAMAGED = _("This document is damaged. Open it, save it as DOCX, XLSX, ODT or PDF, and try again.")
_TOO_LARGE = _("This document is far too large inside. Save it as PDF, and send that.")
_PASSWORD = _("This document has a password. Save it without one, or as PDF, and try again.")
_MACROS = _("There is a program (macro) in this document. Save it without macros, or as PDF, and send that.")
_OTHER = _("This is a packed file (zip) and no document. Unpack it, and send what is in it.")


def kind_of(file: BinaryIO) -> FileKind:
    if not _ends_as_it_should(file):
        raise Refused(_DAMAGED)
    try:
        with ZipFile(file) as archive:
            members = archive.infolist()
            _check_size(members, file.seek(0, os.SEEK_END))
            kind = _found(archive, {member.filename: member for member in members})
            if archive.testzip():  # a member that unpacks to another size than it says
                raise Refused(_DAMAGED)
            return kind
    except _SIGNS_OF_DAMAGE as error:
        raise Refused(_DAMAGED) from error
    except RuntimeError as error:  # zipfile's way to say that a member is encrypted
        raise Refused(_PASSWORD) from error


def _ends_as_it_should(file: BinaryIO) -> bool:
    """The list of members is the very end: nothing hangs behind it, and no other list stands before it unseen."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - LENGTH_OF_END))
    return file.read(4) == END_OF_ARCHIVE


def _check_size(members: list[ZipInfo], size: int) -> None:
    """Members that lie over each other unpack the same bytes again: then they add up to more than there is."""
    if len(members) > MOST_PARTS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Refused(_TOO_LARGE)
    if sum(member.compress_size for member in members) > size:
        raise Refused(_DAMAGED)


def _found(archive: ZipFile, members: dict[str, ZipInfo]) -> FileKind:
    if any(_is_macro(name) for name in members):
        raise Refused(_MACROS)
    if "mimetype" in members and "content.xml" in members:
        said = _listed(archive, members["mimetype"]).strip()
        if said in _OPEN_DOCUMENT:
            return _OPEN_DOCUMENT[said]
    if "[Content_Types].xml" in members:
        said = _listed(archive, members["[Content_Types].xml"])
        for sign, part, kind in _OFFICE:
            if sign in said and part in members:
                return kind
    raise Refused(_OTHER)


def _is_macro(name: str) -> bool:
    lowered = name.lower()
    return lowered.endswith("vbaproject.bin") or lowered.startswith(("basic/", "scripts/"))


def _listed(archive: ZipFile, member: ZipInfo) -> bytes:
    if member.file_size > MOST_LISTED:
        raise Refused(_DAMAGED)
    return archive.read(member)
