"""The rows that stand for the invented board, by the keys that its files use."""

from dataclasses import dataclass, field

from vangnet.core.people.models import Cluster, Group, Guardian, Person, Pupil, School

from .content import Board
from .shift import Shift


@dataclass(frozen=True)
class Registers:
    """Filled by `organisation`, `staff` and `families`, in that order. Groups by key and school year as written."""

    board: Board
    shift: Shift
    clusters: dict[str, Cluster] = field(default_factory=dict)
    schools: dict[str, School] = field(default_factory=dict)
    groups: dict[tuple[str, int], Group] = field(default_factory=dict)
    staff: dict[str, Person] = field(default_factory=dict)
    pupils: dict[str, Pupil] = field(default_factory=dict)
    guardians: dict[str, Guardian] = field(default_factory=dict)
