"""Word: paragraphs with their styles, lists, tables, links, and what stands in the head and foot of a page."""

from collections.abc import Iterator

from lxml import etree

from . import archive
from .archive import Element
from .document import Block, Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TAGS = {f"{W}t": "text", f"{W}tab": " ", f"{W}br": " ", f"{W}noBreakHyphen": "-"}
CONTENTS = ("toc", "inhopg")
FIGURES = (f"{W}drawing", f"{W}pict", f"{W}object")


def read(name: str, content: bytes) -> Document:
    styles, links = _levels(content), _links(content)
    reader = _Reader(styles, links)
    document = archive.part(content, "word/document.xml")
    etree.strip_elements(document, FALLBACK, with_tail=False)  # the same text once more, for old programs
    body = document.find(f"{W}body")
    blocks = list(reader.of(body)) if body is not None else []
    return Document(
        name, "docx", (*blocks, *_margins(content)), reader.page if reader.turned else None, "paragraph"
    )


class _Reader:
    """Goes through the body once, counting paragraphs, and pages as Word last laid them out."""

    def __init__(self, styles: dict[str, int], links: dict[str, str]) -> None:
        self.styles, self.links = styles, links
        self.paragraph, self.page, self.turned = 0, 1, False

    def of(self, body: Element) -> Iterator[Block]:
        for each in body.iter(f"{W}p", f"{W}tbl"):
            if each.tag == f"{W}tbl":
                yield from self._rows(each)
            elif next(each.iterancestors(f"{W}tbl", f"{W}p"), None) is None:
                yield from self._block(each)

    def _block(self, paragraph: Element) -> Iterator[Block]:
        self._count(paragraph)
        text = archive.text_of(paragraph, TAGS)
        page = self.page if self.turned else None
        if any(next(paragraph.iter(tag), None) is not None for tag in FIGURES):
            yield Block("", self.paragraph, page, is_figure=True)
        if text and not self._is_contents(paragraph):
            level = self._level(paragraph)
            is_item = not level and paragraph.find(f"{W}pPr/{W}numPr") is not None
            links = tuple(self.links[key] for key in _keys(paragraph) if key in self.links)
            yield Block(text, self.paragraph, page, level=level, is_item=is_item, links=links)

    def _rows(self, table: Element) -> Iterator[Block]:
        for row in table.iterchildren(f"{W}tr"):
            self._count(row)
            cells = tuple(archive.text_of(cell, TAGS) for cell in row.iterchildren(f"{W}tc"))
            if any(cells):
                page = self.page if self.turned else None
                yield Block(" | ".join(cells), self.paragraph, page, cells=cells)

    def _count(self, element: Element) -> None:
        self.paragraph += 1
        laid_out = sum(1 for _ in element.iter(f"{W}lastRenderedPageBreak"))
        asked = sum(1 for each in element.iter(f"{W}br") if each.get(f"{W}type") == "page")
        self.page += laid_out or asked
        self.turned = self.turned or bool(laid_out or asked)

    def _is_contents(self, paragraph: Element) -> bool:
        """A line of the table of contents, by the style that Word gives it."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return style is not None and (style.get(f"{W}val") or "").lower().startswith(CONTENTS)

    def _level(self, paragraph: Element) -> int:
        direct = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if direct is not None:
            return _number(direct) + 1
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.styles.get(style.get(f"{W}val") or "", 0) if style is not None else 0


def _number(element: Element) -> int:
    value = element.get(f"{W}val") or "0"
    return min(int(value), 8) if value.isascii() and value.isdecimal() else 8


def _levels(content: bytes) -> dict[str, int]:
    """Which styles are headings: by their outline level, whatever a language calls them."""
    if "word/styles.xml" not in archive.members(content):
        return {}
    levels = {}
    for style in archive.part(content, "word/styles.xml").iter(f"{W}style"):
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            levels[style.get(f"{W}styleId") or ""] = _number(outline) + 1
    return levels


def _links(content: bytes) -> dict[str, str]:
    name = "word/_rels/document.xml.rels"
    if name not in archive.members(content):
        return {}
    related = archive.part(content, name)
    return {
        each.get("Id") or "": each.get("Target") or ""
        for each in related
        if isinstance(each.tag, str) and each.get("TargetMode") == "External"
    }


def _keys(paragraph: Element) -> Iterator[str]:
    for link in paragraph.iter(f"{W}hyperlink"):
        yield link.get(f"{R}id") or ""


def _margins(content: bytes) -> Iterator[Block]:
    said = set()
    for prefix in ("word/header", "word/footer"):
        for tree in archive.parts(content, prefix):
            for paragraph in tree.iter(f"{W}p"):
                text = archive.text_of(paragraph, TAGS)
                if text and text not in said:
                    said.add(text)
                    yield Block(text, 0, in_margin=True)
