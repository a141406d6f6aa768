"""Which school days a suspension takes, over the school's own calendar, and what other suspensions say of them."""

from datetime import date

from django.utils.translation import gettext as _

from vangnet.core.calendars import CalendarUnknown, SchoolCalendar
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.timeline import day
from vangnet.core.terms import consecutive_school_days
from vangnet.core.working_days import DAY

from ..models import SuspensionDecided
from .protocol import Days


class NoSchool(ValueError):  # noqa: N818
    """A suspension can't begin on a day without school; `next_on` is the first one with it."""

    def __init__(self, next_on: date) -> None:
        self.next_on = next_on
        super().__init__(str(next_on))


def days_from(first_on: date, number: int, calendar: SchoolCalendar) -> Days:
    """This many school days that follow each other; weekends, holidays and days without school are stepped over."""
    days = consecutive_school_days(first_on, number, calendar=calendar)
    if days[0] != first_on:
        raise NoSchool(days[0])
    return Days(days[0], days[-1], number, _first_after(days[-1], calendar))


def _first_after(last_on: date, calendar: SchoolCalendar) -> date | None:
    """The day back at school; nothing where the calendar ends before it, such as at the end of a school year."""
    try:
        return consecutive_school_days(last_on + DAY, 1, calendar=calendar)[0]
    except CalendarUnknown:
        return None


def others_of(dossier: Dossier) -> list[SuspensionDecided]:
    """What was decided about the same pupil in other dossiers of this school."""
    here = Subject.objects.standing().filter(dossier=dossier).exclude(pupil=None)
    same = Subject.objects.standing().filter(
        pupil__in=here.values("pupil"), dossier__school=dossier.school_id
    )
    found = SuspensionDecided.objects.standing().filter(entry__dossier__in=same.values("dossier"))
    return list(found.exclude(entry__dossier=dossier).order_by("first_on"))


def share_a_day(days: Days, other: SuspensionDecided) -> bool:
    return other.first_on <= days.last_on and days.first_on <= other.last_on


def follow_each_other(days: Days, other: SuspensionDecided) -> bool:
    """Whether there is no school day between the two."""
    return days.back_on == other.first_on or other.back_on == days.first_on


def in_words(days: Days) -> str:
    if days.number == 1:
        return _("one school day: %(first)s") % {"first": day(days.first_on)}
    words = {"number": days.number, "first": day(days.first_on), "last": day(days.last_on)}
    return _("%(number)s school days: %(first)s up to and including %(last)s") % words
