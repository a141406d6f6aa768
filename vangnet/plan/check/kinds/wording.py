"""Words that leave open how often, when or who: nobody can be held to them."""

import re
from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import words_of

ARTICLE = 5  # letters: "Onze"


def _vague(plan: Plan) -> Iterator[Spot]:
    rhythm, moment = words_of("vague", "rhythm"), words_of("vague", "moment")
    duty, when = words_of("vague", "duty"), words_of("acts", "when")
    for sentence in plan.body:
        found = rhythm.search(sentence.text) or moment.search(sentence.text)
        if found and duty.search(sentence.text) and not when.search(sentence.text):
            why = say(_("“%(words)s” leaves open when."), words=sentence.text[slice(*found.span())])
            yield Spot(sentence.place, sentence.text, why)


def _promises(plan: Plan) -> Iterator[Spot]:
    promise, when = words_of("acts", "promise"), words_of("acts", "when")
    for sentence in plan.body:
        found = promise.search(sentence.text)
        if found and not when.search(sentence.text):
            yield Spot(
                sentence.place,
                sentence.text,
                say(_("“%(words)s”: when, and who sees to it?"), words=sentence.text[slice(*found.span())]),
            )


def _without_actor(plan: Plan) -> Iterator[Spot]:
    passive, strong = words_of("acts", "passive"), words_of("actors", "strong")
    for number, sentence in enumerate(plan.body):
        found = passive.search(sentence.text)
        if not found or strong.search(sentence.text) or words_of("acts", "anybody").search(sentence.text):
            continue
        before, after = plan.body[max(0, number - 1) : number], plan.body[number + 1 : number + 2]
        told_before = any(each.block == sentence.block and _acts(each) is not None for each in before)
        told_after = any(each.block == sentence.block and _is_told_by(each) for each in after)
        if not (_points(sentence) or told_before or told_after):
            why = say(
                _("Who does this? “%(words)s” names nobody."), words=sentence.text[slice(*found.span())]
            )
            yield Spot(sentence.place, sentence.text, why)


def _points(sentence: Sentence) -> bool:
    """A row of a table, or "hier" that points back to a sentence that says who."""
    return sentence.is_row or " door " in sentence.text or sentence.text.startswith(("Hier", "Daar"))


def _acts(sentence: Sentence) -> re.Match[str] | None:
    return words_of("actors", "acts").search(sentence.text)


def _is_told_by(following: Sentence) -> bool:
    """What follows is about the same act when it begins with who does it."""
    found = _acts(following)
    return " door " in following.text or (found is not None and found.start() <= ARTICLE)


VAGUE = Kind(
    "vague-term",
    _("How often, or when?"),
    Severity.MINOR,
    _("Write a rhythm, a term or a month."),
    _vague,
)
PROMISES = Kind(
    "promise",
    _("A promise without a day or a person"),
    Severity.NOTABLE,
    _("Write who does it, and before which day."),
    _promises,
)
WITHOUT_ACTOR = Kind(
    "act-without-actor",
    _("Nobody is named who does it"),
    Severity.MINOR,
    _("Name the function that does it."),
    _without_actor,
)
