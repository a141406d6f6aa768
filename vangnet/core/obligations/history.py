"""All facts of one school, so that its duties can be asked for on any day without asking the database again."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vangnet.core.calendars import SchoolCalendar, school_year_of
from vangnet.core.questions import Question
from vangnet.core.working_days import DAY

from .duties import Asked, Changes, Duty, Evidence, Standing, standing, worst
from .facts import Rows, asked_of, facts_at, place_of, rows_at
from .rhythms import FOREVER, Always, Record, covered_until

Key = int | None


@dataclass(frozen=True)
class History:
    """What the facts of one school say of one duty, in the order of their days."""

    duty: Duty
    days: Mapping[Key, Sequence[date]] = field(default_factory=dict)
    periods: Mapping[Key, Sequence[tuple[date, date]]] = field(default_factory=dict)
    changes: Sequence[date] = ()
    asked: Sequence[tuple[Key, date, date]] = ()
    calendar: SchoolCalendar | None = None

    @classmethod
    def of(cls, duty: Duty, school: int, calendar: SchoolCalendar | None = None) -> "History":
        evidence, days, periods = duty.evidence, defaultdict(list), defaultdict(list)
        if isinstance(duty.rhythm, Always):
            for (_school, key), first, last in asked_of(PERIODS, evidence, [school]):
                periods[key].append((first, last or FOREVER))
        else:
            for (_school, key), day in asked_of(DAYS, evidence, [school]):
                days[key].append(day)
        changed = asked_of(CHANGED, evidence.changes, [school]) if evidence.changes else ()
        return cls(duty, days, periods, [day for _place, day in changed], _asked(duty, school), calendar)

    def standing(self, on: date) -> Standing:
        return worst((stands for _key, stands in self.by_subject(on)), self.duty)

    def by_subject(self, on: date) -> list[tuple[Key, Standing]]:
        return [
            (key, standing(self.duty, self.record(key, on), on, since=first, calendar=self.calendar))
            for key, first, last in self.asked
            if first <= on <= last or self.duty.evidence.subjects is None
        ]

    def record(self, key: Key, on: date) -> Record:
        if isinstance(self.duty.rhythm, Always):
            periods = self.periods.get(key, ())
            ended = max((last for _first, last in periods if last < on), default=None)
            return Record(ended, until=covered_until(periods, self.duty.rhythm.number, on))
        days = self.days.get(key, ())
        until, year = bisect_right(days, on), school_year_of(on)
        first, before = (bisect_right(days, day.first - DAY) for day in (year, year.previous()))
        changed = bisect_right(self.changes, on)
        return Record(
            days[until - 1] if until else None,
            until - first,
            first - before,
            self.changes[changed - 1] if changed else None,
        )

    def facts(self) -> list[date]:
        """The days on which anything was done, for whomever, the latest first."""
        return sorted({day for days in self.days.values() for day in days}, reverse=True)


def _asked(duty: Duty, school: int) -> list[tuple[Key, date, date]]:
    if duty.evidence.subjects is None:
        return [(None, duty.since, FOREVER)]
    rows = asked_of(ASKED, duty.evidence.subjects, [school])
    return [(key, first, last or FOREVER) for (_school, key), first, last in rows]


def _days(evidence: Evidence, **blanks: Any) -> Rows:
    return facts_at(evidence, blanks).order_by(evidence.day).values_list(*place_of(evidence), evidence.day)


def _periods(evidence: Evidence, **blanks: Any) -> Rows:
    return facts_at(evidence, blanks).values_list(*place_of(evidence), evidence.day, evidence.until)


def _changed(changes: Changes, **blanks: Any) -> Rows:
    rows = rows_at(changes.rows(), changes.school, blanks).order_by(changes.day)
    return rows.values_list(changes.school, changes.day)


def _all_asked(asked: Asked, **blanks: Any) -> Rows:
    rows = rows_at(asked.rows(), asked.school, blanks)
    return rows.values_list(asked.school, asked.key, asked.day, asked.until)


DAYS, PERIODS = Question(_days), Question(_periods)
CHANGED, ASKED = Question(_changed), Question(_all_asked)
