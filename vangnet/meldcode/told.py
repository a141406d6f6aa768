"""The facts of a meldcode dossier that stand, in the order in which things happened.

What happened last holds, by the day and hour that people gave.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from django.utils import timezone

from vangnet.core.dossiers.models import Entry, Fact
from vangnet.core.dossiers.timeline import Timeline

from .models import STRONG, UNSAFE, Answer, Decision, Help, VeiligThuisReport

FactT = TypeVar("FactT", bound=Fact)
Question, Given = Answer.Question, Answer.Given


@dataclass(frozen=True)
class Weighing:
    """The answers of one time that it was weighed."""

    entry: Entry
    answers: Mapping[str, str]

    @property
    def is_suspected(self) -> bool:
        return self.answers[Question.SUSPICION] != Given.NO

    @property
    def safety(self) -> str:
        return self.answers.get(Question.SAFETY, "")

    @property
    def is_strong(self) -> bool:
        return bool(set(self.answers.values()) & set(STRONG))

    @property
    def points_to_report(self) -> bool:
        """Unsafe or in doubt, no effective help, or help that is not accepted."""
        refused = Given.NO in (self.answers.get(Question.HELP), self.answers.get(Question.ACCEPTANCE))
        return self.safety in (*UNSAFE, Given.DOUBT) or refused


@dataclass(frozen=True)
class Told:
    facts: Sequence[Fact]

    @classmethod
    def of(cls, timeline: Timeline) -> "Told":
        return cls(sorted(timeline.standing_facts(), key=lambda fact: _when(fact.entry)))

    def all(self, model: type[FactT]) -> list[FactT]:
        return [fact for fact in self.facts if isinstance(fact, model)]

    @cached_property
    def weighings(self) -> list[Weighing]:
        answers: dict[Entry, dict[str, str]] = defaultdict(dict)
        for fact in self.all(Answer):
            if fact.question != Question.EFFECT:
                answers[fact.entry][fact.question] = fact.given
        return [Weighing(entry, given) for entry, given in answers.items()]

    @property
    def weighed(self) -> Weighing | None:
        return self.weighings[-1] if self.weighings else None

    @cached_property
    def decision(self) -> Decision | None:
        return next(reversed(self.all(Decision)), None)

    @cached_property
    def help(self) -> Help | None:
        return next(reversed(self.all(Help)), None)

    @cached_property
    def effects(self) -> list[Answer]:
        return [fact for fact in self.all(Answer) if fact.question == Question.EFFECT]

    @property
    def failed(self) -> Answer | None:
        """The last time that help turned out not to work."""
        return next((fact for fact in reversed(self.effects) if fact.given == Given.NO), None)

    @cached_property
    def reports(self) -> list[VeiligThuisReport]:
        return self.all(VeiligThuisReport)

    @property
    def reported(self) -> bool:
        """Whether it was reported; after help that failed, since then."""
        since = day_of(self.failed) if self.failed else date.min
        return any(day_of(report) >= since for report in self.reports)


def is_after(fact: Fact, other: Fact) -> bool:
    return _when(fact.entry) > _when(other.entry)


def day_of(what: Fact | Weighing) -> date:
    return timezone.localdate(what.entry.happened_at)


def _when(entry: Entry) -> tuple[datetime, int]:
    return entry.happened_at, entry.number
