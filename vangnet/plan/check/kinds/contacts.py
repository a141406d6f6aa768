"""Who is named in the plan's own list of people: whoever stands there is known by the first name alone as well."""

import re
from collections.abc import Iterator
from functools import cache

from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import loaded, words_of

UPPER = "A-ZÀ-ÖØ-ÞĆČĐĞİŁŃŚŞŠŻŽ"
LOWER = "a-zß-öø-ÿāăąćčďđęěğıłńňőœřśşšťůűźżž"
LINK = r"(?:van|de|der|den|ten|ter|el|al|van de|van der|van den|in 't|'t)"
FIRST = rf"[{UPPER}][{LOWER}]{{1,14}}(?:-[{UPPER}][{LOWER}]{{1,14}})?"
LAST = rf"[{UPPER}][{LOWER}]{{2,}}(?:-[{UPPER}][{LOWER}]+)?"
LISTED = re.compile(
    rf"(?:^|[:,|(/;]\s*|\ben\s+)({FIRST})\s+(?:(?:{LINK}|El|Al|Van|De)\s+){{0,2}}({LAST})(?!\w)"
)
COVER = 2  # blocks in which the school is called by its name
CALLED = re.compile(r"^[^.:]{2,60}:\s+")
WORD = re.compile(rf"(?<![\w@.-])[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?(?![\w@-]|\.\w)")


@cache
def not_names() -> frozenset[str]:
    return frozenset(loaded()["people"]["not_names"])


def is_list(plan: Plan, sentence: Sentence) -> bool:
    """A line of the list itself: in an annex and no sentence, a row of a table, or a function with a name after it."""
    if sentence.is_row or words_of("people", "lists").search(plan.title_of(sentence)):
        return True
    if sentence.section in plan.annex_sections and not sentence.text.endswith("."):
        return True
    called = CALLED.match(sentence.text)
    return bool(called and LISTED.match(f": {sentence.text[called.end() :]}"))


def names_in(plan: Plan) -> frozenset[str]:
    """First names and family names; not those that are a common word of this plan too."""
    listed = {
        name
        for each in plan.body
        if is_list(plan, each)
        for cell in plan.blocks[each.block].cells or (each.text,)
        for name in _names(cell)
    }
    common = set(plan.whole_with_annexes.split()) if listed else set()
    own = {word for block in plan.blocks[:COVER] for word in WORD.findall(block.text)}
    return frozenset(each for each in listed - own if each.lower() not in common)


def _names(text: str) -> Iterator[str]:
    for found in LISTED.finditer(text):
        if not {found[1], found[2]} & not_names():
            yield from found.groups()


def named_from(names: frozenset[str], text: str) -> str:
    """The first of them in a text, "" when none is; a family name may be a word where a sentence begins."""
    return next((found[0] for found in WORD.finditer(text) if found[0] in names), "")
