"""People by name in the text of policy: the name is outdated before the policy is, and it is published with it."""

import re
from collections.abc import Iterator
from functools import cache

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import loaded, pattern
from vangnet.plan.topics import Words

from .contacts import LAST, LINK, LOWER, UPPER, is_list, named_from, names_in, not_names

__all__ = ["KIND", "LINK", "NAME", "named_in"]

NAME = re.compile(rf"(?<!\w)([{UPPER}][{LOWER}]{{1,14}}|[{UPPER}]\.)\s+(?:{LINK}\s+){{0,2}}({LAST})(?!\w)")
BODY = re.compile(
    r"\b(?:stichting|(?:basis)?school|obs|cbs|kbs|bureau|firma|gemeente|de|het)\s+$", re.IGNORECASE
)
WRITTEN_BY = re.compile(
    r"\b(?:geschreven|opgesteld|samengesteld|gemaakt|redactie|auteurs?|tekst)\b[^.]{0,20}\b(?:door|:)",
    re.IGNORECASE,
)
SIGNED = 6  # words: a name with a function under a preface is a signature


@cache
def _titled() -> re.Pattern[str]:
    titles = loaded()["people"]["titles"]
    return re.compile(rf"\b(?i:{titles})\s+((?:[{UPPER}]\.\s*)*(?:(?i:{LINK})\s+){{0,2}}[{UPPER}][{LOWER}]+)")


@cache
def _posts() -> Words:
    return pattern(loaded()["people"]["posts"])


@cache
def _places() -> re.Pattern[str]:
    """How a street, hall or school ends that is called after somebody."""
    return re.compile(loaded()["people"]["places"])


@cache
def _at() -> re.Pattern[str]:
    return re.compile(loaded()["people"]["at"])


def named_in(plan: Plan, sentence: Sentence) -> str:
    """The first person who is named, "" when nobody is. A name is two capitalised words beside a function."""
    titled = next((each for each in _titled().finditer(sentence.text) if not _is_place(each)), None)
    if titled:
        return titled[1]
    told = _posts().search(sentence.text) or _posts().search(plan.title_of(sentence))
    if not told and not sentence.is_row:
        return ""
    return next((found[0] for found in NAME.finditer(sentence.text) if _is_person(found, sentence)), "")


def _is_place(found: re.Match[str]) -> bool:
    """A name is a place by its end, or because something is at it: "aan de Meester Vinkhof"."""
    before = found.string[max(0, found.start() - 12) : found.start()]
    return _places().search(found[0]) is not None or _at().search(before) is not None


def _is_person(found: re.Match[str], sentence: Sentence) -> bool:
    if {found[1], found[2]} & not_names() or _posts().fullmatch(found[1]) or _is_place(found):
        return False
    begins = found.start() == 0 and not sentence.is_row
    return not begins and not BODY.search(sentence.text[: found.start()])


def look(plan: Plan) -> Iterator[Spot]:
    """A table or list of functions is where names belong; running text is not."""
    known = names_in(plan)
    for sentence in plan.body:
        if is_list(plan, sentence) or _is_signature(plan, sentence) or WRITTEN_BY.search(sentence.text):
            continue
        name = "" if sentence.is_item else named_in(plan, sentence)
        if name := name or named_from(known, sentence.text):
            why = say(_("%(name)s is named in the text of policy."), name=name)
            yield Spot(sentence.place, sentence.text, why)


def _is_signature(plan: Plan, sentence: Sentence) -> bool:
    block = plan.blocks[sentence.block].text
    return len(block.split()) <= SIGNED and not block.rstrip().endswith((".", "!", "?"))


KIND = Kind(
    "person-named",
    _("A person by name in the text"),
    Severity.NOTABLE,
    _("Name the function here, and the person in one list with a date that is easy to keep up."),
    look,
)
