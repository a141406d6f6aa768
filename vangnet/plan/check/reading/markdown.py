"""Markdown: headings, paragraphs, items, rows of a table, links and figures."""

import re
from collections.abc import Iterator

from .document import Block, Document, Start
from .plain import decoded

HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
DIVIDER = re.compile(r"^\s*\|?[\s:|-]+\|[\s:|-]*$|^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
FENCE = re.compile(r"^\s*(?:```|~~~)")
FIGURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LINK = re.compile(r"\[([^\]]*)\]\(\s*<?([^)>]*)>?\s*\)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def read(name: str, content: bytes) -> Document:
    text = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), decoded(content).replace("\r\n", "\n"))
    return Document(name, "md", tuple(_blocks(text.split("\n"))))


def _blocks(lines: list[str]) -> Iterator[Block]:
    gathered: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        if _stands_alone(line):
            yield from _joined(gathered)
            gathered = []
            yield from _alone(line, number)
        elif ITEM.match(line):
            yield from _joined(gathered)
            gathered = [(number, line)]
        else:
            gathered.append((number, line))
    yield from _joined(gathered)


def _stands_alone(line: str) -> bool:
    return not line.strip() or bool(
        HEADING.match(line) or DIVIDER.match(line) or FENCE.match(line) or line.lstrip().startswith("|")
    )


def _alone(line: str, number: int) -> Iterator[Block]:
    if DIVIDER.match(line) or FENCE.match(line) or not line.strip():
        return
    if heading := HEADING.match(line):
        yield Block(_bare(heading[2]), number, level=len(heading[1]), links=_links(line))
        return
    cells = tuple(_bare(cell.strip()) for cell in line.strip().strip("|").split("|"))
    yield Block(" | ".join(cells), number, cells=cells, links=_links(line))


def _joined(gathered: list[tuple[int, str]]) -> Iterator[Block]:
    if not gathered:
        return
    whole = "\n".join(line for _, line in gathered)
    if FIGURE.search(whole):
        yield Block("", gathered[0][0], is_figure=True)
    text = ""
    starts: list[Start] = []
    for number, line in gathered:
        piece = _bare(ITEM.sub("", line).strip().removeprefix(">").strip())
        starts.append(Start(len(text) + bool(text), number))
        text = f"{text} {piece}".strip()
    if text:
        is_item = bool(ITEM.match(gathered[0][1]))
        yield Block(text, gathered[0][0], is_item=is_item, links=_links(whole), starts=tuple(starts))


def _bare(text: str) -> str:
    """Without the marks for emphasis, code and links; the address of a link is kept apart."""
    text = LINK.sub(r"\1", FIGURE.sub("", text))
    text = re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", text)
    text = re.sub(r"(?<!\w)([*_])(\S.*?)\1(?!\w)", r"\2", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!|-])", r"\1", text).strip()


def _links(text: str) -> tuple[str, ...]:
    return tuple(address.strip() for _, address in LINK.findall(FIGURE.sub("", text)))
