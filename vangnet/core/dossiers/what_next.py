"""Where a dossier stands in its protocol: what was done, what must be done before when, what this person may do now.

Every term and every obstacle is shown with what asks for it: an article of law, the safety plan, or practice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from vangnet.core.agreements import Agreement
from vangnet.core.law import PlanParagraph, Source
from vangnet.core.people.agreed import agreed
from vangnet.core.people.calendars import calendar_of
from vangnet.core.people.models import SchoolRule
from vangnet.core.protocols import Due, Obstacle, Step

from .due_words import due_words, nearness
from .grounds import Grounds
from .models import Dossier, Entry
from .timeline import Timeline, day


@dataclass(frozen=True)
class ShownSource:
    """Where a rule comes from, and whether that is law, the school's own plan, or practice."""

    citation: str
    kind: str
    is_law: bool

    def __str__(self) -> str:
        return self.citation


@dataclass(frozen=True)
class ShownObstacle:
    says: str
    source: ShownSource | None


@dataclass(frozen=True)
class NextUp:
    """Something that must be done, as `ui/components/next_up.html` shows it."""

    title: str
    who: str
    due_words: str
    due: datetime
    when: str  # overdue, soon or later
    why: str
    url: str | None

    @property
    def is_overdue(self) -> bool:
        return self.when == "overdue"

    @property
    def is_soon(self) -> bool:
        return self.when == "soon"


@dataclass(frozen=True)
class ShownStep:
    """A knot of the step line, as `ui/components/step_line.html` shows it."""

    title: str
    state: str  # done, now, open or skipped
    on: str
    url: str | None
    entry: int | None = None  # the number of the entry with which it was done


@dataclass(frozen=True)
class Action:
    """A step that this person may take: now, or once the obstacles are gone."""

    step: str
    title: str
    hint: str
    url: str
    obstacles: tuple[ShownObstacle, ...]
    on_the_line: bool
    is_due: bool


def shown_source(source: Source) -> ShownSource:
    kind, citation = gettext(source.kind), gettext(source.cite())
    # The plan's own citation begins with what it is.
    words = citation if isinstance(source, PlanParagraph) else f"{kind}: {citation}"
    return ShownSource(words, kind, source.is_law)


def shown_obstacles(obstacles: Sequence[Obstacle]) -> tuple[ShownObstacle, ...]:
    return tuple(
        ShownObstacle(gettext(o.says), shown_source(o.source) if o.source else None) for o in obstacles
    )


