"""The plan of a school as plain values on a day: every paragraph, and what every name in it stood for.

An edition keeps them with a digest, in the language of the plan; the plan of today is compared with them in the same
form. What is not for the public is marked, so that the public text is worked out from the same values.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from vangnet.core.people.models import School
from vangnet.core.plan_facts import Rows

from .annexes import FOR_ALL, annexes_of, annexes_said, by_name, is_annex
from .chapters import Chapter
from .facts import Reader, facts_said
from .models import AnnexVersion
from .reading import placed, standing
from .said import Said, as_shown
from .text import as_html, named_in

Contents = dict[str, Any]


@dataclass(frozen=True)
class Today:
    """What an edition would keep, and what each name in it stands for, with the gaps that an edition does not tell."""

    contents: Contents
    said: Mapping[str, Said]


def frozen(school: School, on: date) -> Contents:
    return plan_on(school, on).contents


def plan_on(school: School, on: date) -> Today:
    with override(settings.LANGUAGE_CODE):
        every = placed(standing(school)[0])
        names = tuple(dict.fromkeys(name for each in every for name in named_in(each.version.text)))
        annexes = annexes_of(school)
        facts = facts_said([name for name in names if not is_annex(name)], school, on, Reader())
        cited = annexes_said(list(filter(is_annex, names)), by_name(annexes), on, sees=FOR_ALL)
        said = {**facts, **cited}
        contents = {
            "school": school.name,
            "on": on.isoformat(),
            "paragraphs": [
                {
                    "number": each.number,
                    "chapter": each.version.chapter,
                    "key": each.version.paragraph.key,
                    "is_of_the_board": each.version.paragraph.is_of_the_board,
                    "is_public": each.version.is_public,
                    "version": each.version.number,
                    "title": each.version.title,
                    "text": each.version.text,
                }
                for each in every
            ],
            "named": {name: _kept(each) for name, each in said.items()},
            "annexes": [_annex(version) for version in annexes],
        }
        return Today(contents, said)


def _kept(said: Said) -> Contents:
    return {
        "title": said.title,
        "words": said.words,
        "rows": [list(said.rows.headings), *map(list, said.rows.lines)] if said.rows else [],
        "depths": list(said.rows.depths) if said.rows else [],
        "is_public": said.is_public,
        "address": said.address,
    }


def _annex(version: AnnexVersion) -> Contents:
    return {
        "title": version.title,
        "is_of_the_board": version.annex.is_of_the_board,
        "status": str(version.get_status_display()),
        "edition": version.edition,
        "review_on": version.review_on.isoformat() if version.review_on else "",
        "address": version.link if version.seen_by == AnnexVersion.SeenBy.PUBLIC else "",
    }


@dataclass(frozen=True)
class Passage:
    """A paragraph of an edition."""

    number: str
    key: str
    title: str
    html: SafeString
    is_of_the_board: bool
    is_public: bool


@dataclass(frozen=True)
class Part:
    number: int
    chapter: str
    title: str
    passages: tuple[Passage, ...]


def parts_of(contents: Contents, *, is_for_public: bool = False) -> list[Part]:
    """In the numbers that it had; what is not for the public is left out of the public text, number and all."""
    shown = as_shown(said_in(contents, is_for_public=is_for_public))
    kept = [each for each in contents["paragraphs"] if each["is_public"] or not is_for_public]
    found = []
    for number, chapter in enumerate(Chapter, start=1):
        passages = tuple(
            Passage(
                each["number"],
                each["key"],
                each["title"],
                as_html(each["text"], shown),
                each["is_of_the_board"],
                each["is_public"],
            )
            for each in kept
            if each["chapter"] == chapter
        )
        if passages:
            found.append(Part(number, chapter.value, str(chapter.label), passages))
    return found


def said_in(contents: Contents, *, is_for_public: bool = False) -> dict[str, Said]:
    return {name: _said(kept, is_for_public) for name, kept in contents["named"].items()}


def _said(kept: Mapping[str, Any], is_for_public: bool) -> Said:
    if is_for_public and not kept["is_public"]:
        return Said(kept["title"], _("ask the school"))
    headings, *lines = kept["rows"] or [()]
    rows = Rows(tuple(headings), tuple(map(tuple, lines)), tuple(kept["depths"])) if kept["rows"] else None
    words = kept["words"] or _("not known yet")
    return Said(kept["title"], words, rows, is_public=kept["is_public"], address=kept["address"])
