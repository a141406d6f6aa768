"""What the facts say of each subject up to a day, for any number of schools in one to three questions per duty.

The database counts and takes the latest: a board of a thousand schools asks as many questions as one school.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from vangnet.core.calendars import school_year_of
from vangnet.core.questions import Question

from .duties import Duty, Evidence
from .rhythms import FOREVER, Always, Record, TimesAYear, covered_until

# A school, and whom or what at it the facts are about; None for the school itself.
Place = tuple[int, int | None]
Schools = Collection[int] | None  # None: all of them


@dataclass(frozen=True)
class Subject:
    """Somebody or something that a duty is asked of, from a day on."""

    place: Place
    first_on: date


def records(duty: Duty, schools: Schools, on: date) -> dict[Place, Record]:
    """Of each place at these schools at which there is any fact."""
    if isinstance(duty.rhythm, Always):
        return _covered(duty, schools, on)
    found = _counted(duty, schools, on)
    if duty.evidence.changes:
        for place, changed_on in _asked(CHANGES, duty, schools, on=on):
            found[place] = replace(found.get(place, Record()), changed_on=changed_on)
    return found


def subjects(duty: Duty, schools: Schools, on: date) -> list[Subject] | None:
    """Of whom or what the duty is asked on a day; None where it is asked of the school itself."""
    if duty.evidence.subjects is None:
        return None
    return [Subject(place, first) for place, first in _asked(SUBJECTS, duty, schools, on=on)]


def _counted(duty: Duty, schools: Schools, on: date) -> dict[Place, Record]:
    if not isinstance(duty.rhythm, TimesAYear):
        return {place: Record(last) for place, last in _asked(LATEST, duty, schools, on=on)}
    year = school_year_of(on)
    rows = _asked(NUMBERS, duty, schools, on=on, first=year.first, before=year.previous().first)
    return {place: Record(last, now, before) for place, last, now, before in rows}


def _covered(duty: Duty, schools: Schools, on: date) -> dict[Place, Record]:
    ended = dict(_asked(ENDED, duty, schools, on=on))
    holding: dict[Place, list[tuple[date, date]]] = defaultdict(list)
    for place, first, last in _asked(HOLDING, duty, schools, on=on):
        holding[place].append((first, last or FOREVER))
    return {
        place: Record(ended.get(place), until=covered_until(holding.get(place, ()), duty.rhythm.number, on))
        for place in {*ended, *holding}
    }


def _asked(question: Question, duty: Duty, schools: Schools, **days: date) -> list[Any]:
    """The rows of a question, each with its place first."""
    if schools is not None and not schools:
        return []
    some = {} if schools is None else {"schools": list(schools)}
    rows = question(duty.evidence, **some, **days)
    if duty.evidence.subject and question is not CHANGES:
        return [((row[0], row[1]), *row[2:]) for row in rows]
    return [((row[0], None), *row[1:]) for row in rows]


# The questions: the evidence is their wording, schools and days are their blanks.


def _at(rows: QuerySet[Any, Any], school: str, blanks: Mapping[str, Any]) -> QuerySet[Any, Any]:
    rows = rows.order_by()
    return rows.filter(**{f"{school}__in": blanks["schools"]}) if "schools" in blanks else rows


def _facts(evidence: Evidence, blanks: Mapping[str, Any]) -> QuerySet[Any, Any]:
    return _at(evidence.rows(), evidence.school, blanks)


def _place(evidence: Evidence) -> tuple[str, ...]:
    return (evidence.school, evidence.subject) if evidence.subject else (evidence.school,)


def _latest(evidence: Evidence, **blanks: Any) -> QuerySet[Any, Any]:
    rows = _facts(evidence, blanks).filter(**{f"{evidence.day}__lte": blanks["on"]})
    return rows.values_list(*_place(evidence)).annotate(latest=Max(evidence.day))


def _numbers(evidence: Evidence, **blanks: Any) -> QuerySet[Any, Any]:
    this_year = Q(**{f"{evidence.day}__gte": blanks["first"]})
    since_last_year = Q(**{f"{evidence.day}__gte": blanks["before"]})
    before = Q(**{f"{evidence.day}__lt": blanks["first"]}) & since_last_year
    return _latest(evidence, **blanks).annotate(
        now=Count("pk", filter=this_year), before=Count("pk", filter=before)
    )


def _ended(evidence: Evidence, **blanks: Any) -> QuerySet[Any, Any]:
    rows = _facts(evidence, blanks).filter(**{f"{evidence.until}__lt": blanks["on"]})
    return rows.values_list(*_place(evidence)).annotate(latest=Max(evidence.until))


def _holding(evidence: Evidence, **blanks: Any) -> QuerySet[Any, Any]:
    """What holds on the day or will: a successor who was appointed already closes the gap that would come."""
    last = Q(**{evidence.until: None}) | Q(**{f"{evidence.until}__gte": blanks["on"]})
    return _facts(evidence, blanks).filter(last).values_list(*_place(evidence), evidence.day, evidence.until)


def _changes(evidence: Evidence, **blanks: Any) -> QuerySet[Any, Any]:
    changes = evidence.changes
    rows = _at(changes.rows(), changes.school, blanks).filter(**{f"{changes.day}__lte": blanks["on"]})
    return rows.values_list(changes.school).annotate(latest=Max(changes.day))


def _subjects(evidence: Evidence, **blanks: Any) -> QuerySet[Any, Any]:
    asked = evidence.subjects
    last = Q(**{asked.until: None}) | Q(**{f"{asked.until}__gte": blanks["on"]})
    rows = _at(asked.rows(), asked.school, blanks).filter(last, **{f"{asked.day}__lte": blanks["on"]})
    return rows.values_list(asked.school, asked.key, asked.day)


LATEST, NUMBERS = Question(_latest), Question(_numbers)
ENDED, HOLDING = Question(_ended), Question(_holding)
CHANGES, SUBJECTS = Question(_changes), Question(_subjects)
