"""Abbreviations that are never explained, and shorthand that only the writer knows."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.reading.document import Block
from vangnet.plan.check.replaced import REPLACED
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import loaded, words_of

LETTERS = r"[A-Z]{2,6}|[A-Z][a-z]?[A-Z]{1,4}"
ABBREVIATION = re.compile(rf"(?<![\w./@-])({LETTERS})(?=$|[^\w@]|['’]s)(?!\.\w)")
EXPLAINED = re.compile(
    rf"\(['‘“]?({LETTERS})['’”]?\)|\b({LETTERS})\b\s*(?:\(|=|, (?:dat|dit) is|staat voor|betekent)\s*[\w‘'“]"
)
# A line or row of a list: "AP / FG: Autoriteit Persoonsgegevens / functionaris gegevensbescherming".
LISTED_CELL = re.compile(rf"(?:\w+ )?(?:{LETTERS})(?:\s?[/,]\s?(?:\w+ )?(?:{LETTERS})){{0,7}}")
LISTED_LINE = re.compile(rf"^\W*({LISTED_CELL.pattern})(?:\s*[:=–—]\s*|\s-\s|\s{{2,}})")
NO_ABBREVIATION = re.compile(rf"\b({LETTERS})\s*\d{{3,}}|\b([IVXLC]+)\b")  # "NEN 8112", a Roman number
SHOUTED = re.compile(r"^[^a-z]*$")


class Known:
    """What the whole plan says about its abbreviations, gone through once."""

    def __init__(self, plan: Plan) -> None:
        text = plan.whole_with_annexes
        listed = loaded()["abbreviations"]
        self.familiar = {*listed["known"], *listed["words"]}
        self.times = Counter(ABBREVIATION.findall(text))
        self.explained = {found[1] or found[2] for found in EXPLAINED.finditer(text)}
        self.explained |= {short for block in plan.blocks for short in _listed(block)}
        self.other = {found[1] or found[2] for found in NO_ABBREVIATION.finditer(text)}

    def is_strange(self, short: str) -> bool:
        """Those that were replaced have a finding of their own."""
        if short.upper() in self.familiar or short in self.other:
            return False
        return not any(each.words.fullmatch(short) for each in REPLACED)

    def twin_of(self, short: str) -> str:
        """The same letters in another order, better known: "IPB" for "IBP"."""
        for word in self._by_letters.get("".join(sorted(short)), ()) if len(short) > 2 else ():
            if word != short and (word in self.familiar or self.times[word] > self.times[short]):
                return word
        return ""

    @cached_property
    def _by_letters(self) -> dict[str, list[str]]:
        words: dict[str, list[str]] = {}
        for word in self.times:
            words.setdefault("".join(sorted(word)), []).append(word)
        return words


def _listed(block: Block) -> list[str]:
    """The abbreviations that a row or a line of a list explains: what is told begins as the first of them does."""
    if len(block.cells) > 1:
        told, meaning = block.cells[0].strip(), block.cells[1].strip()
        is_told = LISTED_CELL.fullmatch(told) is not None
    else:
        found = LISTED_LINE.match(block.text)
        told, meaning = (found[1], block.text[found.end() :]) if found else ("", "")
        is_told = meaning[:1].lower() == told[:1].lower()
    return ABBREVIATION.findall(told.replace("/", " ")) if is_told and meaning else []


def look(plan: Plan) -> Iterator[Spot]:
    known = Known(plan)
    seen: set[str] = set()
    for sentence in plan.sentences:
        if SHOUTED.match(sentence.text) and " " in sentence.text:
            continue
        for found in ABBREVIATION.finditer(sentence.text):
            short = found[1]
            if short not in seen and known.is_strange(short):
                seen.add(short)
                yield from _spot(short, sentence, known)
    yield from _shorthand(plan)


def _spot(short: str, sentence: Sentence, known: Known) -> Iterator[Spot]:
    if twin := known.twin_of(short):
        text = _("“%(short)s” stands here once, “%(twin)s” elsewhere: probably a slip.")
        yield Spot(sentence.place, sentence.text, say(text, short=short, twin=twin))
    elif short not in known.explained:
        yield Spot(sentence.place, sentence.text, say(_("“%(short)s” is never explained."), short=short))


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
