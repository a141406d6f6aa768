"""The name of another school: text that was taken over from its plan."""
# ruff: noqa: E501  (words are easier to read and to search on one line)

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan
from vangnet.plan.check.vocabulary import loaded, words_of

from .contacts import LOWER, UPPER

NAME = rf"((?:(?:De|Het|['’‘]t|Ons|Onze|Prins|Koning|Koningin|Sint|St\.|Prinses)\s+)?[{UPPER}][{LOWER}]{{2,}}(?:[{UPPER}][{LOWER}]+)?)"
TITLE = re.compile(rf"(?:\b(?:De|Het)|['’‘]t)\s+[{UPPER}][\w-]+")
COVER = 12  # blocks
LONGEST = 200  # letters of a line on a cover


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{loaded()['schools']['kinds']})\s+['\"“‘]?{NAME}")


AT = re.compile(rf"\b[Oo]p\s+((?:De|Het|['’‘]t)\s+[{UPPER}][{LOWER}]{{2,}})(?![\w-])")


def look(plan: Plan) -> Iterator[Spot]:
    """Only where the plan's own name is known, and differs."""
    own = _own_names(plan)
    if not own:
        return
    told: set[str] = set()
    for sentence in plan.body:
        if sentence.section in plan.annex_sections or words_of("schools", "others").search(sentence.text):
            continue
        for found in (*_called().finditer(sentence.text), *AT.finditer(sentence.text)):
            name = found[1]
            if _bare(name) not in told and not _is_own(name, own) and not _is_word(plan, name):
                told.add(_bare(name))
                why = say(_("“%(name)s” is the name of another school than this plan is of."), name=name)
                yield Spot(sentence.place, sentence.text, why)


def _own_names(plan: Plan) -> str:
    """What stands on the cover and in the margins, and the names that the text uses most."""
    margins = [block.text for block in plan.document.blocks if block.in_margin]
    head = [*margins, *(block.text for block in plan.blocks[:COVER] if _is_cover(block.text))]
    has_name = any(TITLE.search(text) or _called().search(text) or text.isupper() for text in head)
    counted = Counter(_bare(found[1]) for each in plan.body for found in _called().finditer(each.text))
    usual = [name for name, times in counted.items() if times > 2]
    return " ".join([*head, *usual]).lower() if has_name or usual else ""


def _is_cover(text: str) -> bool:
    """A title or a line of a cover, or a sentence that says whose plan this is."""
    is_line = len(text) < LONGEST and not text.rstrip().endswith((".", "!", "?"))
    return is_line or re.search(r"\b(?:veiligheidsplan|dit plan) (?:is )?van\b", text.lower()) is not None


def _bare(name: str) -> str:
    return re.sub(r"^(?:de|het|['’‘]t)\s+", "", name.lower())


def _is_own(name: str, own: str) -> bool:
    return _bare(name) in own


def _is_word(plan: Plan, name: str) -> bool:
    """A word that the plan also writes in small letters, or that names no school: a holiday, a body."""
    return name.split()[-1] in loaded()["people"]["not_names"] or f" {_bare(name)} " in plan.whole


KIND = Kind(
    "other-school",
    _("The name of another school"),
    Severity.NOTABLE,
    _("See whether this text was taken over, and whether it holds at your own school."),
    look,
)
