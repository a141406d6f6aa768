"""What the filters of the list leave: one condition, for a question with blanks or for a query with values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from vangnet.core.calendars import SchoolYear

from .models import Incident, InvolvedPupil

NOT_ASSESSED = "not_assessed"
OPEN, OVERDUE, CLOSED = "open", "overdue", "closed"


@dataclass(frozen=True)
class Narrowing:
    """What the filters leave; an empty value narrows nothing."""

    school: int | None = None
    school_year: str = ""
    since: date | None = None
    until: date | None = None
    category: str = ""
    place: str = ""
    severity: str = ""
    state: str = ""
    pupil: int | None = None

    def of(self, rows: QuerySet[Incident], now: datetime) -> QuerySet[Incident]:
        values = self.values(now)
        return narrowed(rows, values.keys(), values)

    def values(self, now: datetime) -> dict[str, Any]:
        """What is chosen, by the names that `narrowed` knows; which names there are decides how it is worded."""
        chosen: dict[str, Any] = {
            name: value
            for name in ("school", "category", "place", "severity", "pupil")
            if (value := getattr(self, name))
        }
        if self.severity == NOT_ASSESSED:
            chosen["severity"] = ""
        if self.school_year:
            year = SchoolYear.named(self.school_year)
            chosen |= {"year_from": _midnight(year.first), "year_until": _midnight(year.next().first)}
        if self.since:
            chosen["since"] = _midnight(self.since)
        if self.until:
            chosen["until"] = _midnight(self.until + timedelta(days=1))
        if self.state:
            chosen[self.state] = now if self.state == OVERDUE else self.state == CLOSED
        return chosen


CONDITIONS = {
    "since": "happened_at__gte",
    "until": "happened_at__lt",
    "year_from": "happened_at__gte",
    "year_until": "happened_at__lt",
    OPEN: "is_closed",
    CLOSED: "is_closed",
    OVERDUE: "dossier__next_due_at__lt",
}


def narrowed(
    rows: QuerySet[Incident], names: Collection[str], values: Mapping[str, Any]
) -> QuerySet[Incident]:
    """The rows that the named filters leave; the values may be blanks of a question."""
    for name in names:
        if name == "pupil":
            about = InvolvedPupil.objects.filter(pupil=values[name])
            rows = rows.filter(dossier__in=about.values("incident"))
        else:
            rows = rows.filter(**{CONDITIONS.get(name, name): values[name]})
    return rows.filter(is_closed=False) if OVERDUE in names else rows


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))
