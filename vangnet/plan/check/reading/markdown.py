"""Markdown: headings, paragraphs, items, rows of a table, links and figures."""

import re
from collections.abc import Iterator

from .document import Block, Document, Start
from .plain import decoded

HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
RULE = re.compile(r"-{3,}|\*{3,}|_{3,}|={3,}")
FENCE = re.compile(r"^\s*(?:```|~~~)")
# Bounded, so that a text of nothing but opening brackets is read as fast as any other.
FIGURE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{0,2000}\)")
LINK = re.compile(
    r"\[([^\[\]]{0,500})\]\(\s{0,9}<?([^()<>\s]{0,2000})>?(?:\s{1,9}\"[^\"]{0,200}\")?\s{0,9}\)"
)


def read(name: str, content: bytes) -> Document:
    text = _without_comments(decoded(content).replace("\r\n", "\n"))
    return Document(name, "md", tuple(_blocks(text.split("\n"))))


def _without_comments(text: str) -> str:
    """A comment leaves its line ends, so that what follows keeps its line; one that never ends is text."""
    before, *rest = text.split("<!--")
    kept = [before]
    for each in rest:
        comment, ends, after = each.partition("-->")
        kept.append("\n" * comment.count("\n") + after if ends else f"<!--{each}")
    return "".join(kept)


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
        HEADING.match(line) or _is_divider(line) or FENCE.match(line) or line.lstrip().startswith("|")
    )


def _is_divider(line: str) -> bool:
    """A rule, or the line under the head of a table."""
    bare = line.strip()
    return RULE.fullmatch(bare) is not None or ("|" in bare[1:] and set(bare) <= set(" \t:|-"))


def _alone(line: str, number: int) -> Iterator[Block]:
    if _is_divider(line) or FENCE.match(line) or not line.strip():
        return
    if heading := HEADING.match(line):
        yield Block(_bare(heading[2].rstrip("# ")), number, level=len(heading[1]), links=_links(line))
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
        item = ITEM.match(gathered[0][1])
        count = "".join(letter for letter in item[0] if letter.isdecimal()) if item else ""
        yield Block(
            text, gathered[0][0], is_item=bool(item), links=_links(whole), starts=tuple(starts), number=count
        )


def _bare(text: str) -> str:
    """Without the marks for emphasis, code and links; the address of a link is kept apart."""
    text = LINK.sub(r"\1", FIGURE.sub("", text))
    text = re.sub(r"(\*\*|__|`)(.{1,200}?)\1", r"\2", text)
    text = re.sub(r"(?<!\w)([*_])(\S.{0,200}?)\1(?!\w)", r"\2", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!|-])", r"\1", text).strip()


def _links(text: str) -> tuple[str, ...]:
    return tuple(address.strip() for _, address in LINK.findall(FIGURE.sub("", text)))
