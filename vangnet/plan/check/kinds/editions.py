"""What a plan says of itself twice: its version; and a day of review that had passed when it was made."""
# ruff: noqa: E501  (words are easier to read and to search on one line)

import re
from collections.abc import Iterator
from datetime import date

from vangnet.core.words import _
from vangnet.plan.check.days import Day, days_in
from vangnet.plan.check.findings import Kind, Place, Severity, Spot
from vangnet.plan.check.reading.document import Block
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan

HEAD = 40  # blocks: a plan says what it is at its beginning
NUMBER = r"v?(\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?![\d.,/-]| (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)))"
STATED = re.compile(rf"^\W*versie(?:nummer)?\b(?: en datum)?[\s:|]*{NUMBER}", re.IGNORECASE)
NAMED = re.compile(
    rf"\b(?:deze|dit is|de|in de|voorliggende|huidige|onderhavige) (?:voorliggende |huidige |onderhavige )?versie {NUMBER}"
    rf"|\bvoor (?:u|je) ligt versie {NUMBER}|\bversie {NUMBER} van (?:dit|het|ons) (?:\w*)?plan\b"
    rf"|\bveiligheidsplan\b[^.\n]{{0,40}}\bversie {NUMBER}",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:vorige|eerdere|oude|vorig|protocol|regeling|meldcode|format|versiebeheer|gedragscode|vervangt)\b",
    re.I,
)
MADE = re.compile(
    r"^\W*(?:versie\b[^:|]*|datum\b[^:|]*|vastgesteld\b[^:|]*|vaststelling\b[^:|]*|opgesteld op|laatst gewijzigd\b[^:|]*)[\s:|]",
    re.I,
)
REVIEW = re.compile(
    r"\b(?:herziening|herzieningsdatum|evaluatiedatum|(?:volgende|eerstvolgende|uiterste) (?:evaluatie|herziening|bijstelling)|"
    r"(?<![\w -])(?:evaluatie|review)(?=\s*[:|])|geldig tot|geldt tot|looptijd tot|geldig t/m|te herzien|reviewdatum)\b",
    re.IGNORECASE,
)


def look(plan: Plan) -> Iterator[Spot]:
    yield from _versions(plan)
    yield from _reviews(plan)


def _versions(plan: Plan) -> Iterator[Spot]:
    first: tuple[str, int] | None = None
    for block, number in _stated(plan):
        told = _version(block, is_head=block.in_margin or number < HEAD)
        if told and first is None:
            first = (told, block.line)
        elif told and first and told != first[0]:
            why = say(
                _("Here it is version %(here)s, on line %(line)s version %(there)s."),
                here=told, line=first[1], there=first[0],
            )  # fmt: skip
            yield Spot(Place(block.line, block.page, plan.chapter_of(number)), block.text, why)
            return


def _stated(plan: Plan) -> Iterator[tuple[Block, int]]:
    yield from ((block, number) for number, block in enumerate(plan.blocks))
    yield from ((block, 0) for block in plan.document.blocks if block.in_margin)


def _version(block: Block, *, is_head: bool) -> str:
    found = (STATED.match(block.text) if is_head else None) or NAMED.search(block.text)
    if not found:
        return ""
    told = next(group for group in found.groups() if group)
    around = block.text[max(0, found.start() - 15) : found.end() + 15]
    return "" if OTHERS.search(around) else told.removesuffix(".0")


def _reviews(plan: Plan) -> Iterator[Spot]:
    """A day of review in the head of the plan, or told in its own sentence, against the plan's own day."""
    made = _made_on(plan)
    for number, block in enumerate(plan.blocks[:HEAD]):
        found = REVIEW.search(block.text)
        day = _after(block.text, found.end()) if found else None
        if made and day and day.on < made:
            why = say(
                _("“%(day)s” lies before the day of the plan itself (%(made)s)."),
                day=day.words,
                made=_told(made),
            )
            yield Spot(Place(block.line, block.page, plan.chapter_of(number)), block.text, why)
        elif day and day.on < plan.today:
            yield Spot(
                Place(block.line, block.page, plan.chapter_of(number)),
                block.text,
                say(_("“%(day)s” is over: the plan should have been looked at again."), day=day.words),
            )


def _after(text: str, start: int) -> Day | None:
    return next((each for each in days_in(text) if 0 <= each.start - start <= 40), None)


def _made_on(plan: Plan) -> date | None:
    days = [
        day.on
        for block in plan.blocks[:HEAD]
        if MADE.match(block.text) and not REVIEW.search(block.text) and not OTHERS.search(block.text)
        for day in days_in(block.text)
    ]
    return max(days, default=None)


def _told(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


KIND = Kind(
    "contradiction-edition",
    _("Two versions, or days that cannot be"),
    Severity.NOTABLE,
    _("Say once, on the first page, which version this is, of which day, and when it is looked at again."),
    look,
)
