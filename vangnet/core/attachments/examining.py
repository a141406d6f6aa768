"""What a form does with a file before anybody keeps it: see what it is, whether it is asked for, and clean it."""

from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from vangnet.core.words import _

from . import names, pictures
from .kinds import PICTURES, FileKind
from .recognising import kind_of
from .refusals import Refused

_OTHER_KIND = _("This is %(found)s. Send %(wanted)s.")


@dataclass(frozen=True)
class Examined:
    """A file that may be kept: its name, what it is, and its content as it will be stored."""

    name: str
    kind: FileKind
    size: int
    content: BinaryIO


def examine(file: BinaryIO, given_name: str, size: int, wanted: Collection[FileKind]) -> Examined:
    """Raises `Refused`. A picture is drawn anew; anything else is kept as it is."""
    kind = kind_of(file)
    if kind not in wanted:
        raise Refused(_OTHER_KIND, {"found": kind.name, "wanted": [each.name for each in wanted]})
    name = kind.named(names.cleaned(given_name, otherwise=str(kind.name)))
    if kind not in PICTURES:
        return Examined(name, kind, size, file)
    drawn = pictures.drawn_anew(file, kind)
    return Examined(name, kind, len(drawn), BytesIO(drawn))
