"""Text of a board's template that was left in: it tells the writer what to write."""

from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Place, Severity, Spot
from vangnet.plan.check.reading.document import SUBHEADING
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan

NEAR = 2
WHY = _("This speaks to who writes the plan, not to who reads it.")


def look(plan: Plan) -> Iterator[Spot]:
    """One spot for each run of such blocks; a line in between does not break it, a heading does."""
    before = -NEAR - 1
    for number, block in enumerate(plan.blocks):
        quote = next((each.text for each in plan.pieces[number] if each.is_instruction), None)
        if quote and not _goes_on(plan, before, number):
            yield Spot(Place(block.line, block.page, plan.chapter_of(number)), quote, say(WHY))
        if quote or number in plan.template_blocks:
            before = number


def _goes_on(plan: Plan, before: int, number: int) -> bool:
    is_new = any(0 < block.level < SUBHEADING for block in plan.blocks[max(before, 0) + 1 : number + 1])
    return number - before <= NEAR and not is_new


KIND = Kind(
    "template-text",
    _("Text of a template left in"),
    Severity.NOTABLE,
    _("Take it out, and write there what your own school does."),
    look,
)
