"""PDF, by PDFium (the reader inside Chrome): the lines of each page, and whether there is a figure on it."""

from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from vangnet.core.words import _
from vangnet.plan.check.said import say

from .document import Block, Document, Unreadable
from .line import Line
from .lines import blocks_of, without_margins

MOST_PAGES = 2_000
HYPHEN_AT_END = "\ufffe"  # what PDFium makes of a hyphen that typesetting put at the end of a line


def read(name: str, content: bytes) -> Document:
    with _opened(content) as document:
        if len(document) > MOST_PAGES:
            raise Unreadable(say(_("The file has more than %(count)s pages."), count=MOST_PAGES))
        pages, figures = _pages(document)
    if not any(letter.isalpha() for page in pages for line in page for letter in line):
        raise Unreadable(
            say(_("This PDF holds pictures of pages, not text. Run it through text recognition (OCR) first."))
        )
    pages, margins = without_margins(pages)
    blocks = sorted((*blocks_of(_lines(pages)), *figures), key=lambda block: block.page or 0)
    return Document(name, "pdf", (*blocks, *(Block(line, 0, in_margin=True) for line in margins)), len(pages))


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as trouble:
        if trouble.err_code == raw.FPDF_ERR_PASSWORD:
            raise Unreadable(say(_("The file has a password. Save it without one."))) from trouble
        raise Unreadable(say(_("The file is damaged."))) from trouble


def _pages(document: pypdfium2.PdfDocument) -> tuple[list[list[str]], list[Block]]:
    pages, figures = [], []
    try:
        for number, page in enumerate(document, start=1):
            read_page = page.get_textpage()
            pages.append(_written(read_page.get_text_bounded()))
            if _has_image(page):
                figures.append(Block("", 1, number, is_figure=True))
            read_page.close()
            page.close()
    except pypdfium2.PdfiumError as trouble:
        raise Unreadable(say(_("The file is damaged."))) from trouble
    return pages, figures


def _has_image(page: pypdfium2.PdfPage) -> bool:
    """On the page itself, or one level deeper, as Word and Typst put it. By PDFium's own calls: a page has hundreds."""
    own = [raw.FPDFPage_GetObject(page, number) for number in range(raw.FPDFPage_CountObjects(page))]
    boxes = [each for each in own if raw.FPDFPageObj_GetType(each) == raw.FPDF_PAGEOBJ_FORM]
    inside = (
        raw.FPDFFormObj_GetObject(box, number)
        for box in boxes
        for number in range(raw.FPDFFormObj_CountObjects(box))
    )
    return any(raw.FPDFPageObj_GetType(each) == raw.FPDF_PAGEOBJ_IMAGE for each in (*own, *inside))


def _written(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").replace(HYPHEN_AT_END, "-").replace("\u00ad", "")
    return [" ".join(line.split()) for line in text.split("\n")]


def _lines(pages: list[list[str]]) -> Iterator[Line]:
    """Lines are counted on each page, as a reader would."""
    for page, lines in enumerate(pages, start=1):
        for number, line in enumerate(lines, start=1):
            yield Line(line, number, page)