@dataclass(frozen=True)
class Standing:
    """Where the dossier stands now, and which roles the reader holds in it."""

    dossier: Dossier
    timeline: Timeline
    case: Any  # what the protocol of this kind asks about
    dues: tuple[Due, ...]
    grounds: Grounds
    term_sources: Mapping[str, str]

    @classmethod
    def of(cls, timeline: Timeline, grounds: Grounds) -> "Standing":
        dossier, kind = timeline.dossier, timeline.dossier.declared
        protocol, case = kind.protocol, kind.case(timeline)
        values = agreed(dossier.school, dossier.law_on)
        calendar = calendar_of(dossier.school) if protocol.counts_school_days else None
        dues = protocol.due(case, timeline.done(), calendar, values)
        ours = [agreement.key for agreement in protocol.agreements if agreement.key in values]
        return cls(dossier, timeline, case, dues, grounds, _where_agreed(dossier, ours) if ours else {})

    def next_up(self, now: datetime) -> tuple[NextUp, ...]:
        """What must be done, soonest first; who may not take a step reads only of those on the line."""
        shows_line = self.grounds.sees_progress
        return tuple(
            self._next(due, now)
            for due in self.dues
            if self.grounds.holds(due.role) or (shows_line and self._step(due).on_the_line)
        )

    def actions(self) -> tuple[Action, ...]:
        """Every step that belongs to this person's role and still makes sense, due ones first."""
        protocol, done = self.dossier.declared.protocol, self.timeline.done()
        is_closed = protocol.is_closed(done)
        steps = [
            step
            for step in protocol.steps
            if step.reopens == is_closed
            and not (step.once and step.key in done)
            and self.grounds.holds(step.role)
        ]
        found = [self._action(step, protocol.obstacles(step.key, self.case, done)) for step in steps]
        return tuple(sorted(found, key=lambda action: not action.is_due))

    def step_line(self) -> tuple[ShownStep, ...]:
        if not self.grounds.sees_progress:
            return ()
        steps = [step for step in self.dossier.declared.protocol.steps if step.on_the_line]
        taken = {entry.step: entry for entry in self.timeline.standing()}
        is_closed = self.dossier.closed_on is not None
        now = None if is_closed else self._now(steps, taken)
        return tuple(self._knot(step, taken.get(step.key), now, is_closed=is_closed) for step in steps)

    def _now(self, steps: Sequence[Step[Any]], taken: Mapping[str, Entry]) -> str | None:
        """The step whose turn it is: the one that is due first, else the first not taken that nothing stands before."""
        on_the_line = [step.key for step in steps]
        waiting = [due.step for due in self.dues if due.step in on_the_line]
        left = [key for key in on_the_line if key not in taken and not self._in_the_way(key)]
        return next(iter(waiting + left), None)

    def _in_the_way(self, step: str) -> tuple[Obstacle, ...]:
        return self.dossier.declared.protocol.obstacles(step, self.case, self.timeline.done())

    def _knot(self, step: Step[Any], taken: Entry | None, now: str | None, *, is_closed: bool) -> ShownStep:
        is_done = taken is not None and (is_closed or not any(due.step == step.key for due in self.dues))
        if step.closes and not is_closed:
            is_done, taken = False, None  # it was closed once, and reopened
        state = "done" if is_done else "skipped" if is_closed else "now" if step.key == now else "open"
        done = taken if is_done else None
        on = f"{day(timezone.localdate(done.happened_at))}, {done.author.full_name}" if done else ""
        url = self._url(step) if state == "now" else None
        return ShownStep(gettext(step.title), state, on, url, done.number if done else None)

    def _next(self, due: Due, now: datetime) -> NextUp:
        step = self._step(due)
        return NextUp(
            title=gettext(due.title),
            who=gettext(self.dossier.declared.who.get(due.role, "")),
            due_words=_words(due.ends, now),
            due=due.ends,
            when=nearness(due.ends, now),
            why=self._why(due),
            url=self._url(step),
        )

    def _why(self, due: Due) -> str:
        """What asks for it, and where the number of days comes from when that is somewhere else."""
        duty = shown_source(due.source).citation
        if due.agreement is None:
            return duty
        return gettext("%(duty)s. The term: %(term)s") % {"duty": duty, "term": self._term(due.agreement)}

    def _term(self, agreement: Agreement) -> str:
        return self.term_sources.get(agreement.key) or gettext(agreement.source.cite())

    def _action(self, step: Step[Any], obstacles: Sequence[Obstacle]) -> Action:
        return Action(
            step=step.key,
            title=gettext(step.title),
            hint=gettext(step.hint) if step.hint else "",
            url=self._url(step) or "",
            obstacles=shown_obstacles(obstacles),
            on_the_line=step.on_the_line,
            is_due=any(due.step == step.key for due in self.dues),
        )

    def _step(self, due: Due) -> Step[Any]:
        return self.dossier.declared.protocol.step(due.step)

    def _url(self, step: Step[Any]) -> str | None:
        if not self.grounds.holds(step.role):
            return None
        return reverse("dossier-step", args=[self.dossier.reference, step.key])


def _where_agreed(dossier: Dossier, keys: Sequence[str]) -> dict[str, str]:
    """Where the school, or else the board, wrote down the value that holds for this dossier."""
    rows = SchoolRule.objects.filter(
        Q(school=dossier.school_id) | Q(school=None), key__in=keys, since__lte=dossier.law_on
    ).order_by("since", "pk")
    board = {row.key: row.source for row in rows if row.school_id is None}
    return board | {row.key: row.source for row in rows if row.school_id is not None}


def _words(ends: datetime, now: datetime) -> str:
    """A term in hours ends at an hour, and that is said; a term in days ends with its day."""
    words, local = due_words(ends, now), timezone.localtime(ends)
    if local.time() == time.min or ends <= now:
        return words
    return gettext("%(day)s before %(time)s") % {"day": words, "time": f"{local:%H.%M}"}
