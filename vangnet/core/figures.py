"""Figures about groups of people, told so that nobody can read or work out a number of one to four.

Each school's numbers add up to those of its cluster and of the board, and each row to its total; so a number that is
left out could be found by subtraction. Therefore more is left out: just so much that every number below five could,
for all that is told, just as well be five. A nought tells of nobody and is told, unless it would give another away.
What is left out is the same on every page and for every reader.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from itertools import count
from math import inf

FEWEST_TOLD = 5

Unit = Hashable  # a school, a cluster or the board
Value = Hashable  # a month, a category, a place ...
Cell = tuple[Unit, Value]
Counts = Mapping[Unit, Mapping[Value, int]]


def is_small(number: int) -> bool:
    return 0 < number < FEWEST_TOLD


@dataclass(frozen=True)
class Tree:
    """What adds up to what: `above` gives the cluster of each school and the board of each cluster."""

    above: Mapping[Unit, Unit]

    @cached_property
    def parts(self) -> dict[Unit, list[Unit]]:
        found: dict[Unit, list[Unit]] = defaultdict(list)
        for part, whole in self.above.items():
            found[whole].append(part)
        return dict(found)

    @cached_property
    def root(self) -> Unit:
        return next(whole for whole in self.parts if whole not in self.above)

    def leaves(self, unit: Unit) -> list[Unit]:
        if unit not in self.parts:
            return [unit]
        return [leaf for part in self.parts[unit] for leaf in self.leaves(part)]

    def sums(self, counts: Counts) -> dict[Unit, dict[Value, int]]:
        """The counts of the schools, with those of every unit above them."""
        summed: dict[Unit, dict[Value, int]] = {}
        for unit in (*self.above, self.root):
            summed[unit] = defaultdict(int)
            for leaf in self.leaves(unit):
                for value, number in counts.get(leaf, {}).items():
                    summed[unit][value] += number
        return summed


def blank(tree: Tree, totals: Mapping[Unit, int]) -> frozenset[Unit]:
    """The units of which nothing is told: too small a total, and as many beside them as hide it."""
    found = _blank_below(tree, tree.root, totals)
    return frozenset(unit for unit in found for unit in _with_all_below(tree, unit))


def _blank_below(tree: Tree, unit: Unit, totals: Mapping[Unit, int]) -> set[Unit]:
    parts = tree.parts.get(unit, [])
    if is_small(totals[unit]):
        return {unit}
    inside = {one for part in parts for one in _blank_below(tree, part, totals)}
    here = {part for part in parts if part in inside}
    others = sorted(set(parts) - here, key=lambda part: (totals[part] == 0, totals[part], parts.index(part)))
    while here and others and (len(here) < 2 or sum(totals[part] for part in here) < FEWEST_TOLD):
        here.add(others.pop(0))
    return inside | here


def _with_all_below(tree: Tree, unit: Unit) -> Iterable[Unit]:
    yield unit
    for part in tree.parts.get(unit, []):
        yield from _with_all_below(tree, part)


@dataclass(frozen=True)
class Rest:
    """The blank parts of a unit taken together: nobody is told this, and everybody can subtract it."""

    of: Unit


def left_out(tree: Tree, counts: Counts, values: Sequence[Value], blanks: frozenset[Unit]) -> frozenset[Cell]:
    """The cells of a table by school and value that are not told, of schools, clusters and the board alike.

    The totals of what is not blank are taken as told.
    """
    whole_blanks = {(unit, value) for unit in blanks for value in values}
    if tree.root in blanks:
        return frozenset(whole_blanks)
    network = _network(tree, counts, values, blanks)
    small = [stream for stream in network.streams if is_small(stream.number)]
    for stream in small:
        stream.is_told = False
    for stream in sorted(small, key=lambda stream: stream.number):
        network.protect(stream)
    hidden = {
        stream.cell for stream in network.streams if not (stream.is_told or isinstance(stream.cell[0], Rest))
    }
    return frozenset(hidden | whole_blanks)


def _network(tree: Tree, counts: Counts, values: Sequence[Value], blanks: frozenset[Unit]) -> "_Network":
    sums = tree.sums(counts)
    network = _Network()
    for unit in (*tree.above, tree.root):
        if unit in blanks:
            continue
        whole = tree.above.get(unit)
        for value in values:
            start: Hashable = (whole, value) if whole is not None else "all"
            end: Hashable = (unit, value) if unit in tree.parts else unit
            dear = 1 if unit not in tree.parts else 200 if whole is not None else 1000
            network.add(_Stream((unit, value), start, end, sums[unit][value], dear))
        if resting := [part for part in tree.parts.get(unit, []) if part in blanks]:
            for value in values:
                number = sum(sums[part][value] for part in resting)
                network.add(_Stream((Rest(unit), value), (unit, value), Rest(unit), number, 0, is_told=False))
    return network


@dataclass(eq=False)
class _Stream:
    """One number, as a stream from the whole to which it adds up to the part of which it is the whole."""

    cell: Cell
    start: Hashable
    end: Hashable
    number: int
    dear: int
    is_told: bool = True

    def __post_init__(self) -> None:
        """What it costs the reader when this is left out: a nought little, the number of a whole board much."""
        self.cost = self.dear * (1 if self.number == 0 else 8 + min(self.number, 60))


Step = tuple[_Stream, bool]  # with the stream (more of it), or against it (less of it)
Way = list[Step]


@dataclass(eq=False)
class _Network:
    """All numbers of a table as streams that neither gain nor lose where they meet, because they add up.

    A number may be other than it is exactly when more can flow through it and come back along numbers that are not
    told: against a stream as much as flows in it, with a stream without end.
    """

    streams: list[_Stream] = field(default_factory=list)
    meeting: dict[Hashable, list[tuple[_Stream, bool, Hashable]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, stream: _Stream) -> None:
        self.streams.append(stream)
        self.meeting[stream.start].append((stream, True, stream.end))
        self.meeting[stream.end].append((stream, False, stream.start))

    def protect(self, stream: _Stream) -> None:
        """Leave out what is needed for this number to be possibly five."""
        flows = {stream: stream.number}
        missing = FEWEST_TOLD - stream.number
        while missing:
            way = self._way_back(stream, flows, missing) or self._way_back(stream, flows, 1)
            if not way:
                raise ValueError("a table of fewer than five is left blank as a whole")
            moved = min([missing, *(flows.get(step, step.number) for step, along in way if not along)])
            for step, along in way:
                flows[step] = flows.get(step, step.number) + (moved if along else -moved)
                step.is_told = False
            missing -= moved

    def _way_back(self, stream: _Stream, flows: Mapping[_Stream, int], needed: int) -> Way:
        """From the end of a number back to its start; empty when there is no way."""
        return self._untold_way(stream, flows, needed) or self._cheapest_way(stream, flows, needed)

    def _untold_way(self, stream: _Stream, flows: Mapping[_Stream, int], needed: int) -> Way:
        """A way along numbers that are left out already."""
        came: dict[Hashable, tuple[Hashable, Step]] = {}
        waiting = deque([stream.end])
        while waiting:
            place = waiting.popleft()
            for step, along, there in self.meeting[place]:
                if step.is_told or step is stream or there in came or there == stream.end:
                    continue
                if along or flows.get(step, step.number) >= needed:
                    came[there] = place, (step, along)
                    if there == stream.start:
                        return _steps(came, stream)
                    waiting.append(there)
        return []

    def _cheapest_way(self, stream: _Stream, flows: Mapping[_Stream, int], needed: int) -> Way:
        """The way that leaves out what the reader misses least."""
        reached: dict[Hashable, float] = {stream.end: 0}
        came: dict[Hashable, tuple[Hashable, Step]] = {}
        turns = count()
        waiting: list[tuple[float, int, Hashable]] = [(0, next(turns), stream.end)]
        while waiting:
            cost, _turn, place = heappop(waiting)
            if place == stream.start:
                return _steps(came, stream)
            if cost > reached[place]:
                continue
            for step, along, there in self.meeting[place]:
                price = cost + (step.cost if step.is_told else 0)
                if price >= reached.get(there, inf) or step is stream:
                    continue
                if along or flows.get(step, step.number) >= needed:
                    reached[there], came[there] = price, (place, (step, along))
                    heappush(waiting, (price, next(turns), there))
        return []


def _steps(came: Mapping[Hashable, tuple[Hashable, Step]], stream: _Stream) -> Way:
    steps, place = [], stream.start
    while place != stream.end:
        place, step = came[place]
        steps.append(step)
    return steps
