"""How far a plan covers what it must: each topic in a paragraph, in an annex or nowhere, and a score of the whole.

A topic counts in full where a paragraph is about it, or an annex that is adopted and can be found. It counts for half
where only an annex is that is expired, still being written or nowhere to be found: somebody thought of it, and nobody
can lean on it yet.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from vangnet.core.words import _

from .models import AnnexVersion, Version
from .reading import Placed
from .recognising import bare
from .topics import NAMED_EVERYWHERE, TOPICS, Demand, Topic

LAW_FIRST = tuple(sorted(TOPICS, key=lambda topic: not topic.is_law))


class State(Enum):
    """With its name among the badges of the screen, its sign where there is no room for the word, and its weight."""

    MISSING = ("overdue", "✕", 0)
    HALF = ("due_soon", "◔", 1)
    COVERED = ("closed", "✓", 2)

    def __init__(self, badge: str, sign: str, weight: int) -> None:
        self.badge, self.sign, self.weight = badge, sign, weight

    @property
    def word(self) -> str:
        return _WORDS[self]


_WORDS = {State.MISSING: _("missing"), State.HALF: _("half"), State.COVERED: _("covered")}


@dataclass(frozen=True)
class Coverage:
    """The keys of the topics that are covered, and of those that are for half."""

    whole: Collection[str]
    half: Collection[str]

    @classmethod
    def of(cls, paragraphs: Iterable[Version], annexes: Iterable[AnnexVersion]) -> "Coverage":
        whole: set[str] = {key for each in paragraphs for key in each.topics}
        half: set[str] = set()
        for annex in annexes:
            (whole if annex.can_be_leaned_on else half).update(annex.topics)
        return cls(frozenset(whole), frozenset(half - whole))

    def state(self, topic: Topic) -> State:
        if topic.key in self.whole:
            return State.COVERED
        return State.HALF if topic.key in self.half else State.MISSING

    @cached_property
    def score(self) -> int:
        """In whole percents, rounded down: a hundred is everything."""
        return sum(self.state(topic).weight for topic in TOPICS) * 50 // len(TOPICS)


def coverage_of(schools: Collection[int]) -> dict[int, Coverage]:
    """By number of the school, in two questions and without reading any text."""
    paragraphs, annexes = defaultdict(list), defaultdict(list)
    versions = Version.objects.of_plans(schools).filter(is_left_out=False).select_related("paragraph")
    for version in versions.only("topics", "paragraph__school"):
        paragraphs[version.paragraph.school_id].append(version)
    lines = AnnexVersion.objects.of_plans(schools).filter(is_left_out=False).select_related("annex")
    for line in lines.only("topics", "status", "found", "annex__school"):
        annexes[line.annex.school_id].append(line)
    return {
        key: Coverage.of(paragraphs[None] + paragraphs[key], annexes[None] + annexes[key]) for key in schools
    }


@dataclass(frozen=True)
class Covering:
    """A topic with what is about it in the plan of a school; `in_passing` are paragraphs that only have its words."""

    topic: Topic
    state: State
    paragraphs: tuple[Placed, ...]
    annexes: tuple[AnnexVersion, ...]
    in_passing: tuple[Placed, ...] = ()

    @cached_property
    def lacks(self) -> list[Demand]:
        """What the law asks to be said about it and its paragraphs do not say; an annex that holds may say it."""
        if not self.paragraphs or any(each.can_be_leaned_on for each in self.annexes):
            return []
        versions = [each.version for each in self.paragraphs]
        said = "\n".join(f"{each.title}\n{bare(each.text)}" for each in versions)
        return [each for each in self.topic.demands if each.is_law and not each.pattern.search(said)]


def coverings(paragraphs: Collection[Placed], annexes: Collection[AnnexVersion]) -> list[Covering]:
    """What the law asks first, then what the sector expects."""
    found = Coverage.of([each.version for each in paragraphs], annexes)
    return [
        Covering(
            topic,
            state,
            tuple(each for each in paragraphs if topic.key in each.version.topics),
            tuple(each for each in annexes if topic.key in each.topics),
            () if state is State.COVERED else _in_passing(topic, paragraphs),
        )
        for topic in LAW_FIRST
        for state in [found.state(topic)]
    ]


def _in_passing(topic: Topic, paragraphs: Iterable[Placed]) -> tuple[Placed, ...]:
    if topic.key in NAMED_EVERYWHERE:
        return ()
    return tuple(each for each in paragraphs if topic.pattern.search(bare(each.version.text)))
