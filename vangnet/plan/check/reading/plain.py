"""A text file, such as one that was saved from a PDF; a form feed begins a new page."""

from vangnet.core.words import _
from vangnet.plan.check.said import say

from .columns import cells_of, indent_of
from .document import Document, Unreadable
from .line import Line
from .lines import blocks_of

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read(name: str, content: bytes) -> Document:
    pages = decoded(content).replace("\r\n", "\n").replace("\r", "\n").split("\f")
    lines, number = [], 0
    for page, text in enumerate(pages, start=1):
        for line in text.split("\n"):
            number += 1
            on_page = page if len(pages) > 1 else None
            lines.append(Line(" ".join(line.split()), number, on_page, cells_of(line), indent_of(line)))
        number -= 1
    return Document(name, "txt", tuple(blocks_of(lines)), len(pages) if len(pages) > 1 else None)


def decoded(content: bytes) -> str:
    """By its mark, as UTF-8, or else as old Windows programs save it."""
    encoding = next((name for mark, name in MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    strange = sum(1 for letter in text[:10_000] if letter < " " and letter not in "\t\n\r\f\v")
    if strange > len(text[:10_000]) / 20:
        raise Unreadable(say(_("The file holds no readable text.")))
    return text
