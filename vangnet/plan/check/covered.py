"""How a plan deals with a topic that it must cover: not at all, in passing, or worked out."""

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from vangnet.plan.topics import Topic

from .findings import Place

if TYPE_CHECKING:
    from .text import Plan, Sentence

SHORT = 5  # words: a line that only names the topic
POINTS = re.compile(
    r"\b(?:verwijzen|verwijst|zie|staat|staan|protocol\w*|regeling|procedure|bijlage|nog|concept|in ontwikkeling)\b",
    re.IGNORECASE,
)
NOTE = re.compile(r":\s+\w+\s+\w+")  # "Waarschuwing: de directeur schrijft": what, and what happens then
FULL = 7  # words: an item with a full stop that is longer is a sentence
TELLS = re.compile(
    r"\b(?:bespr\w+|bel\w*|meldt|vraag\w*|leg\w*|schrijft|controleert|geeft|gaat|oefen\w*)\b", re.IGNORECASE
)


class Covered:
    """How a plan deals with one topic: in which sentences, and whether they say anything."""

    def __init__(self, plan: "Plan", topic: Topic) -> None:
        self.plan, self.topic = plan, topic

    @cached_property
    def sentences(self) -> "tuple[Sentence, ...]":
        under = {
            number for number, each in enumerate(self.plan.sections) if self.topic.pattern.search(each.title)
        }
        return tuple(
            each for each in self.plan.body if each.section in under or self.topic.pattern.search(each.text)
        )

    @cached_property
    def is_absent(self) -> bool:
        return not self.topic.pattern.search(self.plan.whole)

    @cached_property
    def is_only_announced(self) -> bool:
        """Nothing but headings, bare items, and sentences that point elsewhere or to later: nothing is learnt yet."""
        blocks = {each.block for each in self.sentences if each.block not in self.plan.guides}
        around = [each for each in self.plan.body if each.block in blocks]
        return not any(self._tells(each) for each in around) and not self._has_list

    def _tells(self, sentence: "Sentence") -> bool:
        if sentence.is_row or not self._says(sentence):
            return sentence.is_row
        return not POINTS.search(sentence.text) or TELLS.search(sentence.text) is not None

    def _says(self, sentence: "Sentence") -> bool:
        """More than a name: in a list as a note or a sentence, such as of a plan that is written in notes."""
        words = len(sentence.text.split())
        if sentence.is_item:
            return bool(NOTE.search(sentence.text)) or (sentence.text.endswith(".") and words > FULL)
        return words > SHORT

    @cached_property
    def is_worked_out(self) -> bool:
        """It has a heading of its own, or more than one sentence: then what is missing there can be missed."""
        has_heading = any(self.topic.pattern.search(each.title) for each in self.plan.sections)
        return not self.is_only_announced and (has_heading or len(self.sentences) > 1)

    @property
    def _has_list(self) -> bool:
        return sum(1 for each in self.sentences if each.is_item) > 2

    @property
    def place(self) -> Place:
        """Its heading, or else the first words about it in the section that says most."""
        for section in self.plan.sections:
            if self.topic.pattern.search(section.title):
                return section.place
        hits = [each for each in self.plan.body if self.topic.pattern.search(each.text)] or [
            each for each in self.plan.sentences if self.topic.pattern.search(each.text)
        ]
        fullest = Counter(each.section for each in hits).most_common(1)
        return next((each.place for each in hits if each.section == fullest[0][0]), Place())
