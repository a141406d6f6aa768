"""Reads a plan from txt, md, docx, odt, pdf or html. Nothing is ever fetched, and no entity of a file is followed."""

from pathlib import Path

from vangnet.core.words import _
from vangnet.plan.check.said import say

from . import docx, html, markdown, odt, pdf, plain
from .document import Block, Document, Unreadable
from .forms import LARGEST, form_of

__all__ = ["Block", "Document", "Unreadable", "read", "read_bytes"]

READERS = {
    "txt": plain.read,
    "md": markdown.read,
    "html": html.read,
    "docx": docx.read,
    "odt": odt.read,
    "pdf": pdf.read,
}


def read(path: Path) -> Document:
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(say(_("The file is larger than %(size)s MB."), size=LARGEST // 2**20))
        return read_bytes(path.name, path.read_bytes())
    except OSError as trouble:
        raise Unreadable(say(_("The file can't be opened: %(why)s."), why=trouble.strerror or trouble)) from trouble


def read_bytes(name: str, content: bytes) -> Document:
    document = READERS[form_of(name, content)](name, content)
    if not document.has_text():
        raise Unreadable(say(_("The file holds no text.")))
    return document
