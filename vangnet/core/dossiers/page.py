"""What the page of a dossier shows, of whatever kind, prepared for one reader at one moment.

At a glance: what this is, where it stands in its protocol, what must be done next, by whom, before when and why;
then what happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Person, Placement
from vangnet.core.protocols import BROUGHT_IN
from vangnet.core.questions import Question

from . import timeline as entries
from .following import Way, connected, ways_on
from .grounds import Grounds
from .kinds import Heading
from .models import Dossier, Subject
from .rules import PROPOSES_DESTRUCTION, takes_colleagues
from .sharing import read_by
from .timeline import ShownEntry, Timeline, day
from .what_next import Action, NextUp, ShownStep, Standing


@dataclass(frozen=True)
class Involved:
    """Somebody whom the dossier is about, as `ui/components/people_list.html` shows it."""

    name: str
    role: str
    group: str
    initials: str
    url: str | None = None


@dataclass(frozen=True)
class Summary:
    """What this is: the head of the page, also shown above the form of a step."""

    title: str
    kind: str
    line: str
    grade: str
    reference: str
    url: str
    school: str
    state: str  # open, overdue or closed
    opened: str
    closed: str
    why_url: str
    readers_url: str


@dataclass(frozen=True)
class DossierPage:
    """Everything on the page. `handles`: the reader is one of those who handle this dossier."""

    summary: Summary
    handles: bool
    reads_everything: bool
    people: tuple[Involved, ...]
    steps: tuple[ShownStep, ...]
    next_up: tuple[NextUp, ...]
    actions: tuple[Action, ...]
    entries: tuple[ShownEntry, ...]
    bring_in_url: str | None
    destruction_url: str | None
    connected: tuple[Way, ...] = ()
    ways_on: tuple[Way, ...] = ()

    @property
    def ready(self) -> tuple[Action, ...]:
        """What this person may do now."""
        return tuple(action for action in self.actions if not action.obstacles)

    @property
    def waiting(self) -> tuple[Action, ...]:
        """Steps on the line for which something must be done first."""
        return tuple(action for action in self.actions if action.obstacles and action.on_the_line)

    @property
    def not_needed(self) -> tuple[Action, ...]:
        """Steps that this dossier does not ask for as it stands."""
        return tuple(action for action in self.actions if action.obstacles and not action.on_the_line)


def dossier_page(dossier: Dossier, person: Person, on: date, now: datetime) -> DossierPage:
    """The whole page in a number of queries that does not depend on how much was recorded."""
    return page_of(Timeline.of(dossier), Grounds(dossier, person, on), now)


def page_of(timeline: Timeline, grounds: Grounds, now: datetime) -> DossierPage:
    dossier, person, on = timeline.dossier, grounds.person, grounds.on
    standing = Standing.of(timeline, grounds)
    handles, read = grounds.holds("handler"), read_by(grounds, timeline)
    next_up = standing.next_up(now)
    return DossierPage(
        summary=summary(dossier, next_up),
        handles=handles,
        reads_everything=len(read) == len(timeline.entries),
        people=involved([row for row in timeline.subjects() if row.entry in read], dossier, on),
        steps=standing.step_line(),
        next_up=next_up,
        actions=standing.actions(),
        entries=entries.shown(timeline, read, person, handles=handles),
        bring_in_url=_bring_in_url(dossier) if handles and takes_colleagues(dossier.declared) else None,
        destruction_url=_destruction_url(dossier, person, on),
        connected=connected(dossier, person, on),
        ways_on=ways_on(dossier, person, on) if handles else (),
    )


def summary(dossier: Dossier, next_up: Sequence[NextUp] = ()) -> Summary:
    kind = dossier.declared
    heading = kind.heading(dossier) if kind.heading else Heading(kind.title)
    return Summary(
        title=gettext(heading.title),
        kind=gettext(kind.title),
        line=heading.line,
        grade=heading.grade,
        reference=dossier.reference,
        url=dossier.page_url,
        school=dossier.school.name,
        state=_state(dossier, next_up),
        opened=day(dossier.opened_on),
        closed=day(dossier.closed_on) if dossier.closed_on else "",
        why_url=reverse("dossier-why", args=[dossier.reference]),
        readers_url=reverse("dossier-readers", args=[dossier.reference]),
    )


def _bring_in_url(dossier: Dossier) -> str:
    return reverse("dossier-step", args=[dossier.reference, BROUGHT_IN])


def _destruction_url(dossier: Dossier, person: Person, on: date) -> str | None:
    """Only of a closed dossier, and for who may propose it."""
    if dossier.closed_on is None or not PROPOSES_DESTRUCTION.allows(person, dossier, on):
        return None
    return reverse("dossier-destruction", args=[dossier.reference])


def _state(dossier: Dossier, next_up: Sequence[NextUp]) -> str:
    if dossier.closed_on:
        return "closed"
    return "overdue" if any(due.is_overdue for due in next_up) else "open"


GROUPS_OF = Question(
    lambda pupils, school, on: Placement.objects.filter(
        holds_on(on), enrolment__pupil__in=pupils, enrolment__school=school
    ).values_list("enrolment__pupil", "group__name")
)


def involved(subjects: Sequence[Subject], dossier: Dossier, on: date) -> tuple[Involved, ...]:
    """The people of the dossier with the part of each and the group where a pupil sits today."""
    pupils = [subject.pupil_id for subject in subjects if subject.pupil_id]
    groups = dict(GROUPS_OF(pupils=pupils, school=dossier.school_id, on=on))
    words = dossier.declared.subject_roles
    return tuple(
        Involved(
            name=subject.shown_name,
            role=gettext(str(words.get(subject.role, subject.role))),
            group=groups.get(subject.pupil_id) or "",
            initials=_initials(subject.shown_name),
        )
        for subject in subjects
    )


def _initials(name: str) -> str:
    """First letters of the first and the last word, as on a coat peg."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
