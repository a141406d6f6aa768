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

LINK = r"(?:van|de|der|den|ten|ter|el|van de|van der|van den|in 't|'t)"
NAME = re.compile(
    rf"\b([A-Z][a-zé]{{1,14}}|[A-Z]\.)\s+(?:{LINK}\s+){{0,2}}([A-Z][a-zé]{{2,}}(?:-[A-Z][a-z]+)?)\b"
)
BODY = re.compile(
    r"\b(?:stichting|(?:basis)?school|obs|cbs|kbs|bureau|firma|gemeente|de|het)\s+$", re.IGNORECASE
)


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?i:{loaded()['people']['titles']})\s+((?:[A-Z]\.\s*)*(?:{LINK}\s+){{0,2}}[A-Z][a-zé]+)"
    )


@cache
def _posts() -> Words:
    return pattern(loaded()["people"]["posts"])


@cache
def _not_names() -> frozenset[str]:
    return frozenset(loaded()["people"]["not_names"])


def named_in(plan: Plan, sentence: Sentence) -> str:
    """The first person who is named, "" when nobody is. A name is two capitalised words beside a function."""
    if titled := _titled().search(sentence.text):
        return titled[1]
    told = _posts().search(sentence.text) or _posts().search(plan.title_of(sentence))
    if not told and not sentence.is_row:
        return ""
    return next((found[0] for found in NAME.finditer(sentence.text) if _is_person(found, sentence)), "")


def _is_person(found: re.Match[str], sentence: Sentence) -> bool:
    if {found[1], found[2]} & _not_names() or _posts().fullmatch(found[1]):
        return False
    begins = found.start() == 0 and not sentence.is_row
    return not begins and not BODY.search(sentence.text[: found.start()])


def look(plan: Plan) -> Iterator[Spot]:
    """A table or list of functions is where names belong; running text is not."""
    for sentence in plan.body:
        name = "" if sentence.is_row or sentence.is_item else named_in(plan, sentence)
        if name:
            yield Spot(
                sentence.place, sentence.text, say(_("%(name)s is named in the text of policy."), name=name)
            )


KIND = Kind(
    "person-named",
    _("A person by name in the text"),
    Severity.NOTABLE,
    _("Name the function here, and the person in one list with a date that is easy to keep up."),
    look,
)
