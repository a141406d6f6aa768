"""Reads a plan and puts together everything that can be proposed of it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from vangnet.plan.check.annexes import LIST
from vangnet.plan.check.findings import Place
from vangnet.plan.check.reading import Document
from vangnet.plan.check.text import Plan
from vangnet.plan.models.paragraphs import LONGEST_TEXT

from . import markdown
from .annexes import annexes_of
from .duties import duties_of
from .partners import PHONE, partners_of
from .passages import Passage, Passages
from .proposed import LeftOut, Proposals, ProposedParagraph, Sort, Where, Why, key_of
from .tasks import tasks_of
from .titles import shortened
from .writing import Piece, Writing

ROOM = LONGEST_TEXT * 3 // 4  # so that a colleague can still add to it


def proposals(document: Document, today: date) -> Proposals:
    plan = Plan(document, today)
    annexes = annexes_of(plan)
    writing = Writing(plan, annexes)
    passages = Passages(plan)
    paragraphs = list(_paragraphs(passages, writing))
    tasks = tasks_of(plan)
    names = {each.name for each in tasks if each.name}
    return Proposals(
        paragraphs=tuple(
            replace(each, is_public=not _tells_of_people(each.text, names)) for each in paragraphs
        ),
        duties=tuple(duties_of(plan)),
        annexes=tuple({each.key: each for each in annexes.values()}.values()),
        partners=tuple(partners_of(plan)),
        tasks=tuple(tasks),
        left_out=(*writing.left_out, *_margins(document)),
    )


def _tells_of_people(text: str, names: Collection[str]) -> bool:
    return "@" in text or PHONE.search(text) is not None or any(name in text for name in names)


def _margins(document: Document) -> Iterator[LeftOut]:
    for block in document.blocks:
        if block.in_margin:
            yield LeftOut(Why.MARGIN, Where(Place(), block.text))


def _paragraphs(passages: Passages, writing: Writing) -> Iterator[ProposedParagraph]:
    order = 0
    for passage in passages.all:
        heading = passages.plan.blocks[passage.first].text if passage.has_heading else ""
        pieces = list(writing.pieces(passage.inside))
        if LIST.match(heading):
            pieces = list(_without_lists(writing, pieces))
        if any(each.sort != "heading" for each in pieces):
            for part in _parts(pieces):
                order += 1
                yield _paragraph(passages, passage, part, order)
        else:
            headings = (
                [Piece("heading", heading, _place(passages.plan, passage.first), heading)] if heading else []
            )
            for each in (*headings, *pieces):
                writing.leave(Why.ANNEXES if LIST.match(heading) else Why.HEADING, each.place, each.quote)


def _without_lists(writing: Writing, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """What else stands under the heading "Bijlagen" stays."""
    for each in pieces:
        if each.lists:
            writing.leave(Why.ANNEXES, each.place, each.quote)
        else:
            yield each


def _place(plan: Plan, number: int) -> Place:
    block = plan.blocks[number]
    return Place(block.line, block.page, plan.chapter_of(number))


@dataclass
class _Part:
    """Pieces that together are one paragraph; `title` where it is not the first of its passage."""

    title: str = ""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(len(each.text) + 2 for each in self.pieces)

    @property
    def text(self) -> str:
        return markdown.joined([(each.sort, each.text) for each in self.pieces])


def _parts(pieces: Sequence[Piece]) -> list[_Part]:
    """One, or as many as are needed for each to have room; cut before a heading where there is one."""
    parts = [_Part()]
    for group in _under_headings([cut for piece in pieces for cut in _cut(piece)]):
        if parts[-1].pieces and parts[-1].size + sum(len(each.text) + 2 for each in group) > ROOM:
            is_headed = group[0].sort == "heading"
            parts.append(_Part(title=group[0].text.lstrip("# ") if is_headed else ""))
            group = group[1:] if is_headed and len(group) > 1 else group
        for piece in group:
            if parts[-1].pieces and parts[-1].size + len(piece.text) > ROOM:
                parts.append(_Part(title=parts[-1].title))
            parts[-1].pieces.append(piece)
    return parts


def _under_headings(pieces: Sequence[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.sort == "heading" and groups[-1]:
            groups.append([])
        groups[-1].append(piece)
    return groups


def _cut(piece: Piece) -> Iterator[Piece]:
    """A single piece that is longer than a paragraph may be: between two lines or words."""
    text = piece.text
    while len(text) > ROOM:
        at = max(text.rfind("\n", 0, ROOM), text.rfind(" ", 0, ROOM))
        at = at if at > 0 else ROOM
        yield replace(piece, text=text[:at].rstrip())
        text = text[at:].lstrip()
    yield replace(piece, text=text)


def _paragraph(passages: Passages, passage: Passage, part: _Part, order: int) -> ProposedParagraph:
    first = part.pieces[0].place
    place = _place(passages.plan, passage.first) if passage.has_heading and not part.title else first
    title = passages.title_of(passage) or _named_by(part)
    if part.title:
        title = shortened(f"{title}: {part.title}")
    return ProposedParagraph(
        key=key_of(Sort.PARAGRAPH, passage.first, first.line, first.page, title),
        title=title,
        text=part.text,
        chapter=passages.chapter_of(passage),
        order=order,
        where=Where(place, passages.plan.blocks[passage.first].text if passage.has_heading else ""),
        live=tuple(each for piece in part.pieces for each in piece.live),
    )


def _named_by(part: _Part) -> str:
    """What stands before any heading is named by its first words."""
    return shortened(part.pieces[0].text.lstrip("# -|").split("\n")[0], 60)
