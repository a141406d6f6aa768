"""Moves the demonstration through time by whole weeks, so that its "today" is this week wherever it is started."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone


@dataclass(frozen=True)
class Shift:
    """By how much every date of the invented year moves; weekdays stay weekdays."""

    by: timedelta

    @classmethod
    def to(cls, today: date, *, written_for: date) -> "Shift":
        return cls(timedelta(weeks=max((today - written_for).days // 7, 0)))

    def day(self, day: date) -> date:
        return day + self.by

    def maybe(self, day: date | None) -> date | None:
        return day + self.by if day else None

    def moment(self, moment: datetime) -> datetime:
        return timezone.make_aware(moment) + self.by
