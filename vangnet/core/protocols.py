"""A procedure as a declaration: steps, conditions and clocks, each with the source that asks for it.

A protocol knows nothing of databases. It is asked three things about a case: what stands in the way of a step
(`obstacles`), what must be done before when (`due`), and whether the case is closed (`is_closed`). State is never
stored: it is the steps that stand.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from vangnet.core.agreements import Agreement
from vangnet.core.calendars import SchoolCalendar
from vangnet.core.law import Source
from vangnet.core.terms import Term, same_day
from vangnet.core.words import _

CaseT = TypeVar("CaseT")

# Steps that every dossier knows, whatever its protocol: taking back an entry that should not have been made, bringing
# in a colleague, and opening the dossier in need.
WITHDRAWN = "withdrawn"
BROUGHT_IN = "brought_in"
GLASS = "glass"


@dataclass(frozen=True)
class Condition(Generic[CaseT]):
    """What must be true of the case before a step; `says` is the sentence that a person reads when it is not."""

    says: str
    source: Source
    holds: Callable[[CaseT], bool]


@dataclass(frozen=True)
class Step(Generic[CaseT]):
    """One thing that people do. `role` names who may, in the words of the slice's `access.py`."""

    key: str
    title: str
    role: str
    source: Source
    hint: str = ""
    after: tuple[str, ...] = ()
    needs: tuple[Condition[CaseT], ...] = ()
    once: bool = False
    closes: bool = False
    reopens: bool = False
    on_the_line: bool = True  # shown in the step line; a note can be made at any time and is not


def note(source: Source) -> Step[Any]:
    """What most procedures know alike: anything else, for who handles the dossier."""
    return Step(
        "note",
        _("Note"),
        role="handler",
        source=source,
        hint=_("Anything else that must be known; read by those who handle this."),
        on_the_line=False,
    )


def reopening(source: Source) -> Step[Any]:
    """The way back from the end, by who handles the dossier."""
    return Step(
        "reopen",
        _("Reopen"),
        role="handler",
        source=source,
        hint=_("Something came up that belongs to this."),
        reopens=True,
        on_the_line=False,
    )


@dataclass(frozen=True)
class Clock(Generic[CaseT]):
    """A term that runs on a case: from when, how long, and why.

    `since` gives nothing while it does not run, and several days where each has a term of its own.
    """

    step: str
    title: str
    source: Source
    since: Callable[[CaseT], date | datetime | tuple[date, ...] | None]
    term: Term | None = None
    agreement: Agreement | None = None
    unit: Callable[[int], Term] | None = None

    def length(self, agreed: Mapping[str, int]) -> Term:
        """The term itself, or the one that the school agreed; the day itself when `since` is an agreed date."""
        if self.agreement and self.unit:
            return self.unit(self.agreement.value(agreed))
        return self.term or same_day()


@dataclass(frozen=True)
class Obstacle:
    says: str
    source: Source | None = None


@dataclass(frozen=True)
class Due:
    """Something that must be done: which step, before when, and what asks for it.

    The number of days may come from elsewhere than the duty itself: from `agreement`, where a school set it.
    """

    step: str
    title: str
    role: str
    ends: datetime
    source: Source
    agreement: Agreement | None = None


@dataclass(frozen=True)
class Protocol(Generic[CaseT]):
    key: str
    steps: tuple[Step[CaseT], ...]
    clocks: tuple[Clock[CaseT], ...] = ()
    agreements: tuple[Agreement, ...] = ()
    counts_school_days: bool = False
    _by_key: Mapping[str, Step[CaseT]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {step.key: step for step in self.steps})

    def step(self, key: str) -> Step[CaseT]:
        return self._by_key[key]

    def has(self, key: str) -> bool:
        return key in self._by_key

    def is_closed(self, done: Sequence[str]) -> bool:
        """Whether the last closing step stands after the last that reopens."""
        for key in reversed(done):
            if self.has(key) and (self.step(key).closes or self.step(key).reopens):
                return self.step(key).closes
        return False

    def obstacles(self, key: str, case: CaseT, done: Sequence[str]) -> tuple[Obstacle, ...]:
        """Everything that stands in the way of a step; nothing when it may be taken."""
        step = self.step(key)
        return tuple(self._of_order(step, done)) + tuple(
            Obstacle(need.says, need.source) for need in step.needs if not need.holds(case)
        )

    def _of_order(self, step: Step[CaseT], done: Sequence[str]) -> list[Obstacle]:
        closed = self.is_closed(done)
        found = []
        if closed and not step.reopens:
            found.append(Obstacle(_("The dossier is closed. Reopen it first.")))
        if step.reopens and not closed:
            found.append(Obstacle(_("The dossier is open.")))
        if step.once and step.key in done:
            found.append(Obstacle(_("This has been recorded already. Correct the entry if it is not right.")))
        found += [
            Obstacle(self.step(before).title, self.step(before).source)
            for before in step.after
            if before not in done
        ]
        return found

    def due(
        self, case: CaseT, done: Sequence[str], calendar: SchoolCalendar | None, agreed: Mapping[str, int]
    ) -> tuple[Due, ...]:
        """What must be done, soonest first; nothing once the case is closed."""
        if self.is_closed(done):
            return ()
        running = [due for clock in self.clocks for due in self._ends(clock, case, calendar, agreed)]
        return tuple(sorted(running, key=lambda due: due.ends))

    def _ends(
        self, clock: Clock[CaseT], case: CaseT, calendar: SchoolCalendar | None, agreed: Mapping[str, int]
    ) -> Iterator[Due]:
        since = clock.since(case)
        for event in since if isinstance(since, tuple) else (since,):
            if event is not None:
                ends = clock.length(agreed).deadline(event, calendar)
                role = self.step(clock.step).role
                yield Due(clock.step, clock.title, role, ends, clock.source, clock.agreement)
