"""The rows of the list of incidents, each ready to be shown."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vangnet.core.dossiers.models import Subject
from vangnet.core.dossiers.timeline import day, moment
from vangnet.core.people.models import School
from vangnet.core.questions import Question
from vangnet.ui.drawn import drawn

from .models import Incident
from .models.category import category_names
from .models.facts import Assessment, Part, Place
from .narrowing import CLOSED, NOT_ASSESSED, OPEN, OVERDUE


class Row(NamedTuple):
    """One incident as the list shows it: a tuple, which a template takes apart in half the time of an object."""

    url: str
    reference: str
    category: str
    when: str
    place: str
    school: str
    severity: SafeString | str
    state: SafeString | str
    due: str
    people: str


COLUMNS = (
    "dossier",
    "dossier__reference",
    "dossier__next_due_at",
    "dossier__closed_on",
    "school",
    "happened_at",
    "category",
    "place",
    "severity",
)


ROWS = Question(lambda keys: Incident.objects.filter(pk__in=keys).order_by().values_list(*COLUMNS))
SCHOOL_NAMES = Question(lambda: School.objects.order_by().values_list("pk", "name"))


def rows_of(keys: Sequence[int], now: datetime) -> list[Row]:
    """The rows in the order of the keys, in four queries whatever their number."""
    if not keys:
        return []
    found = {row[0]: row for row in ROWS(keys=keys)}
    words = _Words.of_today()
    people = people_of(keys)
    return [_row(found[key], words, people.get(key, []), now) for key in keys if key in found]


@dataclass(frozen=True)
class _Words:
    """The words that rows share, looked up once."""

    address: str
    schools: Mapping[int, str]
    categories: Mapping[str, str]
    places: Mapping[str, str]

    @classmethod
    def of_today(cls) -> "_Words":
        return cls(
            reverse("dossiers"),
            dict(SCHOOL_NAMES()),
            category_names(),
            {place.value: str(place.label) for place in Place},
        )


def _row(values: tuple[Any, ...], words: _Words, people: Sequence[str], now: datetime) -> Row:
    _key, reference, next_due_at, closed_on, school, happened_at, category, place, severity = values
    state, due = _state(next_due_at, closed_on, now)
    return Row(
        url=f"{words.address}{reference}/",
        reference=reference,
        category=words.categories[category],
        when=moment(happened_at),
        place=words.places.get(place, place),
        school=words.schools[school],
        severity=_badge(severity) if severity else _("Not yet assessed"),
        state=_badge(state),
        due=due,
        people=", ".join(people),
    )


def _state(next_due_at: datetime | None, closed_on: date | None, now: datetime) -> tuple[str, str]:
    if closed_on:
        return CLOSED, day(closed_on)
    if next_due_at is None:
        return OPEN, ""
    due = day(timezone.localdate(next_due_at))
    if next_due_at < now:
        return OVERDUE, _("since %(day)s") % {"day": due}
    return OPEN, _("before the end of %(day)s") % {"day": due}


def _badge(state: str) -> SafeString:
    return drawn("ui/components/badge.html", state=state)


PEOPLE = ("dossier", "role", "pupil__call_name", "person__call_name", "guardian__call_name")


PEOPLE_OF = Question(
    lambda keys: (
        Subject.objects.standing()
        .filter(dossier__in=keys)
        .order_by("dossier", "entry", "position")
        .values_list(*PEOPLE)
    )
)


def people_of(keys: Collection[int]) -> dict[int, list[str]]:
    """Who had which part in each incident, by call name; who stands in no register is not named in a list."""
    parts = {part.value: str(part.label).lower() for part in Part}
    people: dict[int, list[str]] = defaultdict(list)
    for dossier, role, *names in PEOPLE_OF(keys=keys):
        name = next((name for name in names if name), None) or _("somebody else")
        people[dossier].append(f"{name} ({parts.get(role, role)})")
    return people


def severities() -> list[tuple[str, str]]:
    return [
        (NOT_ASSESSED, _("Not yet assessed")),
        *((grade.value, str(grade.label)) for grade in Assessment.Grade),
    ]
