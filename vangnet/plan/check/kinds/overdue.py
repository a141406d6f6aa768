"""Something that was last done too long ago, or planned for a day that has passed."""
# ruff: noqa: E501  (words are easier to read and to search on one line)

import re
from collections.abc import Iterator
from datetime import date

from vangnet.core.words import _
from vangnet.plan.check.at_least import RHYTHMS, Rhythm
from vangnet.plan.check.days import days_in
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.rhythms import told_in
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence

LAST = re.compile(
    r"\b(?:laatste|meest recente|recentste|actuele|huidige|onze|de) (?:\w+[\s&-]+){0,3}?(?:is |dateert |stamt )?(?:van|uit)\b"
    r"|\b(?:laatste (?:keer|maal)|voor het laatst|laatstelijk|dateert (?:van|uit)|stamt uit)\b"
    r"|\b(?:is|zijn|werd|werden) (?:voor het laatst )?in\b|\b(?:uitgevoerd|gehouden|afgenomen|gekeurd|opgesteld) in\b",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"\b(?:eerstvolgend\w*|volgende|nieuwe|gepland\w*|staat gepland|wordt herhaald|staat op de planning)\b",
    re.IGNORECASE,
)
NEAR = 80  # letters between what was done and its day
SHORTEST = 12  # months: what is done more often is in a year plan, not in this one


def look(plan: Plan) -> Iterator[Spot]:
    for rhythm in RHYTHMS:
        if not rhythm.months or not plan.has(rhythm.words):
            continue
        for sentence in plan.body:
            if rhythm.words.search(sentence.text) and not (
                rhythm.also and not rhythm.also.search(sentence.text)
            ):
                yield from _late(plan, sentence, rhythm)


def _late(plan: Plan, sentence: Sentence, rhythm: Rhythm) -> Iterator[Spot]:
    months = _own_rhythm(plan, sentence, rhythm)
    for day in days_in(sentence.text):
        before = sentence.text[max(0, day.start - NEAR) : day.start]
        if not rhythm.words.search(before):
            continue
        if NEXT.search(before) and day.on < plan.today:
            why = say(
                _("Planned for %(day)s, which is over: %(what)s."), day=day.words, what=say(rhythm.what)
            )
            yield Spot(sentence.place, sentence.text, why)
        elif not NEXT.search(before) and LAST.search(before) and _after(day.on, months) < plan.today:
            why = say(
                _("Last done %(day)s, and due every %(months)s months: %(what)s is overdue."),
                day=day.words, months=months, what=say(rhythm.what),
            )  # fmt: skip
            yield Spot(sentence.place, sentence.text, why)
        else:
            continue
        return


def _own_rhythm(plan: Plan, sentence: Sentence, rhythm: Rhythm) -> int:
    """What the paragraph itself says, or else what is asked at least."""
    beside = [each.text for each in plan.sentences_of(sentence.section) if each.block == sentence.block]
    told = [each.months for text in beside if rhythm.words.search(text) for each in told_in(text)]
    return max(rhythm.months, SHORTEST, *(round(each) for each in told))


def _after(day: date, months: int) -> date:
    """The first of the month after so many; a day more or less does not make it late."""
    count = day.year * 12 + day.month + months
    return date(count // 12, count % 12 + 1, 1)


KIND = Kind(
    "overdue",
    _("Overdue"),
    Severity.NOTABLE,
    _("Do it, or write when it was done since then."),
    look,
)
