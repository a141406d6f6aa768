"""Statements that the law, or the committees that judge schools, say otherwise about."""

from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan
from vangnet.plan.check.vocabulary import claims


def look(plan: Plan) -> Iterator[Spot]:
    """A statement may run over two sentences: the condition in one, the act in the next."""
    for claim in filter(lambda each: plan.has(each.words), claims()):
        for sentence in plan.body:
            if claim.words.search(sentence.text):
                why = say(
                    _("Not so, or not always: %(why)s (%(source)s)."), why=claim.why, source=claim.source
                )
                yield Spot(sentence.place, sentence.text, why)


KIND = Kind(
    "claim",
    _("Says otherwise than the law"),
    Severity.SERIOUS,
    _("Read the source, and write what holds. In doubt, ask the board's lawyer."),
    look,
)
