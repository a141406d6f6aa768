"""Which links stand in the plans of schools today, and where: in a text, or as the place of an annex."""

import re
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from vangnet.core.people.models import School

from ..annexes import annexes_of
from ..reading import placed, standing
from ..text import links_in

# As people type them, without the brackets that make a link of words.
BARE = re.compile(r"https?://[^\s<>\"\])]+", re.IGNORECASE)
MARKED = re.compile(r"\]\([^)\s]*\)")
AFTER = ".,;:!?'*_"


def links_of(schools: Iterable[School]) -> Mapping[str, list[str]]:
    """The places of each link. What the board wrote stands in the plan of every school, and is told once."""
    found: dict[str, list[str]] = {}
    for owner, school in (("", None), *((school.name, school) for school in schools)):
        for link, place in _links(school):
            found.setdefault(link, []).append(f"{owner or _('The board, for all schools')}: {place}")
    return found


def _links(school: School | None) -> Iterator[tuple[str, str]]:
    for each in placed(standing(school)[0]):
        if each.version.paragraph.school_id == (school.pk if school else None):
            for link in in_text(each.version.text):
                yield link, f"{each.number} {each.version.title}"
    for annex in annexes_of(school):
        if annex.link and annex.annex.school_id == (school.pk if school else None):
            yield annex.link, annex.title


def in_text(text: str) -> list[str]:
    marked = [link for link in links_in(text) if not link.lower().startswith("mailto:")]
    bare = [link.rstrip(AFTER) for link in BARE.findall(MARKED.sub("]", text))]
    return list(dict.fromkeys([*marked, *bare]))
