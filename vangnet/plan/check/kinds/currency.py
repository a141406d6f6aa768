"""What was true once: acts and norms that were replaced, and plans whose years are over."""

import re
from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Place, Severity, Spot
from vangnet.plan.check.replaced import REPLACED
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan
from vangnet.plan.check.vocabulary import words_of

PERIOD = re.compile(r"\b(20\d\d)\s*(?:-|–|/|tot|t/m)\s*(20\d\d|\d\d)\b")
NAMED_YEAR = re.compile(
    r"\b(?:koers|koersplan|visie|strategie|ambitie)\s*['’]?(20\d\d|\d\d)\b", re.IGNORECASE
)
LATEST = 8  # a school year ends on 31 July


def _outdated(plan: Plan) -> Iterator[Spot]:
    for known in filter(lambda each: plan.has(each.words), REPLACED):
        for text, place in _texts(plan):
            if (found := known.words.search(text)) and not words_of("history", "replaced").search(text):
                why = say(
                    _("“%(words)s” was replaced (%(since)s); now: %(now)s. Source: %(source)s."),
                    words=text[slice(*found.span())],
                    since=say(known.since), now=say(known.now), source=say(known.source),
                )  # fmt: skip
                yield Spot(place, text, why)
                break


def _texts(plan: Plan) -> Iterator[tuple[str, Place]]:
    for section in plan.sections:
        yield section.title, section.place
    for sentence in plan.sentences:
        yield sentence.text, sentence.place


def _expired(plan: Plan) -> Iterator[Spot]:
    for text, place in _texts(plan):
        found = max(PERIOD.finditer(text), key=_last_year, default=None)
        year = _last_year(found) if found else 0
        if not found and (found := NAMED_YEAR.search(text)):
            year = int(found[1]) % 100 + 2000
        if found and year and _is_over(year, plan):
            yield Spot(place, text, say(_("“%(words)s”: that period is over."), words=found[0]))


def _last_year(found: re.Match[str]) -> int:
    first, last = int(found[1]), int(found[2]) % 100 + 2000
    return last if 0 < last - first <= 6 else 0


def _is_over(year: int, plan: Plan) -> bool:
    return year < plan.today.year or (year == plan.today.year and plan.today.month >= LATEST)


OUTDATED = Kind(
    "outdated",
    _("Law, norm or name that was replaced"),
    Severity.NOTABLE,
    _("Read what holds now, change what differs, and name the new one."),
    _outdated,
)
EXPIRED = Kind(
    "expired-period",
    _("A period that is over"),
    Severity.NOTABLE,
    _("Refer to what holds now, and see whether this text still follows from it."),
    _expired,
)
