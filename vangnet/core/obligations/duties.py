"""A promise that returns, as a declaration that reads like the sentence in the plan, and what the facts make of it.

Nobody ticks a box: a duty names the rows of a register that fulfil it. Its state is worked out from those facts and a
day, whether that day is today, last year or next spring.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from vangnet.core.agreements import Agreement
from vangnet.core.calendars import SchoolCalendar
from vangnet.core.law import Source
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .rhythms import Record, Rhythm

if TYPE_CHECKING:
    from django.db.models import QuerySet

LONG_AGO = date(2000, 8, 1)
SOON = 60  # days before the last one in which a duty is said to be due soon


class State(StrEnum):
    """What the facts make of a duty, from bad to good; the sign stands where there is no room for the word."""

    NEVER = "never"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    KEPT = "kept"
    NOT_APPLICABLE = "not_applicable"

    @property
    def word(self) -> str:
        return _WORDS[self]

    @property
    def sign(self) -> str:
        return _SIGNS[self]

    @property
    def badge(self) -> str:
        """Its name among the badges of the screen."""
        return _BADGES[self]

    @property
    def is_broken(self) -> bool:
        return self is State.NEVER or self is State.OVERDUE


_WORDS = {
    State.NEVER: _("never done"),
    State.OVERDUE: _("too late"),
    State.DUE_SOON: _("due soon"),
    State.KEPT: _("kept"),
    State.NOT_APPLICABLE: _("does not apply"),
}
_BADGES = {
    State.NEVER: "overdue",
    State.OVERDUE: "overdue",
    State.DUE_SOON: "due_soon",
    State.KEPT: "closed",
    State.NOT_APPLICABLE: "waiting",
}
_SIGNS = {
    State.NEVER: "✕",
    State.OVERDUE: "!",
    State.DUE_SOON: "◔",
    State.KEPT: "✓",
    State.NOT_APPLICABLE: "–",
}


Rows = Callable[[], "QuerySet[Any, Any]"]


@dataclass(frozen=True)
class Asked:
    """Of whom or what at a school a duty is asked: rows with the days between which they are there.

    `names` tells who or what those of some keys are, for who sees to it.
    """

    rows: Rows
    school: str = "school"
    key: str = "pk"
    day: str = "first_on"
    until: str = "last_on"
    names: Callable[[Collection[int]], Mapping[int, str]] | None = None


@dataclass(frozen=True)
class Changes:
    """After which days a duty is asked anew, such as that of a new version."""

    rows: Rows
    school: str = "school"
    day: str = "held_on"


@dataclass(frozen=True)
class Evidence:
    """The rows that fulfil a duty.

    `school`, `subject` and `day` are the paths in them to the school, to the person or thing that they are about
    (nothing: the school itself), and to the day. Facts that hold for a while end at `until`. Compared by what it
    names, so `rows` is a function of a module, never one made on the spot.
    """

    rows: Rows
    school: str = "school"
    day: str = "held_on"
    until: str = ""
    subject: str = ""
    subjects: Asked | None = None
    changes: Changes | None = None


@dataclass(frozen=True)
class Duty:
    """One promise: what, asked by which source, how often, by whom, reported to whom, and what fulfils it.

    `no_subject` is the reason why it does not apply at a school where nothing is registered that it could be about;
    without a reason such a school never did it. `recorded_at` names the page where the fact is recorded.
    """

    key: str
    title: str
    source: Source
    rhythm: Rhythm
    role: Role
    evidence: Evidence
    reported_to: tuple[str, ...] = ()
    also: tuple[Source, ...] = ()
    since: date = LONG_AGO
    notice: int = SOON
    no_subject: str = ""
    hint: str = ""
    recorded_at: str = ""
    highest: int = 0
    lowest: int = 0
    _agreement: Agreement | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_agreement", self._adjustable())

    @property
    def sources(self) -> tuple[Source, ...]:
        return (self.source, *self.also)

    @property
    def agreement(self) -> Agreement | None:
        """What a board may make stricter; nothing where the rhythm has no bounds."""
        return self._agreement

    def _adjustable(self) -> Agreement | None:
        if not (self.lowest or self.highest):
            return None
        number = self.rhythm.number
        return Agreement(
            key=f"duty.{self.key}",
            title=self.title,
            unit=self.rhythm.unit,
            default=number,
            lowest=self.lowest or number,
            highest=self.highest or number,
            source=self.source,
        )

    def as_agreed(self, agreed: Mapping[str, int]) -> "Duty":
        """With the number that the board set, if it set one."""
        if self.agreement is None or self.agreement.key not in agreed:
            return self
        return replace(self, rhythm=self.rhythm.with_number(self.agreement.value(agreed)))


class Standing(NamedTuple):
    """How a duty stands for one subject on a day: its state, until when that holds, and the latest fact."""

    state: State
    due_on: date | None = None
    last_on: date | None = None

    def __lt__(self, other: "Standing") -> bool:  # type: ignore[override]
        """The worse and the older first."""
        return self._weight() < other._weight()

    def _weight(self) -> tuple[int, date]:
        return _ORDER[self.state], self.due_on or date.max


_ORDER = {state: place for place, state in enumerate(State)}


def standing(
    duty: Duty, record: Record, on: date, *, since: date | None = None, calendar: SchoolCalendar | None = None
) -> Standing:
    """The state of a duty for one subject, that is there since a day: a pure function of facts and date."""
    begun = max(duty.since, since or duty.since)
    if on < begun:
        return Standing(State.NOT_APPLICABLE)
    due_on = duty.rhythm.due_on(record, begun, on, calendar)
    return Standing(_state(duty, record, due_on, on), due_on, record.last_on)


def _state(duty: Duty, record: Record, due_on: date | None, on: date) -> State:
    if due_on is None:
        return State.KEPT
    if on > due_on:
        return State.OVERDUE if record.last_on else State.NEVER
    is_near = on > due_on - timedelta(days=duty.notice)
    return State.DUE_SOON if is_near or (record.last_on is None and record.until is None) else State.KEPT


def worst(standings: Iterable[Standing], duty: Duty) -> Standing:
    """How a school stands that must do this for several people or things: as the worst of them."""
    every = list(standings)
    if len(every) == 1:  # nearly always: the school itself
        return every[0]
    if asked := [each for each in every if each.state is not State.NOT_APPLICABLE]:
        return min(asked)
    return Standing(State.NOT_APPLICABLE if every or duty.no_subject else State.NEVER)
