"""Which of the required topics a paragraph or an annex is about, by its title and by what its text says.

The words are those of the check of a plan. A title says it outright; in a text a topic must be what a good part of its
sentences speak about, because parents, tasks and the building are named in passing everywhere.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from markdown_it.token import Token

from .check.covered import Covered
from .check.reading.document import Block, Document
from .check.text import Plan
from .text import MARKDOWN, NAMED
from .topics import NAMED_EVERYWHERE, TOPICS

AMONG = 3  # at least one in so many of the sentences


def recognised(title: str, text: str = "") -> list[str]:
    """The keys of the topics, in the order of the list."""
    plan = Plan(Document("", "md", tuple(_blocks(text))), date.min)
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


def _blocks(text: str) -> Iterator[Block]:
    is_item = False
    for before, token in pairwise(MARKDOWN.parse(text)):
        if before.type in {"list_item_open", "list_item_close"}:
            is_item = before.type == "list_item_open"
        if token.type == "inline":
            words = "".join(map(_words, token.children or ()))
            level = int(before.tag[1:]) if before.type == "heading_open" else 0
            cells = (words,) if before.type in {"th_open", "td_open"} else ()
            yield Block(words, 0, level=level, is_item=is_item, cells=cells)


def _words(token: Token) -> str:
    return {"text": token.content, "named": "–", "softbreak": " ", "hardbreak": " "}.get(token.type, "")
