"""Who is responsible for what, as a tree from the board to the tasks of a school: drawn from the appointments of a day.

The tree is drawn from top to bottom with a step in for each level, so it fits a phone and an A4 sheet alike. What it
shows stands beside it as a list, in the same words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from django.utils.translation import gettext as _

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Board, Cluster, School
from vangnet.core.people.roles import Role

from .holding import by_part, tasks_held

WIDTH, STEP, GAP, LINE, PADDING = 420, 18, 10, 17, 9
WIDE = 7.4  # of a sign, at most
MOST_IN_ONE = 14  # schools in one drawing: more do not fit on a sheet

Place = tuple[str, int | None]


@dataclass(frozen=True)
class Node:
    """A responsibility and who has it. `is_asked`: somebody must, so nobody is a vacancy; else it is a heading."""

    title: str
    names: tuple[str, ...] = ()
    children: tuple["Node", ...] = ()
    is_asked: bool = True

    @property
    def is_vacant(self) -> bool:
        return self.is_asked and not self.names

    @property
    def who(self) -> str:
        return ", ".join(self.names) if self.names else _("Vacant") if self.is_asked else ""


@dataclass(frozen=True)
class Box:
    """A node in its place: its left upper corner, its size, its lines, and where the line from its parent begins."""

    x: int
    y: int
    height: int
    titles: Sequence[tuple[int, str]]
    lines: Sequence[tuple[int, str]]
    is_vacant: bool
    parent: tuple[int, int] | None

    @property
    def width(self) -> int:
        return WIDTH - self.x - 1

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def text_x(self) -> int:
        return self.x + PADDING


@dataclass(frozen=True)
class Drawing:
    root: Node
    boxes: Sequence[Box]
    width = WIDTH

    @property
    def height(self) -> int:
        return self.boxes[-1].y + self.boxes[-1].height + 1


def drawn(root: Node) -> Drawing:
    return Drawing(root, tuple(_boxes(root, 1, 1, None)))


def _boxes(node: Node, x: int, y: int, parent: tuple[int, int] | None) -> Iterator[Box]:
    """The node, and below it what it answers for; each begins where the last one ended."""
    signs = int((WIDTH - x - 2 * PADDING) / WIDE)
    titles, names = (wrap(text, signs, break_on_hyphens=False) for text in (node.title, node.who))
    first = y + PADDING + 12
    placed = [(first + number * LINE, text) for number, text in enumerate([*titles, *names])]
    height = 2 * PADDING - 3 + len(placed) * LINE
    box = Box(x, y, height, placed[: len(titles)], placed[len(titles) :], node.is_vacant, parent)
    yield box
    y += box.height + GAP
    for child in node.children:
        for below in _boxes(child, x + STEP, y, (x + STEP // 2, box.y + box.height)):
            yield below
            y = below.y + below.height + GAP


def of_school(school: School, on: date) -> Node:
    """From the board down to every task of one school."""
    held = _held_above(on)
    parts = tuple(
        Node(
            _(title),
            is_asked=False,
            children=tuple(
                Node(_(each.task.title), tuple(dict.fromkeys(holder.name for holder in each.holders)))
                for each in tasks
                if each.task.key != "head"
            ),
        )
        for title, tasks in by_part(tasks_held(school, on))
    )
    node = Node(f"{Role.HEAD.label}, {school.name}", _heads([school], on)[school.pk], parts)
    if school.cluster:
        node = Node(_director(school.cluster), held[Role.CLUSTER_DIRECTOR, school.cluster_id], (node,))
    return Node(_("Executive board"), held[Role.EXECUTIVE_BOARD, None], (_officer(held), node))


def of_board(on: date) -> list[Node]:
    """First the board with its clusters, then each cluster with its schools, as many drawings as sheets."""
    held = _held_above(on)
    schools = list(School.objects.filter(closed_on=None).select_related("cluster"))
    heads = _heads(schools, on)
    clusters: dict[Cluster | None, list[Node]] = defaultdict(list)
    for school in schools:
        clusters[school.cluster].append(Node(f"{Role.HEAD.label}, {school.name}", heads[school.pk]))
    above = [
        Node(_director(cluster), held[Role.CLUSTER_DIRECTOR, cluster.pk]) for cluster in clusters if cluster
    ]
    board = Board.objects.first()
    title = f"{_('Executive board')}, {board.name}" if board else _("Executive board")
    top = Node(title, held[Role.EXECUTIVE_BOARD, None], (_officer(held), *above))
    return [top, *(sheet for cluster, nodes in clusters.items() for sheet in _sheets(cluster, nodes, held))]


def _sheets(
    cluster: Cluster | None, schools: Sequence[Node], held: Mapping[Place, tuple[str, ...]]
) -> Iterator[Node]:
    for start in range(0, len(schools), MOST_IN_ONE):
        part = tuple(schools[start : start + MOST_IN_ONE])
        if cluster:
            yield Node(_director(cluster), held[Role.CLUSTER_DIRECTOR, cluster.pk], part)
        else:
            yield Node(_("Schools without a cluster"), children=part, is_asked=False)


def _director(cluster: Cluster) -> str:
    return f"{Role.CLUSTER_DIRECTOR.label}, {cluster.name}"


def _officer(held: Mapping[Place, tuple[str, ...]]) -> Node:
    return Node(str(Role.DATA_PROTECTION_OFFICER.label), held[Role.DATA_PROTECTION_OFFICER, None])


def _held_above(on: date) -> Mapping[Place, tuple[str, ...]]:
    """The names of who holds a role over the board or a cluster."""
    rows = Appointment.objects.filter(holds_on(on), school=None)
    return _names((row.role, row.cluster_id, row) for row in _with_people(rows))


def _heads(schools: Collection[School], on: date) -> Mapping[int | None, tuple[str, ...]]:
    rows = Appointment.objects.filter(
        holds_on(on), role=Role.HEAD, school__in=[school.pk for school in schools]
    )
    named = _names((row.role, row.school_id, row) for row in _with_people(rows))
    return defaultdict(tuple, {school: names for (_role, school), names in named.items()})


def _with_people(rows: "Iterable[Appointment]") -> list[Appointment]:
    return list(rows.select_related("person").order_by("person__last_name", "first_on"))  # type: ignore[attr-defined]


def _names(rows: Iterable[tuple[str, int | None, Appointment]]) -> Mapping[Place, tuple[str, ...]]:
    found: dict[Place, list[str]] = defaultdict(list)
    for role, place, row in rows:
        if row.person.full_name not in found[role, place]:
            found[role, place].append(row.person.full_name)
    return defaultdict(tuple, {key: tuple(names) for key, names in found.items()})
