"""A web page that was saved: headings, paragraphs, items, rows, links and figures, without scripts."""

import re
from collections.abc import Iterator

from lxml import etree

from .archive import Element
from .document import Block, Document
from .plain import decoded

LEAVES = {"p", "li", "tr", "dt", "dd", "caption", "figcaption", "blockquote", "pre", "address", "summary"}
BOXES = {"html", "body", "div", "section", "article", "main", "ul", "ol", "dl", "table", "tbody", "thead", "tfoot",
         "header", "footer", "nav", "aside", "figure", "details", "form", "fieldset", "center"}  # fmt: skip
UNSEEN = {"script", "style", "template", "noscript", "head", "svg"}
FIGURES = {"img", "svg", "object", "canvas"}


def read(name: str, content: bytes) -> Document:
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded(content).replace("\0", ""))
    root = etree.fromstring(text, parser) if text.strip() else None
    return Document(name, "html", tuple(_blocks(root)) if root is not None else ())


def _blocks(element: Element) -> Iterator[Block]:
    if element.tag in UNSEEN - FIGURES:
        return
    if element.tag in FIGURES:
        yield Block("", _line(element), is_figure=True)
    elif element.tag in LEAVES or _level(element):
        yield from _leaf(element)
    else:
        yield from _loose(element, element.text)
        for child in element.iterchildren(tag=etree.Element):
            yield from (
                _blocks(child)
                if child.tag in BOXES | LEAVES | UNSEEN | FIGURES or _level(child)
                else _leaf(child)
            )
            yield from _loose(child, child.tail)


def _loose(element: Element, text: str | None) -> Iterator[Block]:
    if words := " ".join((text or "").split()):
        yield Block(words, _line(element))


def _leaf(element: Element) -> Iterator[Block]:
    line = _line(element)
    if next(element.iter(*FIGURES), None) is not None:
        yield Block("", line, is_figure=True)
    inner = list(element.iterchildren("ul", "ol", "table", "p", "div"))
    cells = tuple(_written(cell) for cell in element.iterchildren("td", "th"))
    text = " | ".join(cells) if cells else _written(element, inner)
    if text.strip(" |"):
        links = tuple(link.get("href") or "" for link in element.iter("a"))
        yield Block(text, line, level=_level(element), is_item=element.tag == "li", cells=cells, links=links)
    for child in inner:
        yield from _blocks(child)


def _line(element: Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


def _level(element: Element) -> int:
    return int(element.tag[1]) if re.fullmatch(r"h[1-6]", str(element.tag)) else 0


def _written(element: Element, without: list[Element] | None = None) -> str:
    return " ".join("".join(_pieces(element, without or [])).split())


def _pieces(element: Element, without: list[Element]) -> Iterator[str]:
    yield element.text or ""
    for child in element.iterchildren(tag=etree.Element):
        if child not in without and child.tag not in UNSEEN:
            yield " " if child.tag in {"br", "p", "div", "li"} else ""
            yield from _pieces(child, without)
        yield child.tail or ""
