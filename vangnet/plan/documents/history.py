"""The editions of a plan up to now, as a table in its document."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vangnet.core.plan_facts import Rows

from ..adoption import Course
from .blocks import Table, table_of


def history_of(courses: Sequence[Course], *, is_for_public: bool) -> Table | None:
    """The newest first. The public reads which were adopted, and not what was said about one."""
    told = [course for course in courses if course.adopted or not is_for_public]
    if not told:
        return None
    headings = [_("Edition"), _("How it stands"), _("Adopted on"), _("In force from")]
    lines = [_line(course) for course in told]
    if not is_for_public:
        headings.append(_("What is new in it"))
        lines = [[*line, course.edition.remark or "–"] for line, course in zip(lines, told, strict=True)]
    return table_of(_("Editions of this plan"), Rows(tuple(headings), tuple(map(tuple, lines))))


def _line(course: Course) -> list[str]:
    adopted = course.adopted
    return [
        str(course.edition.number),
        _(course.state.value),
        _day(adopted.held_on if adopted else None),
        _day(adopted.in_force_from if adopted else None),
    ]


def _day(day: date | None) -> str:
    return date_format(day) if day else "–"
