"""Somebody who is in function in one place, and still to be found or trained in another."""

from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import Role, pattern, roles, words_of

from .people import named_in

LOOKS_ON = 1


def look(plan: Plan) -> Iterator[Spot]:
    for role in roles().values():
        waiting = _waiting(plan, role)
        working = waiting and next((each for each in plan.body if _works(plan, each, role, waiting)), None)
        if waiting and working:
            why = say(
                _("Here the %(role)s is still to come, while line %(line)s has one at work."),
                role=say(role.title), line=working.place,
            )  # fmt: skip
            yield Spot(waiting.place, waiting.text, why)


def _waiting(plan: Plan, role: Role) -> Sentence | None:
    """The role may be named in the sentence after the one that says it is still to come."""
    for number, sentence in enumerate(plan.body):
        near = plan.body[number : number + 1 + LOOKS_ON]
        if words_of("holding", "to_come").search(sentence.text):
            told = next(
                (each for each in near if role.words.search(each.text) and each.block == sentence.block), None
            )
            if told:
                return told
    return None


def _works(plan: Plan, sentence: Sentence, role: Role, waiting: Sentence) -> bool:
    if sentence is waiting or words_of("holding", "to_come").search(sentence.text):
        return False
    if named_in(plan, sentence) and (
        role.person.search(sentence.text) or role.person.search(plan.title_of(sentence))
    ):
        return True
    return bool(
        role.person.search(sentence.text)
        and (
            words_of("holding", "at_work").search(sentence.text)
            or pattern(rf"\bzijn (?:er )?(?:\d+|twee|drie|vier|vijf|zes) (?:{role.person.pattern})").search(
                sentence.text
            )
        )
    )


KIND = Kind(
    "contradiction-function",
    _("At work here, still to come there"),
    Severity.SERIOUS,
    _("Say who holds the task today, and as of when; until then, who does it instead."),
    look,
)
