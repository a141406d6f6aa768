"""Which of the required topics a paragraph or an annex is about, by its title and by what its text says.

The words are those of the check of a plan. A title says it outright; in a text a topic must be what a good part of its
sentences speak about, because parents, tasks and the building are named in passing everywhere.
"""

from datetime import date

from .check.covered import Covered
from .check.reading.markdown import of_text
from .check.text import Plan
from .text import NAMED
from .topics import NAMED_EVERYWHERE, TOPICS

AMONG = 3  # at least one in so many of the sentences


def recognised(title: str, text: str = "") -> list[str]:
    """The keys of the topics, in the order of the list."""
    plan = Plan(of_text("", bare(text)), date.min)
    by_text = {each.topic.key for each in plan.topics if _is_about(plan, each)}
    return [topic.key for topic in TOPICS if topic.key in by_text or topic.pattern.search(title)]


def bare(text: str) -> str:
    """Without what it names: a name is no word of the text."""
    return NAMED.sub("–", text)


def _is_about(plan: Plan, covered: Covered) -> bool:
    """At least two sentences, and they tell something."""
    number = len(covered.sentences)
    is_enough = number > 1 and number * AMONG >= len(plan.body)
    return is_enough and covered.topic.key not in NAMED_EVERYWHERE and not covered.is_only_announced
