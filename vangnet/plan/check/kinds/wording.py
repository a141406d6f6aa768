"""Words that leave open how often, when or who: nobody can be held to them."""

from collections.abc import Iterator
from itertools import zip_longest

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import words_of


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
    for sentence, following in zip_longest(plan.body, plan.body[1:]):
        found = passive.search(sentence.text)
        if found and not strong.search(sentence.text) and not _is_told(sentence, following):
            why = say(
                _("Who does this? “%(words)s” names nobody."), words=sentence.text[slice(*found.span())]
            )
            yield Spot(sentence.place, sentence.text, why)


def _is_told(sentence: Sentence, following: Sentence | None) -> bool:
    """The sentence before it (to which "hier" points back) or after it says who."""
    if sentence.is_row or " door " in sentence.text or sentence.text.startswith(("Hier", "Daar")):
        return True
    return following is not None and following.block == sentence.block and " door " in following.text


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
