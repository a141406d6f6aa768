"""What a register says from now on: a number of emergency officers, a name after "bij ons is dat".

Only where it is plain which fact is meant; the head sees what was written there before.
"""

import re
from collections.abc import Iterator

from vangnet.plan.check.kinds.people import NAME
from vangnet.plan.check.text import Plan

from . import markdown
from .words import roles

COUNTED = "staffing.emergency_officers"
NUMBER = re.compile(
    r"\b(?:zijn|hebben|heeft|telt|tellen)\s+(?:er\s+|wij\s+|we\s+)?"
    r"(\?|[Xx]{1,3}|\.{2,4}|…|\d{1,2}|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)\s+"
    r"(?=(?:bhv['’‘` -]?ers?|bedrijfshulpverleners?)\b(?:\s+aanwezig)?\s*(?:[.,;]|$))",
    re.IGNORECASE,
)
IS_THAT = re.compile(r"\b(?:is|zijn) (?:dat|dit)\s+(?=[A-Z])")

Span = tuple[int, int, str]


class Living:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def written(self, text: str, number: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The text as Markdown, and what in it a register says from now on, each with what stood there."""
        spans = sorted((*_numbers(text), *self._names(text, number)))
        said, at, live = "", 0, []
        for start, end, fact in spans:
            cited = f"{{{{ {fact} }}}}"
            said += (markdown.inline if said else markdown.line)(text[at:start]) + cited
            live.append((text[start:end], fact))
            at = end
        return said + (markdown.inline if said else markdown.line)(text[at:]), tuple(live)

    def _names(self, text: str, number: int) -> Iterator[Span]:
        """In a passage about one task: "Bij ons op school is dat" and a name."""
        is_that = IS_THAT.search(text)
        if not is_that:
            return
        heading = self._heading(number)
        fact = next((each.fact for each in roles() if each.fact and each.words.search(heading)), "")
        name = NAME.match(text, is_that.end())
        if fact and fact != COUNTED and name:
            yield name.start(), name.end(), fact

    def _heading(self, number: int) -> str:
        return next((block.text for block in reversed(self.plan.blocks[: number + 1]) if block.level), "")


def _numbers(text: str) -> Iterator[Span]:
    for found in NUMBER.finditer(text):
        yield found.start(1), found.end(1), COUNTED
