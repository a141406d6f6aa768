"""Abbreviations that are never explained, and shorthand that only the writer knows."""

import re
from collections.abc import Iterator

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import loaded, outdated, words_of

ABBREVIATION = re.compile(r"(?<![\w./@-])([A-Z]{2,6}|[A-Z][a-z]?[A-Z]{1,4})(?=$|[^\w@]|['’]s)(?!\.\w)")
SHOUTED = re.compile(r"^[^a-z]*$")


def look(plan: Plan) -> Iterator[Spot]:
    known = {*loaded()["abbreviations"]["known"], *loaded()["abbreviations"]["words"]}
    seen: set[str] = set()
    everything = plan.whole_with_annexes
    for sentence in plan.sentences:
        if SHOUTED.match(sentence.text) and " " in sentence.text:
            continue
        for found in ABBREVIATION.finditer(sentence.text):
            short = found[1]
            if short.upper() in known or short in seen or not _is_short(short, everything):
                continue
            if any(each.words.fullmatch(short) for each in outdated()):
                continue  # it has a finding of its own
            seen.add(short)
            yield from _spot(short, sentence, everything, known)
    yield from _shorthand(plan)


def _spot(short: str, sentence: Sentence, everything: str, known: set[str]) -> Iterator[Spot]:
    twin = next((word for word in set(ABBREVIATION.findall(everything)) if _are_twins(word, short)), None)
    if twin and (twin in known or everything.count(twin) > everything.count(short)):
        why = say(
            _("“%(short)s” stands here once, “%(twin)s” elsewhere: probably a slip."), short=short, twin=twin
        )
        yield Spot(sentence.place, sentence.text, why)
    elif not _is_explained(short, everything):
        yield Spot(sentence.place, sentence.text, say(_("“%(short)s” is never explained."), short=short))


def _are_twins(word: str, short: str) -> bool:
    return word != short and len(word) > 2 and sorted(word) == sorted(short)


def _is_short(short: str, everything: str) -> bool:
    return not re.fullmatch(r"[IVXLC]+|[A-Z]\d?", short) and not re.search(
        rf"\b{short}\s*\d{{3,}}", everything
    )


def _is_explained(short: str, everything: str) -> bool:
    """By words beside it, in brackets or after a sign: "(ASG)", "FG (functionaris ...)", "SMW = ..."."""
    letters = re.escape(short)
    beside = (
        rf"\(['‘“]?{letters}['’”]?\)|\b{letters}\b\s*(?:\(|=|, (?:dat|dit) is|staat voor|betekent)\s*[\w‘'“]"
    )
    return re.search(beside, everything) is not None


def _shorthand(plan: Plan) -> Iterator[Spot]:
    words = words_of("abbreviations", "shorthand")
    first = next(((each, found) for each in plan.sentences if (found := words.search(each.text))), None)
    if first:
        why = say(_("“%(short)s” is shorthand that a reader need not know."), short=first[1][0])
        yield Spot(first[0].place, first[0].text, why)


KIND = Kind(
    "unknown-abbreviation",
    _("Abbreviation never explained"),
    Severity.MINOR,
    _("Write it in full where it stands for the first time."),
    look,
)
