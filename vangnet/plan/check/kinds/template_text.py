"""Text of a board's template that was left in: it tells the writer what to write."""

from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Place, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.sentences import cut
from vangnet.plan.check.templates import is_instruction
from vangnet.plan.check.text import Plan

WHY = _("This speaks to who writes the plan, not to who reads it.")


def look(plan: Plan) -> Iterator[Spot]:
    """One spot for each run of such blocks, and one for each block that is so only in part."""
    before = -2
    for number, block in enumerate(plan.blocks):
        quote = next((text for _start, text in cut(block.text) if is_instruction(text)), None)
        if quote and before < number - 1:
            yield Spot(Place(block.line, block.page, plan.chapter_of(number)), quote, say(WHY))
        if quote or number in plan.template_blocks:
            before = number


KIND = Kind(
    "template-text",
    _("Text of a template left in"),
    Severity.NOTABLE,
    _("Take it out, and write there what your own school does."),
    look,
)
