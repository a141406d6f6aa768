"""Finds for each story the children, guardians and colleagues who fit it; the same child where stories belong together.

Nobody is recast because of a text: a child has the age, sex and group that the story asks for on its own day, and the
father who was phoned exists. Brothers, sisters and namesakes never meet in one story.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Protocol

from . import mentions
from .chronicles import Chronicle
from .content import Board, Correction, Involved, Member, Story, Told
from .guardians import Guardian
from .pupils import Pupil


class Plot(Protocol):
    """What is asked of a story, or of a dossier of another kind, to find its people."""

    @property
    def key(self) -> str: ...
    @property
    def school(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def reporter(self) -> str: ...
    @property
    def reporter_named(self) -> str | None: ...
    @property
    def people(self) -> Sequence[Involved]: ...
    @property
    def pupils(self) -> Sequence[Involved]: ...
    @property
    def told(self) -> Sequence[Told]: ...
    @property
    def correction(self) -> Correction | None: ...


@dataclass(frozen=True)
class Cast:
    """Who plays in a story, by the letters of its texts.

    `coach` teaches the first child; `mistaken` is the child whom a first report named wrongly.
    """

    pupils: Mapping[str, Pupil]
    guardians: Mapping[str, Guardian]
    staff: Mapping[str, Member]
    reporter: Member
    coach: Member | None
    mistaken: Pupil | None = None

    def fill(self, text: str, **instead: str) -> str:
        """The text with first names for its letters; `instead` names somebody else for a letter."""
        names = {who: pupil.call_name for who, pupil in self.pupils.items()}
        names |= {who: member.first_name for who, member in self.staff.items()}
        names |= {"melder": self.reporter.first_name, "leerkracht": (self.coach or self.reporter).first_name}
        return text.format(**names | instead)


def casts(
    board: Board,
    stories: Iterable[Story],
    everybody: Iterable[Pupil],
    chronicles: Iterable[Chronicle] = (),
) -> dict[str, Cast]:
    """The cast of each story and of each dossier of another kind, by its key."""
    told, later = list(stories), list(chronicles)
    casting = _Casting(board, list(everybody), [*told, *later])
    found = {story.key: casting.cast(story, {}) for story in told}
    for chronicle in later:
        before = found[chronicle.follows].pupils if chronicle.follows else {}
        found[chronicle.key] = casting.cast(chronicle, before)
    return found


class _Casting:
    def __init__(self, board: Board, everybody: Sequence[Pupil], stories: Iterable[Plot]) -> None:
        self.board = board
        self.at_school: dict[str, list[Pupil]] = defaultdict(list)
        for pupil in everybody:
            self.at_school[pupil.school].append(pupil)
        self.parts: dict[str, list[tuple[Plot, Involved]]] = defaultdict(list)
        for story in stories:
            for involved in story.pupils:
                self.parts[involved.cast or f"{story.key}/{involved.who}"].append((story, involved))
        self.labelled: dict[str, Pupil] = {}
        self.used: Counter[str] = Counter()
        self.staff_names = {
            school.key: {member.first_name for member in board.staff if member.school == school.key}
            for school in board.schools
        }

    def cast(self, story: Plot, before: Mapping[str, Pupil]) -> Cast:
        """`before`: the children of the dossier that this one follows from."""
        chosen = self._children(story, before)
        pupils = {involved.who: chosen[involved.who] for involved in story.pupils}
        reporter = self._reporter(story, list(pupils.values()))
        first = next(iter(pupils.values()), None)
        return Cast(
            pupils=pupils,
            guardians={
                involved.who: _guardian(pupils[involved.of], involved)
                for involved in story.people
                if involved.kind == "guardian" and involved.of
            },
            staff={
                each.who: self._staff(story, each, reporter) for each in story.people if each.kind == "staff"
            },
            reporter=reporter,
            coach=self._teacher(story, first) if first else None,
            mistaken=self._mistaken(story, pupils),
        )

    # Children

    def _children(self, story: Plot, before: Mapping[str, Pupil]) -> dict[str, Pupil]:
        """Whom an earlier story chose comes first, so that the others differ from them."""
        known = {each.who: self.labelled[each.cast] for each in story.pupils if each.cast in self.labelled}
        known |= {each.who: before[each.who] for each in story.pupils if each.who in before}
        for involved in story.pupils:
            if involved.who not in known:
                known[involved.who] = self._child(story, involved, known)
        return known

    def _child(self, story: Plot, involved: Involved, others: Mapping[str, Pupil]) -> Pupil:
        parts = self.parts[involved.cast or f"{story.key}/{involved.who}"]
        fitting = [
            pupil
            for pupil in self.at_school[story.school]
            if pupil not in self.labelled.values()
            and all(_suits(pupil, *part) for part in parts)
            and _goes_with(pupil, story, involved, others)
        ]
        child = self._least_used(story, involved, fitting)
        if involved.cast:
            self.labelled[involved.cast] = child
        self.used[child.key] += 1
        return child

    def _least_used(self, story: Plot, involved: Involved, fitting: Sequence[Pupil]) -> Pupil:
        if not fitting:
            raise LookupError(f"story {story.key}: nobody fits {involved.who}")
        names = self.staff_names[story.school]
        unlike_staff = [pupil for pupil in fitting if pupil.call_name not in names] or fitting
        fewest = min(self.used[pupil.key] for pupil in unlike_staff)
        rested = [pupil for pupil in unlike_staff if self.used[pupil.key] == fewest]
        return Random(f"{story.key}/{involved.who}").choice(rested)  # noqa: S311 - invention, not secrecy

    def _mistaken(self, story: Plot, pupils: Mapping[str, Pupil]) -> Pupil | None:
        """Another child who might have been the one, for a report that named the wrong child first."""
        letter = story.correction.was_another if story.correction else None
        if letter is None:
            return None
        part = next(each for each in story.pupils if each.who == letter)
        return self._child(story, part, pupils)

    # Colleagues

    def _reporter(self, story: Plot, pupils: Sequence[Pupil]) -> Member:
        if story.reporter_named:
            return self.board.member(story.reporter_named)
        involved = {each.staff for each in story.people if each.kind == "staff"}
        taught = [self._teacher(story, pupil) for pupil in pupils] if story.reporter == "coach" else []
        held = self.board.holders(story.reporter, story.at.date(), school=story.school)
        return next(each for each in [*taught, *held] if each and each.key not in involved)

    def _teacher(self, story: Plot, pupil: Pupil) -> Member | None:
        place = pupil.placement_on(story.at.date())
        teachers = self.board.holders("coach", story.at.date(), group=place.group) if place else []
        return teachers[0] if teachers else None

    def _staff(self, story: Plot, involved: Involved, reporter: Member) -> Member:
        if involved.staff == "reporter":
            return reporter
        if involved.staff:
            return self.board.member(involved.staff)
        return self.board.holders(involved.staff_role or "coach", story.at.date(), school=story.school)[0]


def _suits(pupil: Pupil, story: Plot, involved: Involved) -> bool:
    """Whether the child fits the part by itself, on the day of the story."""
    place = pupil.placement_on(story.at.date())
    if place is None or any(each.contact_order for each in pupil.guardians) != involved.guardian_with_order:
        return False
    return (
        (involved.years is None or involved.years[0] <= place.year_group <= involved.years[1])
        and involved.sex in (None, pupil.sex)
        and involved.pool in (None, pupil.name_pool)
        and involved.group in (None, place.group)
        and mentions.are_there(_mentioned(story, involved), pupil)
    )


def _mentioned(story: Plot, involved: Involved) -> frozenset[str]:
    """The relations of the guardians whom the story speaks of: in its people, and in what they were told."""
    asked = {each.relation for each in story.people if each.kind == "guardian" and each.of == involved.who}
    spoken = mentions.in_texts(told.text for told in story.told if told.who == involved.who)
    if involved.guardian_with_order:
        return spoken
    return spoken | frozenset(relation for relation in (*asked, involved.relation) if relation)


def _goes_with(pupil: Pupil, story: Plot, involved: Involved, others: Mapping[str, Pupil]) -> bool:
    """No brothers, sisters or namesakes in one story, and classmates where it asks for them."""
    if any(pupil.family == other.family or pupil.call_name == other.call_name for other in others.values()):
        return False
    if involved.group_of is None:
        return True
    day = story.at.date()
    place, beside = pupil.placement_on(day), others[involved.group_of].placement_on(day)
    return place is not None and beside is not None and place.group == beside.group


def _guardian(pupil: Pupil, involved: Involved) -> Guardian:
    """The guardian whom the story means; when a court limited contact, the one whom the order is about."""
    limited = [each for each in pupil.guardians if each.contact_order]
    of_relation = [each for each in pupil.guardians if each.relation == involved.relation]
    return (limited or of_relation or list(pupil.guardians))[0]
