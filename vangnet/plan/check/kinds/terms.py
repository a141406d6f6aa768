"""Two terms for one act: within two days here, within a week there."""
# ruff: noqa: E501  (words are easier to read and to search on one line)

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.topics import Words

from .numbers import as_number

NUMBER = r"(\d{1,2}|één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|vierentwintig|achtenveertig)"
WITHIN = re.compile(
    rf"\bbinnen {NUMBER} (uur|(?:school|werk|les)?dag(?:en)?|week|weken|maand|maanden)\b", re.IGNORECASE
)
DURING = re.compile(
    rf"\b{NUMBER} (uur|(?:school|werk|les)?dag(?:en)?|week|weken|maand|maanden|jaar)\b", re.IGNORECASE
)
SAME_DAY = re.compile(r"\bdezelfde (?:school|werk)?dag\b", re.IGNORECASE)
DAYS = {"uur": 1 / 24, "dag": 1.0, "week": 5.0, "maand": 20.0, "jaar": 240.0}  # of school


@dataclass(frozen=True)
class Act:
    """What has a term: a sentence is about it with `words` and `also`, and none of `unless`."""

    what: str
    words: Words
    also: Words
    unless: Words
    term: re.Pattern[str] = WITHIN


ACTS = (
    Act(
        _("what the school does after a report of bullying"),
        Words(r"pest(?:en|gedrag)?\b|gepest"),
        Words(r"\bweten\b|\bhoor|\bhoren\b|reactie|reageer|\bgesprek\b|\bantwoord|terugkoppeling|ouders (?:\w+ ){0,3}(?:bericht|ingelicht|geïnformeerd|gebeld)|neemt contact|contact op"),
        Words(r"evalu|opnieuw|nazorg|daarna|vervolg"),
    ),
    Act(
        _("recording an incident"),
        Words(r"incident|ongeval|ongeluk"),
        Words(r"registr|geregistreerd|vastgelegd|leg\w* (?:\w+ ){0,6}vast|noteer|schrij|ingevuld|vult|opgenomen in|in het register"),
        Words(r"evalu|bespr|arbeidsinspectie|inspectie|bewaar|bewaren|ouders"),
    ),
    Act(
        _("telling the parents of an incident"),
        Words(r"incident|ongeval|ongeluk"),
        Words(r"ouders (?:\w+ ){0,5}(?:bericht|ingelicht|geïnformeerd|gebeld|op de hoogte)|(?:inform\w+|bel\w*|licht) (?:\w+ ){0,3}(?:de )?ouders"),
        Words(r"evalu|registr|arbeidsinspectie|pest"),
    ),
    Act(
        _("how long images of cameras are kept"),
        Words(r"camera|\bbeelden\b"),
        Words(r"bewaar|bewaren|bewaard|gewist|verwijderd|overschreven"),
        Words(r"inzage|verzoek|tenzij|politie|aangifte"),
        DURING,
    ),
)  # fmt: skip


def look(plan: Plan) -> Iterator[Spot]:
    for act in filter(lambda each: plan.has(each.words) and plan.has(each.also), ACTS):
        first: tuple[Sentence, str, float] | None = None
        for sentence, words, days in _told(plan, act):
            if first is None:
                first = (sentence, words, days)
            elif days != first[2]:
                why = say(
                    _("Here “%(here)s”, on line %(line)s “%(there)s”: %(what)s."),
                    here=words, line=first[0].place, there=first[1], what=say(act.what),
                )  # fmt: skip
                yield Spot(sentence.place, sentence.text, why)
                break


def _told(plan: Plan, act: Act) -> Iterator[tuple[Sentence, str, float]]:
    """The first term of a sentence; one that follows a heading about the thing counts as about it."""
    for sentence in plan.body:
        text = sentence.text
        about = act.words.search(text) or act.words.search(plan.title_of(sentence))
        if about and act.also.search(text) and not act.unless.search(text):
            if found := act.term.search(text):
                yield sentence, found[0], _days(found[1], found[2])
            elif same := SAME_DAY.search(text):
                yield sentence, same[0], 1.0


def _days(number: str, unit: str) -> float:
    """A day of school, of work and of the calendar are one here: these are told about loosely."""
    count = as_number(number)
    unit = re.sub(r"^(?:school|werk|les)", "", unit.lower())
    unit = {"dagen": "dag", "weken": "week", "maanden": "maand"}.get(unit, unit)
    return round(int(count) * DAYS[unit], 2)


KIND = Kind(
    "contradiction-term",
    _("Two different terms"),
    Severity.NOTABLE,
    _("Find out which holds, and say it in one place."),
    look,
)
