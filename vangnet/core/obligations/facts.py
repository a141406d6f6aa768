"""What the facts say of each subject up to a day, for any number of schools in one to three questions per duty.

The database counts and takes the latest: a board of a thousand schools asks as many questions as one school.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from vangnet.core.calendars import school_year_of
from vangnet.core.questions import Question

from .duties import Asked, Changes, Duty, Evidence
from .rhythms import FOREVER, Always, Record, TimesAYear, covered_until

# A school, and whom or what at it the facts are about; None for the school itself.
Place = tuple[int, int | None]
Schools = Collection[int] | None  # None: all of them
Rows = QuerySet[Any, Any]


@dataclass(frozen=True)
class Subject:
    """Somebody or something that a duty is asked of, from a day on."""

    place: Place
    first_on: date


def records(
    duty: Duty, schools: Schools, on: date, agreed: Mapping[int, Mapping[str, int]] | None = None
) -> dict[Place, Record]:
    """Of each place at these schools at which there is any fact; `agreed` is what the schools set, by school."""
    if isinstance(duty.rhythm, Always):
        return _covered(duty, schools, on, agreed or {})
    found = _counted(duty, schools, on)
    if changes := duty.evidence.changes:
        for place, changed_on in asked_of(CHANGES, changes, schools, on=on):
            found[place] = found.get(place, Record())._replace(changed_on=changed_on)
    return found


def subjects(duty: Duty, schools: Schools, on: date) -> list[Subject] | None:
    """Of whom or what the duty is asked on a day; None where it is asked of the school itself."""
    asked = duty.evidence.subjects
    if asked is None:
        return None
    return [Subject(place, first) for place, first in asked_of(SUBJECTS, asked, schools, on=on)]


def _counted(duty: Duty, schools: Schools, on: date) -> dict[Place, Record]:
    if not isinstance(duty.rhythm, TimesAYear):
        return {place: Record(last) for place, last in asked_of(LATEST, duty.evidence, schools, on=on)}
    year = school_year_of(on)
    rows = asked_of(NUMBERS, duty.evidence, schools, on=on, first=year.first, before=year.previous().first)
    return {place: Record(last, now, before) for place, last, now, before in rows}


def _covered(
    duty: Duty, schools: Schools, on: date, agreed: Mapping[int, Mapping[str, int]]
) -> dict[Place, Record]:
    """How many must hold at the same time is a number that a board may set."""
    ended = dict(asked_of(ENDED, duty.evidence, schools, on=on))
    holding: dict[Place, list[tuple[date, date]]] = defaultdict(list)
    for place, first, last in asked_of(HOLDING, duty.evidence, schools, on=on):
        holding[place].append((first, last or FOREVER))
    found = {}
    for place in {*ended, *holding}:
        number = duty.as_agreed(agreed.get(place[0], {})).rhythm.number
        found[place] = Record(ended.get(place), until=covered_until(holding.get(place, ()), number, on))
    return found


def asked_of(question: Question, of: Evidence | Asked | Changes, schools: Schools, **days: date) -> list[Any]:
    """The rows of a question, each with its place first."""
    if schools is not None and not schools:
        return []
    some = {} if schools is None else {"schools": list(schools)}
    rows = question(of, **some, **days)
    if isinstance(of, Asked) or (isinstance(of, Evidence) and of.subject):
        return [((row[0], row[1]), *row[2:]) for row in rows]
    return [((row[0], None), *row[1:]) for row in rows]


# The questions: the evidence is their wording, schools and days are their blanks.


def rows_at(rows: Rows, school: str, blanks: Mapping[str, Any]) -> Rows:
    rows = rows.order_by()
    return rows.filter(**{f"{school}__in": blanks["schools"]}) if "schools" in blanks else rows


def facts_at(evidence: Evidence, blanks: Mapping[str, Any]) -> Rows:
    return rows_at(evidence.rows(), evidence.school, blanks)


def place_of(evidence: Evidence) -> tuple[str, ...]:
    return (evidence.school, evidence.subject) if evidence.subject else (evidence.school,)


def _with_latest(rows: Rows, place: tuple[str, ...], day: str) -> Rows:
    grouped: Rows = rows.values_list(*place).annotate(latest=Max(day))
    return grouped


def _latest(evidence: Evidence, **blanks: Any) -> Rows:
    rows = facts_at(evidence, blanks).filter(**{f"{evidence.day}__lte": blanks["on"]})
    return _with_latest(rows, place_of(evidence), evidence.day)


def _numbers(evidence: Evidence, **blanks: Any) -> Rows:
    this_year = Q(**{f"{evidence.day}__gte": blanks["first"]})
    since_last_year = Q(**{f"{evidence.day}__gte": blanks["before"]})
    before = Q(**{f"{evidence.day}__lt": blanks["first"]}) & since_last_year
    rows: Rows = _latest(evidence, **blanks).annotate(
        now=Count("pk", filter=this_year), before=Count("pk", filter=before)
    )
    return rows


def _ended(evidence: Evidence, **blanks: Any) -> Rows:
    rows = facts_at(evidence, blanks).filter(**{f"{evidence.until}__lt": blanks["on"]})
    return _with_latest(rows, place_of(evidence), evidence.until)


def _holding(evidence: Evidence, **blanks: Any) -> Rows:
    """What holds on the day or will: a successor who was appointed already closes the gap that would come."""
    rows = facts_at(evidence, blanks).filter(_not_over(evidence.until, blanks))
    return rows.values_list(*place_of(evidence), evidence.day, evidence.until)


def _changes(changes: Changes, **blanks: Any) -> Rows:
    rows = rows_at(changes.rows(), changes.school, blanks).filter(**{f"{changes.day}__lte": blanks["on"]})
    return _with_latest(rows, (changes.school,), changes.day)


def _subjects(asked: Asked, **blanks: Any) -> Rows:
    begun = {f"{asked.day}__lte": blanks["on"]}
    rows = rows_at(asked.rows(), asked.school, blanks).filter(_not_over(asked.until, blanks), **begun)
    return rows.values_list(asked.school, asked.key, asked.day)


def _not_over(until: str, blanks: Mapping[str, Any]) -> Q:
    return Q(**{until: None}) | Q(**{f"{until}__gte": blanks["on"]})


LATEST, NUMBERS = Question(_latest), Question(_numbers)
ENDED, HOLDING = Question(_ended), Question(_holding)
CHANGES, SUBJECTS = Question(_changes), Question(_subjects)
