"""Drills as they are listed and recorded: what the views need beyond a form and a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet

from vangnet.core.calendars import SchoolYear, school_year_of
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Group, Person, School

from .forms.counts import CountsForm, key_of
from .forms.drills import DrillForm
from .forms.fields import minutes
from .models import Drill, DrillAction, HeadCount


class Overtaken(Exception):  # noqa: N818
    """A colleague corrected or took back the same drill a moment ago."""


@dataclass(frozen=True)
class ListedDrill:
    """A drill with what was counted in all, and what must still be done about it."""

    row: Drill
    counts: tuple[HeadCount, ...]
    open_actions: int

    @classmethod
    def of(cls, drill: Drill) -> "ListedDrill":
        actions = sum(action.is_open for action in drill.actions.all())
        counts = sorted(drill.counts.all(), key=lambda count: count.who)  # groups, staff, visitors
        return cls(drill, tuple(counts), actions)

    @property
    def emptied_after(self) -> str:
        return minutes(self.row.emptied_after)

    @property
    def present(self) -> int:
        return sum(count.present for count in self.counts)

    @property
    def counted(self) -> int:
        return sum(count.counted for count in self.counts)

    @property
    def missing(self) -> int:
        """Per group: a child too many in one group does not make up for one too few in another."""
        return sum(count.missing for count in self.counts)


def by_year(school: School) -> list[tuple[SchoolYear, list[ListedDrill]]]:
    """The drills that stand, newest first, under their school year; as many questions for one as for a hundred."""
    rows = Drill.objects.standing().filter(school=school).prefetch_related("counts__group", "actions")
    years = groupby(map(ListedDrill.of, rows), key=lambda each: school_year_of(each.row.held_on))
    return [(year, list(drills)) for year, drills in years]


def were_taken_back(school: School) -> QuerySet[Drill]:
    """What counts no longer and can still be read."""
    return Drill.objects.filter(school=school).exclude(taken_back_at=None).select_related("taken_back_by")


def open_actions(school: School) -> QuerySet[DrillAction]:
    rows = DrillAction.objects.standing().filter(drill__school=school, done_on=None)
    return rows.filter(drill__taken_back_at=None).select_related("owner", "drill")


def groups_of(school: School, year: SchoolYear, on: date) -> list[Group]:
    """The groups of a school year; of this one with how many pupils sit in each today."""
    rows = Group.objects.filter(school=school, school_year=year.name, is_combined=False).order_by("name")
    if on in year:
        rows = rows.annotate(pupils=Count("placements", filter=holds_on(on, "placements__")))
    return list(rows)


def counts_of(drill: Drill) -> Mapping[str, HeadCount]:
    return {key_of(count): count for count in drill.counts.all()}


def record(
    form: DrillForm, counts: CountsForm, by: Person, now: datetime, *, replaces: Drill | None = None
) -> Drill:
    """A drill with its counts, wholly or not at all; in the place of an earlier one if it corrects that."""
    drill = form.drill()
    drill.recorded_by, drill.recorded_at, drill.replaces = by, now, replaces
    try:
        with transaction.atomic():
            _record(drill, form, counts, by, now)
    except IntegrityError:
        # The same form, sent twice at once: the database let one through.
        if again := Drill.sent_before(drill.token, by):
            return again
        raise
    return drill


def _record(drill: Drill, form: DrillForm, counts: CountsForm, by: Person, now: datetime) -> None:
    if drill.replaces and not drill.replaces.take_back(by, now):
        raise Overtaken
    drill.save()
    drill.officers.set(form.cleaned_data["officers"])
    rows = counts.counts()
    for count in rows:
        count.drill = drill
    HeadCount.objects.bulk_create(rows)
    if drill.replaces:
        drill.replaces.actions.update(drill=drill)
