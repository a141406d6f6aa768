"""Reads a plan from txt, md, docx, odt, pdf or html. Nothing is ever fetched, and no entity of a file is followed."""

from importlib import import_module
from pathlib import Path

from vangnet.core.words import _
from vangnet.plan.check.said import say

from .contents import with_contents
from .document import Block, Document, Unreadable
from .forms import LARGEST, form_of

__all__ = ["Block", "Document", "Unreadable", "read", "read_bytes"]

READERS = {"txt": "plain", "md": "markdown", "html": "html", "docx": "docx", "odt": "odt", "pdf": "pdf"}


def read(path: Path) -> Document:
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(say(_("The file is larger than %(size)s MB."), size=LARGEST // 2**20))
        return read_bytes(path.name, path.read_bytes())
    except OSError as trouble:
        raise Unreadable(
            say(_("The file can't be opened: %(why)s."), why=trouble.strerror or trouble)
        ) from trouble


def read_bytes(name: str, content: bytes) -> Document:
    """A reader is loaded when a file asks for it: together they take longer to load than a plan takes to check."""
    reader = import_module(f".{READERS[form_of(name, content)]}", __name__)
    document: Document = reader.read(name, content)
    if not document.has_text():
        raise Unreadable(say(_("The file holds no text.")))
    return with_contents(document)
