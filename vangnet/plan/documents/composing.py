"""From a plan to its document: of today as a draft, or of an edition as it was frozen; whole, or for the public.

A draft marks what is missing, and who fills it in. An edition can't be filled in any more, so it says in plain words
what was not known.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from vangnet.core.people.models import School
from vangnet.core.plan_facts import Rows

from ..adoption import Course, Courses
from ..chapters import Chapter
from ..freezing import Contents, Today, said_in
from ..said import Gap, Said
from .blocks import Table, blocks_of, table_of
from .document import Cover, Document, Part, Passage
from .history import history_of


def of_today(today: Today, school: School, courses: Courses, *, is_for_public: bool = False) -> Document:
    with override(settings.LANGUAGE_CODE):
        said = (
            {name: _told_to_all(each) for name, each in today.said.items()} if is_for_public else today.said
        )
        about = [(_("As it stands on"), date_format(courses.on))]
        if course := courses.in_force:
            about.append((_("In force now"), _edition(course)))
        cover = _cover(
            school,
            state=_("Draft"),
            mark=f"{_('Draft')}, {date_format(courses.on)}",
            lead=_("This text has not been adopted. What is still missing is marked in it."),
            about=about,
            is_for_public=is_for_public,
        )
        name = _file_name(school, f"concept-{courses.on.isoformat()}", is_for_public)
        history = history_of(courses.every, is_for_public=is_for_public)
        return _document(today.contents, said, cover, name, history, is_for_public)


def of_edition(course: Course, school: School, courses: Courses, *, is_for_public: bool = False) -> Document:
    """`courses` are all of the school; those after this one are not told in it."""
    edition = course.edition
    with override(settings.LANGUAGE_CODE):
        cover = _cover(
            school,
            state=capfirst(_(course.state.value)),
            mark=f"{_('Edition')} {edition.number}, {_(course.state.value)}",
            lead="" if edition.is_as_it_was else _("This is not the text that was sent!"),
            about=_about(course),
            digest=edition.digest,
            is_for_public=is_for_public,
        )
        until = [each for each in courses.every if each.edition.number <= edition.number]
        return _document(
            edition.contents,
            said_in(edition.contents, is_for_public=is_for_public),
            cover,
            _file_name(school, f"uitgave-{edition.number}", is_for_public),
            history_of(until, is_for_public=is_for_public),
            is_for_public,
        )


def _told_to_all(said: Said) -> Said:
    """As `freezing.said_in` says it to the public, with the gap marked and without who fills it in."""
    if not said.is_public:
        return Said(said.title, _("ask the school"))
    return Said(said.title, gap=Gap(_("not known yet"))) if said.gap else said


def _document(
    contents: Contents,
    said: Mapping[str, Said],
    cover: Cover,
    name: str,
    history: Table | None,
    is_for_public: bool,
) -> Document:
    return Document(
        language=settings.LANGUAGE_CODE,
        name=name,
        cover=cover,
        parts=tuple(_parts(contents, said, is_for_public)),
        annexes=_annexes(contents),
        history=history,
        words={
            "contents": _("Contents"),
            "annexes": _("Annexes"),
            "history": _("Editions of this plan"),
            "digest": _("Digest of text and facts (SHA-256)"),
            "nothing": _("Nothing is written yet"),
        },
    )


def _parts(contents: Contents, said: Mapping[str, Said], is_for_public: bool) -> list[Part]:
    """In the numbers that it has; what is not for the public is left out of the public text, number and all."""
    kept = [each for each in contents["paragraphs"] if each["is_public"] or not is_for_public]
    found = []
    for number, chapter in enumerate(Chapter, start=1):
        passages = tuple(_passage(each, said) for each in kept if each["chapter"] == chapter)
        if passages:
            found.append(Part(number, str(chapter.label), passages))
    return found


def _passage(each: Contents, said: Mapping[str, Said]) -> Passage:
    remark = "" if each["is_public"] else _("not in the public plan")
    return Passage(each["number"], each["key"], each["title"], remark, blocks_of(each["text"], said))


def _annexes(contents: Contents) -> Table | None:
    lines = tuple(
        (
            each["title"],
            _("The board") if each["is_of_the_board"] else _("The school"),
            each["status"],
            each["edition"] or "–",
            date_format(date.fromisoformat(each["review_on"])) if each["review_on"] else "–",
        )
        for each in contents["annexes"]
    )
    headings = (_("Annex"), _("Whose"), _("Status"), _("Version"), _("Review before"))
    if not lines:
        return None
    table = table_of(_("Annexes"), Rows(headings, lines))
    found = [each["address"] for each in contents["annexes"]]
    linked = [
        ((replace(title[0], link=link),), *rest)
        for (title, *rest), link in zip(table.lines, found, strict=True)
    ]
    return replace(table, lines=tuple(linked))


def _cover(
    school: School,
    *,
    state: str,
    mark: str,
    lead: str,
    about: list[tuple[str, str]],
    is_for_public: bool,
    digest: str = "",
) -> Cover:
    if is_for_public:
        about = [*about, (_("For"), _("the public: what is for staff alone is not in it"))]
    return Cover(_("Safety plan"), school.name, school.board.name, state, lead, mark, tuple(about), digest)


def _about(course: Course) -> list[tuple[str, str]]:
    edition, adopted = course.edition, course.adopted
    consented = course.last("consented")
    days = [
        (_("Text and facts of"), edition.held_on),
        (_("The participation council consented on"), consented.held_on if consented else None),
        (_("Adopted on"), adopted.held_on if adopted else None),
        (_("In force from"), adopted.in_force_from if adopted else None),
        (_("Review before"), adopted.review_on if adopted else None),
    ]
    return [(_("Edition"), str(edition.number)), *((name, date_format(day)) for name, day in days if day)]


def _edition(course: Course) -> str:
    since = course.adopted.in_force_from if course.adopted else None
    told = {"number": course.edition.number, "day": date_format(since) if since else "–"}
    return _("edition %(number)s, from %(day)s") % told


def _file_name(school: School, which: str, is_for_public: bool) -> str:
    """With the school's number at the ministry: two schools of one board may bear one name."""
    parts = ["veiligheidsplan", slugify(school.name), f"{school.brin}{school.location_code}".lower(), which]
    return "-".join(part for part in [*parts, "openbaar" if is_for_public else ""] if part)
