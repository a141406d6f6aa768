"""Who holds the role of emergency response officer on a day, and on which half-days each of them is there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from vangnet.core.people.agreed import agreed
from vangnet.core.people.calendars import calendar_of
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person, School
from vangnet.core.people.roles import Role

from .access import OFFICERS
from .coverage import FEWEST, Cell, Cover, HalfDay, Officer, coverage, taught
from .models import OfficerHalfDay, OfficerWeek


@dataclass(frozen=True)
class Presence:
    """The week of a school as it is on a day."""

    on: date
    officers: Sequence[Officer]
    cells: Sequence[Cell]
    fewest: int

    @property
    def holes(self) -> list[Cell]:
        """The half-days on which too few are there, or nobody."""
        return [cell for cell in self.cells if cell.cover in {Cover.NONE, Cover.TOO_FEW}]

    @property
    def thin(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.cover is Cover.JUST]

    @property
    def unknown(self) -> list[Officer]:
        return [officer for officer in self.officers if officer.half_days is None]


def presence(school: School, on: date) -> Presence:
    officers = officers_on(school, on)
    fewest = FEWEST.value(agreed(school, on))
    return Presence(on, officers, coverage(officers, taught(calendar_of(school), on), fewest), fewest)


def officers_on(school: School, on: date) -> list[Officer]:
    """The head of emergency response first; from the appointments, and from nothing else."""
    rows = Appointment.objects.filter(holds_on(on), school=school, role__in=sorted(OFFICERS))
    heads: dict[int, bool] = {}
    people: dict[int, Person] = {}
    for row in rows.select_related("person"):
        people[row.person_id] = row.person
        heads[row.person_id] = heads.get(row.person_id, False) or row.role == Role.HEAD_EMERGENCY_OFFICER
    weeks = weeks_on(school, on)
    found = [Officer(key, people[key].full_name, heads[key], weeks.get(key)) for key in people]
    return sorted(found, key=lambda each: (not each.is_head, people[each.key].last_name, each.name))


def weeks_on(school: School, on: date) -> dict[int, Collection[HalfDay]]:
    """By person, the half-days of the week that holds on a day: the one that began last, or was recorded last."""
    rows = OfficerWeek.objects.standing().filter(school=school, since__lte=on)
    return {
        row.person_id: [(day.weekday, day.half) for day in row.half_days.all()]
        for row in rows.order_by("since", "pk").prefetch_related("half_days")
    }


def record_week(
    school: School,
    person: Person,
    *,
    since: date,
    half_days: Iterable[HalfDay],
    token: UUID,
    by: Person,
    now: datetime,
) -> None:
    """A week from a day on, wholly or not at all; what held before stays known."""
    if OfficerWeek.sent_before(token, by):
        return
    try:
        with transaction.atomic():
            row = OfficerWeek.objects.create(
                school=school, person=person, since=since, token=token, recorded_by=by, recorded_at=now
            )
            OfficerHalfDay.objects.bulk_create(
                OfficerHalfDay(week=row, weekday=weekday, half=half) for weekday, half in half_days
            )
    except IntegrityError:
        # The same form, sent twice at once: the database let one through.
        if OfficerWeek.sent_before(token, by) is None:
            raise
