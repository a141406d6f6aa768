"""What every import shows before anything is written: what is new, what changes, who left, and what is wrong.

A reader turns a file into values and problems; a comparison turns values into changes; `apply` writes them
all or none. The same file offered twice gives a plan without changes.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from vangnet.core.people.models import School
from vangnet.core.people.problems import Problem


class PlanOutdated(Exception):  # noqa: N818 - named as what it says to people
    """Since the plan was made, what it was compared with has changed: look at it again before agreeing."""


class Sign(Enum):
    """What agreeing to the plan would do with one row."""

    NEW = "new"
    CHANGED = "changed"
    LEFT = "left"
    SAME = "same"


@dataclass(frozen=True)
class Difference:
    """What stands here now and what the file says. The field's name is marked for translation."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One pupil, group, guardian, school or person; `subject` is the marked word for what it is."""

    sign: Sign
    subject: str
    name: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Context:
    """The day, the schools for which the person may bring in files, and what was chosen with the file."""

    on: date
    schools: frozenset[int]
    school: School | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    is_complete: bool = False
    school_year: str = ""


@dataclass(frozen=True)
class Plan:
    """All that one file would do. `apply` writes it in one transaction; with problems it refuses."""

    title: str
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    apply: Callable[[], None]
    remarks: tuple[str, ...] = ()
    school: School | None = None
    counts: Counter[Sign] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", Counter(change.sign for change in self.changes))

    @property
    def is_ready(self) -> bool:
        """Something to write, and nothing wrong."""
        return not self.problems and any(self.counts[sign] for sign in (Sign.NEW, Sign.CHANGED, Sign.LEFT))

    @property
    def fingerprint(self) -> str:
        """Differs as soon as the plan would do anything else than what a person was shown."""
        digest = hashlib.sha256()
        for row in (*self.changes, *self.problems):
            digest.update(repr(row).encode())
        return digest.hexdigest()
