"""How often something happens: less often than the law or the sector asks, or differently in two places."""

import re
from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.at_least import RHYTHMS, Rhythm
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.rhythms import Told, told_in
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence

SUSPENDED = re.compile(
    r"schors[^.]{0,120}?\b(\d{1,2}|zes|zeven|acht|negen|tien) (?:aaneengesloten |achtereenvolgende )?(?:school)?dagen",
    re.IGNORECASE,
)
SUSPENDED_BEFORE = re.compile(
    r"\b(\d{1,2}|zes|zeven|acht|negen|tien) (?:aaneengesloten )?(?:school)?dagen "
    r"(?:(?:worden )?geschorst|(?:te )?schorsen)",
    re.IGNORECASE,
)
WEEK = 5
NEAR = 90  # letters between what happens and how often


def _against_law(plan: Plan) -> Iterator[Spot]:
    for rhythm in RHYTHMS:
        for sentence, told in _told_about(plan, rhythm):
            if rhythm.months and told.months > rhythm.months:
                why = say(
                    _("“%(words)s” is less often than asked for %(what)s: every %(months)s months (%(source)s)."),
                    words=told.words, what=say(rhythm.what), months=rhythm.months, source=say(rhythm.source),
                )  # fmt: skip
                yield Spot(sentence.place, sentence.text, why, Severity.SERIOUS if rhythm.serious else None)
    for sentence in plan.body:
        found = SUSPENDED.search(sentence.text) or SUSPENDED_BEFORE.search(sentence.text)
        if found and (not found[1].isdecimal() or int(found[1]) > WEEK):
            why = say(_("A suspension lasts a week at most (WPO art. 40c)."))
            yield Spot(sentence.place, sentence.text, why, Severity.SERIOUS)


def _against_each_other(plan: Plan) -> Iterator[Spot]:
    for rhythm in RHYTHMS:
        first: tuple[Sentence, Told] | None = None
        known: set[float] = set()
        for sentence, told in _told_about(plan, rhythm):
            if first is None:
                first = (sentence, told)
                known.add(told.months)
            elif told.months not in known and sentence is not first[0]:
                known.add(told.months)
                why = say(
                    _("Here “%(here)s”, on line %(line)s “%(there)s”: %(what)s."),
                    here=told.words, line=first[0].place, there=first[1].words, what=say(rhythm.what),
                )  # fmt: skip
                yield Spot(sentence.place, sentence.text, why)


def _told_about(plan: Plan, rhythm: Rhythm) -> Iterator[tuple[Sentence, Told]]:
    """The rhythm nearest to the thing, in the same part of a sentence."""
    if not plan.has(rhythm.words):
        return
    for sentence in plan.body:
        for clause in sentence.text.split(";"):
            if told := _nearest(clause, rhythm):
                yield sentence, told


def _nearest(clause: str, rhythm: Rhythm) -> Told | None:
    thing = rhythm.words.search(clause)
    if not thing or (rhythm.unless and rhythm.unless.search(clause)):
        return None
    if rhythm.also and not rhythm.also.search(clause):
        return None
    near = [told for told in told_in(clause) if _distance(told, thing) <= NEAR]
    return min(near, key=lambda told: _distance(told, thing), default=None)


def _distance(told: Told, thing: re.Match[str]) -> int:
    return max(told.start - thing.end(), thing.start() - told.end, 0)


AGAINST_LAW = Kind(
    "rhythm-law",
    _("Less often, or longer, than is asked"),
    Severity.NOTABLE,
    _("Bring the rhythm in line with its source, or say why the school departs from it."),
    _against_law,
)
AGAINST_EACH_OTHER = Kind(
    "contradiction-rhythm",
    _("Two different rhythms"),
    Severity.NOTABLE,
    _("Find out which is true, and say it in one place."),
    _against_each_other,
)
