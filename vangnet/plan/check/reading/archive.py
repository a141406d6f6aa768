"""The XML inside docx and odt, read within limits: a small file may claim to unfold into a very large one."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from vangnet.core.words import _
from vangnet.plan.check.said import say

from .document import Unreadable

LARGEST_PART = 32 * 2**20
MOST_PARTS = 10_000

Element = etree._Element


def members(content: bytes) -> set[str]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return set(archive.namelist()[:MOST_PARTS])
    except (BadZipFile, ValueError, OSError, NotImplementedError) as trouble:
        raise Unreadable(say(_("The file is damaged."))) from trouble


def part(content: bytes, name: str) -> Element:
    """One XML part as a tree; no entities, nothing from outside."""
    return tree_of(_unpacked(content, name))


def parts(content: bytes, prefix: str) -> list[Element]:
    names = sorted(name for name in members(content) if name.startswith(prefix) and name.endswith(".xml"))
    return [part(content, name) for name in names[:50]]


def _unpacked(content: bytes, name: str) -> bytes:
    try:
        with ZipFile(BytesIO(content)) as archive, archive.open(name) as opened:
            unpacked = opened.read(LARGEST_PART + 1)
    except RuntimeError as trouble:  # how zipfile says that a password is needed
        raise Unreadable(say(_("The file has a password. Save it without one."))) from trouble
    except (BadZipFile, KeyError, OSError, EOFError, ValueError, zlib.error, NotImplementedError) as trouble:
        raise Unreadable(say(_("The file is damaged."))) from trouble
    if len(unpacked) > LARGEST_PART:
        raise Unreadable(say(_("The file unfolds into more text than a plan can hold.")))
    return unpacked


def tree_of(content: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as trouble:
        raise Unreadable(say(_("The file is damaged."))) from trouble
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(say(_("The file holds definitions of its own, which a plan never needs.")))
    return root


def text_of(element: Element, tags: dict[str, str]) -> str:
    """What is written in it; `tags` says which elements hold text (value "text") or stand for a character."""
    found = ((each.text or "", tags.get(each.tag, "")) for each in element.iterdescendants())
    pieces = (text if meaning == "text" else meaning for text, meaning in found)
    return " ".join("".join(pieces).split())
