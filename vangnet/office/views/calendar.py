"""The calendar of a school: its normal week, the days that differ from it, and what the year adds up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.calendars import SchoolYear, school_year_of
from vangnet.core.people.calendars import calendar_of
from vangnet.core.people.models import CalendarDay, School

from ..access import KEEPS, KEEPS_CALENDAR, READS_CALENDAR
from ..forms.calendar import CalendarDayForm, WeekForm
from ..holiday_choice import Standing, proposals, take_over
from ..normal_week import ShownWeek, shown_weeks, week_on
from ..sections import Section, sections_of
from ..year_overview import DayState, YearOverview


@dataclass(frozen=True)
class ListedDay:
    """A day that differs, with its state for the sign and whether it can still be taken out."""

    row: CalendarDay
    state: DayState
    can_go: bool


@require_safe
@may(READS_CALENDAR, School)
def calendar(request: PersonRequest, school: School) -> HttpResponse:
    today = timezone.localdate()
    keeps = KEEPS.allows(request.user.person, school, today)
    chosen, known = _chosen_year(request, today), calendar_of(school)
    overview = YearOverview(known, chosen)
    return render(
        request,
        "office/calendar.html",
        {
            "school": school,
            "sections": sections_of(school, request.user.person, today, current="calendar"),
            "keeps": keeps,
            "weeks": shown_weeks(known, today),
            "years": _years(chosen, today),
            "year": chosen,
            "months": _by_month(school, chosen, today),
            "overview": overview,
            "totals": overview.totals(),
        },
    )


@require_safe
@may(READS_CALENDAR, School)
def year(request: PersonRequest, school: School) -> HttpResponse:
    """The whole school year on one sheet of paper."""
    chosen = _chosen_year(request, timezone.localdate())
    overview = YearOverview(calendar_of(school), chosen)
    context = {
        "school": school,
        "year": chosen,
        "overview": overview,
        "totals": overview.totals(),
        "states": list(DayState),
    }
    return render(request, "office/calendar_year.html", context)


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def week(request: PersonRequest, school: School) -> HttpResponse:
    today = timezone.localdate()
    known = week_on(calendar_of(school), today)
    form = WeekForm(
        request.POST or None,
        school=school,
        on=today,
        week=ShownWeek.of(known, holds=True).rows if known else (),
        initial={"since": today if known else school_year_of(today).first},
    )
    if request.method == "POST" and form.is_valid():
        form.record()
        messages.success(request, _("This is the week of the school from that date on."))
        return redirect("calendar", school.pk)
    context = {"form": form, "school": school}
    return render(request, "office/calendar_week.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def add_day(request: PersonRequest, school: School) -> HttpResponse:
    today = timezone.localdate()
    form = CalendarDayForm(request.POST or None, instance=CalendarDay(school=school), on=today)
    if request.method == "POST" and form.is_valid():
        added = form.save()
        messages.success(request, _("This stands in the calendar now."))
        if added.first_on < today:
            messages.warning(request, _("It lies in the past: terms that ran then are counted anew."))
        return redirect(_address(school, school_year_of(added.first_on)))
    context = {"form": form, "school": school}
    return render(request, "office/calendar_day.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@may(KEEPS_CALENDAR, CalendarDay)
def remove_day(request: PersonRequest, day: CalendarDay) -> HttpResponse:
    """What lies in the past is asked once more; what a past school year was counted by stays."""
    today, address = timezone.localdate(), _address(day.school, school_year_of(day.first_on))
    if not _can_go(day, today):
        messages.error(request, _("Days of past school years stay as they were."))
        return redirect(address)
    is_sure = request.POST.get("confirmed") == "yes" or day.first_on >= today
    if request.method == "POST" and is_sure:
        day.delete()
        messages.success(request, _("“%(title)s” is taken out of the calendar.") % {"title": day.title})
        return redirect(address)
    context = {"day": day, "cancel_url": address, "is_past": day.first_on < today}
    return render(request, "office/calendar_remove.html", context)


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def holidays(request: PersonRequest, school: School) -> HttpResponse:
    """What the ministry has set or advised; nothing is written before somebody agrees."""
    today = timezone.localdate()
    chosen = max(_chosen_year(request, today), school_year_of(today))
    if request.method == "POST":
        number = take_over(school, chosen)
        messages.success(request, _taken_over(number))
        return redirect(_address(school, chosen))
    proposed = proposals(school, chosen)
    context = {
        "school": school,
        "year": chosen,
        "years": _years(chosen, today, first=school_year_of(today)),
        "proposals": proposed,
        "new": sum(each.standing is Standing.NEW for each in proposed),
    }
    return render(request, "office/calendar_holidays.html", context)


def _taken_over(number: int) -> str:
    return ngettext(
        "%(number)s holiday stands in the calendar now. Look at it once more with your own agreements beside you.",
        "%(number)s holidays stand in the calendar now. Look at them once more with your own agreements beside you.",
        number,
    ) % {"number": number}


def _address(school: School, school_year: SchoolYear) -> str:
    return f"{reverse('calendar', args=[school.pk])}?year={school_year}"


def _chosen_year(request: PersonRequest, today: date) -> SchoolYear:
    """The school year that was asked for when it is the last, this or the next one; else this one."""
    this_year = school_year_of(today)
    asked = request.GET.get("year", "")
    return next(
        (one for one in _choice(this_year.previous(), this_year.next()) if one.name == asked), this_year
    )


def _choice(first: SchoolYear, last: SchoolYear) -> list[SchoolYear]:
    return [SchoolYear(starts) for starts in range(first.starts, last.starts + 1)]


def _years(chosen: SchoolYear, today: date, *, first: SchoolYear | None = None) -> list[Section]:
    this_year = school_year_of(today)
    choice = _choice(first or this_year.previous(), this_year.next())
    return [Section(one.name, f"?year={one}", is_current=one == chosen) for one in choice]


def _by_month(school: School, school_year: SchoolYear, today: date) -> list[tuple[date, list[ListedDay]]]:
    """The days that differ, under the first of the month in which each begins."""
    rows = school.calendar_days.filter(first_on__lte=school_year.last, last_on__gte=school_year.first)
    listed: Iterable[ListedDay] = (
        ListedDay(row, DayState(row.kind), _can_go(row, today)) for row in rows.order_by("first_on", "pk")
    )
    months = groupby(listed, key=lambda each: each.row.first_on.replace(day=1))
    return [(month, list(days)) for month, days in months]


def _can_go(day: CalendarDay, today: date) -> bool:
    return day.first_on >= school_year_of(today).first
