"""From a draft to a plan that holds: sent to the participation council, its answer, adopted by the board, published.

The council must consent first (WMS art. 10, onder e). If it withholds its consent the board tells within three months
whether it withdraws the text or goes to the disputes commission (WMS art. 32). How an edition stands is worked out from
its steps.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cached_property

from vangnet.core.law import WMS
from vangnet.core.people.models import School
from vangnet.core.people.roles import Role
from vangnet.core.terms import months
from vangnet.core.words import _

from .access import KEEPERS
from .models import Edition, EditionStep

Kind = EditionStep.Kind
CONSENT = WMS.art("10", "onder e")
DISPUTE = WMS.art("32")
TO_DECIDE = months(3)  # not lengthened where it ends on a free day: earlier is safer


class State(Enum):
    SENT = _("with the participation council")
    CONSENTED = _("consented, not yet adopted")
    WITHHELD = _("consent withheld")
    WITHDRAWN = _("withdrawn")
    ADOPTED = _("adopted")

    @property
    def badge(self) -> str:
        return _BADGES[self]


_BADGES = {
    State.SENT: "waiting",
    State.CONSENTED: "due_soon",
    State.WITHHELD: "overdue",
    State.WITHDRAWN: "destroyed",
    State.ADOPTED: "closed",
}
_LEADS_TO = {
    Kind.CONSENTED: State.CONSENTED,
    Kind.WITHHELD: State.WITHHELD,
    Kind.WITHDRAWN: State.WITHDRAWN,
    Kind.ADOPTED: State.ADOPTED,
}
_MAY_FOLLOW = {
    State.SENT: (Kind.CONSENTED, Kind.WITHHELD, Kind.WITHDRAWN),
    State.CONSENTED: (Kind.ADOPTED, Kind.WITHDRAWN),
    State.WITHHELD: (Kind.CONSENTED, Kind.WITHDRAWN),
    State.WITHDRAWN: (),
    State.ADOPTED: (Kind.REVIEWED, Kind.PUBLISHED),
}
# Who records which step. The council's answer may come on paper, so who sent it may record it as well.
RECORDED_BY: Mapping[str, Sequence[Role]] = {
    Kind.CONSENTED: (Role.PARTICIPATION_COUNCIL, *KEEPERS),
    Kind.WITHHELD: (Role.PARTICIPATION_COUNCIL, *KEEPERS),
    Kind.WITHDRAWN: KEEPERS,
    Kind.ADOPTED: (Role.EXECUTIVE_BOARD, Role.CLUSTER_DIRECTOR),
    Kind.PUBLISHED: KEEPERS,
    Kind.UNPUBLISHED: KEEPERS,
    Kind.REVIEWED: KEEPERS,
}
DOES = {
    Kind.CONSENTED: _("The council consents"),
    Kind.WITHHELD: _("The council withholds its consent"),
    Kind.WITHDRAWN: _("Withdraw this edition"),
    Kind.ADOPTED: _("Adopt this edition"),
    Kind.PUBLISHED: _("Publish this edition"),
    Kind.UNPUBLISHED: _("Publish it no longer"),
    Kind.REVIEWED: _("Gone through: nothing to change"),
}


@dataclass(frozen=True)
class Course:
    """An edition with its steps, in order."""

    edition: Edition
    steps: Sequence[EditionStep]

    @classmethod
    def of(cls, edition: Edition) -> "Course":
        return cls(edition, tuple(edition.steps.all()))

    @cached_property
    def state(self) -> State:
        reached = [_LEADS_TO[Kind(step.kind)] for step in self.steps if Kind(step.kind) in _LEADS_TO]
        return reached[-1] if reached else State.SENT

    @property
    def is_open(self) -> bool:
        return self.state in {State.SENT, State.CONSENTED, State.WITHHELD}

    @property
    def is_published(self) -> bool:
        told = [step.kind for step in self.steps if step.kind in {Kind.PUBLISHED, Kind.UNPUBLISHED}]
        return bool(told) and told[-1] == Kind.PUBLISHED

    @property
    def may_follow(self) -> tuple[str, ...]:
        kinds = _MAY_FOLLOW[self.state]
        return tuple(
            Kind.UNPUBLISHED if kind is Kind.PUBLISHED and self.is_published else kind for kind in kinds
        )

    def last(self, kind: str) -> EditionStep | None:
        found = [step for step in self.steps if step.kind == kind]
        return found[-1] if found else None

    @property
    def adopted(self) -> EditionStep | None:
        return self.last(Kind.ADOPTED)

    @property
    def latest_on(self) -> date:
        return self.steps[-1].held_on if self.steps else self.edition.held_on

    @property
    def decide_before(self) -> date | None:
        """The last day on which the board says what it does after consent was withheld."""
        withheld = self.last(Kind.WITHHELD)
        return TO_DECIDE.ends(withheld.held_on) if withheld and self.state is State.WITHHELD else None

    @property
    def changed_at(self) -> datetime:
        """As long as nothing happens to it, a paper of it is the same to the byte."""
        return (self.steps[-1] if self.steps else self.edition).recorded_at

    def holds_on(self, on: date) -> bool:
        return self.adopted is not None and (self.adopted.in_force_from or date.max) <= on


@dataclass(frozen=True)
class Courses:
    """The editions of one school, the newest first."""

    every: Sequence[Course]
    on: date

    @property
    def in_force(self) -> Course | None:
        """Of those that hold already the one that began last."""
        return _latest(course for course in self.every if course.holds_on(self.on))

    @property
    def public(self) -> Course | None:
        return _latest(course for course in self.every if course.holds_on(self.on) and course.is_published)

    @property
    def open(self) -> Course | None:
        return next((course for course in self.every if course.is_open), None)

    @property
    def is_due(self) -> bool:
        held = self.in_force and self.in_force.adopted
        return bool(held and held.review_on and held.review_on < self.on)


def _latest(courses: Iterable[Course]) -> Course | None:
    held = [
        (course.adopted.in_force_from, course.edition.number, course) for course in courses if course.adopted
    ]
    return max(held, key=lambda each: each[:2])[2] if held else None


def courses_of(schools: Iterable[School], on: date) -> dict[int, Courses]:
    """By school, in two questions."""
    keys = [school.pk for school in schools]
    found: dict[int, list[Course]] = {key: [] for key in keys}
    for edition in Edition.objects.of_schools(keys):
        found[edition.school_id].append(Course.of(edition))
    return {key: Courses(tuple(every), on) for key, every in found.items()}
