"""OpenDocument text: headings with their levels, lists, tables, links, and the head and foot of a page."""

from collections.abc import Iterator

from . import archive
from .archive import Element
from .document import Block, Document

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
LINK = "{http://www.w3.org/1999/xlink}href"
SPACES = {f"{TEXT}tab": " ", f"{TEXT}s": " ", f"{TEXT}line-break": " "}
BESIDE = {f"{TEXT}note", f"{OFFICE}annotation", f"{TEXT}tracked-changes", f"{TEXT}table-of-content"}


def read(name: str, content: bytes) -> Document:
    body = archive.part(content, "content.xml").find(f"{OFFICE}body")
    blocks = _blocks(body) if body is not None else ()
    return Document(name, "odt", (*blocks, *_margins(content)), counts="paragraph")


def _blocks(body: Element) -> Iterator[Block]:
    number = 0
    for each in body.iter(f"{TEXT}p", f"{TEXT}h", f"{TABLE}table-row"):
        if _is_beside(each):
            continue
        number += 1
        if each.tag == f"{TABLE}table-row":
            yield from _row(each, number)
        elif next(each.iterancestors(f"{TABLE}table-row"), None) is None:
            yield from _paragraph(each, number)


def _is_beside(element: Element) -> bool:
    return any(ancestor.tag in BESIDE for ancestor in element.iterancestors())


def _row(row: Element, number: int) -> Iterator[Block]:
    cells = tuple(_written(cell) for cell in row.iterchildren(f"{TABLE}table-cell"))
    if any(cells):
        yield Block(" | ".join(cells), number, cells=cells)


def _paragraph(element: Element, number: int) -> Iterator[Block]:
    if next(element.iter(f"{DRAW}frame", f"{DRAW}image"), None) is not None:
        yield Block("", number, is_figure=True)
    if text := _written(element):
        links = tuple(link.get(LINK) or "" for link in element.iter(f"{TEXT}a"))
        level = _level(element) if element.tag == f"{TEXT}h" else 0
        is_item = not level and next(element.iterancestors(f"{TEXT}list-item"), None) is not None
        yield Block(text, number, level=level, is_item=is_item, links=links)


def _level(heading: Element) -> int:
    told = heading.get(f"{TEXT}outline-level") or "1"
    return min(max(int(told), 1), 9) if told.isascii() and told.isdecimal() else 1


def _written(element: Element) -> str:
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    """Text and what follows each element in it, without notes beside the text."""
    yield SPACES.get(element.tag, "") + (element.text or "")
    for child in element.iterchildren(tag=None):
        if isinstance(child.tag, str) and child.tag not in BESIDE:
            yield from _pieces(child)
            yield " " if child.tag == f"{TEXT}p" else ""
        yield child.tail or ""


def _margins(content: bytes) -> Iterator[Block]:
    if "styles.xml" not in archive.members(content):
        return
    said = set()
    for place in archive.part(content, "styles.xml").iter(f"{STYLE}header", f"{STYLE}footer"):
        text = _written(place)
        if text and text not in said:
            said.add(text)
            yield Block(text, 0, in_margin=True)
