"""The list of incidents that somebody may know: newest first, fifty a page, each row ready to be shown.

A page is found by the moment and number of the row before it, so that the last page costs as much as the first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.timeline import day, moment
from vangnet.core.people.models import Person, School

from .access import KNOW
from .models import Category, Incident
from .models.facts import Assessment, Part, Place

PAGE = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
        wanted: dict[str, object] = {
            name: value
            for name in ("school", "school_year", "category", "place")
            if (value := getattr(self, name))
        }
        if self.severity:
            wanted["severity"] = "" if self.severity == NOT_ASSESSED else self.severity
        if self.since:
            wanted["happened_at__gte"] = _midnight(self.since)
        if self.until:
            wanted["happened_at__lt"] = _midnight(self.until + timedelta(days=1))
        if self.pupil:
            wanted["dossier__in"] = Subject.objects.standing().filter(pupil=self.pupil).values("dossier")
        return rows.filter(_in_state(self.state, now), **wanted)


NOT_ASSESSED = "not_assessed"
OPEN, OVERDUE, CLOSED = "open", "overdue", "closed"


def _in_state(state: str, now: datetime) -> Q:
    if state == OVERDUE:
        return Q(is_closed=False, dossier__next_due_at__lt=now)
    return Q(is_closed=state == CLOSED) if state in (OPEN, CLOSED) else Q()


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


def known_to(person: Person, on: date) -> QuerySet[Incident]:
    return Incident.objects.filter(dossier__in=KNOW.keys(Dossier, person, on))


@dataclass(frozen=True)
class Ground:
    """The incidents known on one ground; a wide ground holds a whole school, the others what concerns one person."""

    rows: QuerySet[Incident]
    is_wide: bool = True

    def narrowed(self, narrowing: Narrowing, now: datetime) -> "Ground":
        return Ground(narrowing.of(self.rows, now), self.is_wide)


def known_ground_by_ground(person: Person, on: date) -> list[Ground]:
    """The same incidents as parts that may overlap; a page needs the newest of each and not the keys of all."""
    return [Ground(rows, is_wide) for rows, is_wide in KNOW.parts(Incident.objects.all(), person, on)]


# Pages


@dataclass(frozen=True)
class Cursor:
    """A place in the list, from which the page goes on to older or to newer rows."""

    happened_at: datetime
    key: int
    is_newer: bool = False

    @classmethod
    def read(cls, text: str, *, is_newer: bool = False) -> "Cursor | None":
        """A place as an address carries it; nothing when somebody altered it."""
        micros, _dot, key = text.partition(".")
        if not (text.isascii() and micros.isdigit() and key.isdigit() and len(text) <= 36):
            return None
        try:
            return cls(EPOCH + timedelta(microseconds=int(micros)), min(int(key), 2**62), is_newer)
        except OverflowError:
            return None

    @property
    def written(self) -> str:
        return f"{(self.happened_at - EPOCH) // timedelta(microseconds=1)}.{self.key}"

    @property
    def beyond(self) -> Q:
        """Written with the plain comparison first, so that the index of a school's list is walked from here."""
        if self.is_newer:
            later = Q(happened_at__gt=self.happened_at) | Q(dossier__gt=self.key)
            return Q(happened_at__gte=self.happened_at) & later
        earlier = Q(happened_at__lt=self.happened_at) | Q(dossier__lt=self.key)
        return Q(happened_at__lte=self.happened_at) & earlier


@dataclass(frozen=True)
class Keys:
    """Which incidents stand on a page, and from where the pages beside it go on."""

    keys: tuple[int, ...]
    newer: str = ""
    older: str = ""


def page_of(parts: Sequence[Ground], cursor: Cursor | None) -> Keys:
    """Keys and moments alone: what else a row shows is fetched for these fifty only."""
    is_newer = cursor is not None and cursor.is_newer
    order = ("happened_at", "dossier") if is_newer else ("-happened_at", "-dossier")
    nearest = {row for part in parts for row in _nearest(part, cursor, order)}
    found = sorted(nearest, key=lambda row: (row[1], row[0]), reverse=not is_newer)[: PAGE + 1]
    goes_on, places = len(found) > PAGE, found[:PAGE]
    if is_newer:
        places.reverse()
    has_newer, has_older = (goes_on, True) if is_newer else (cursor is not None, goes_on)
    return Keys(
        tuple(key for key, _happened_at in places),
        newer=_place(places[0]) if places and has_newer else "",
        older=_place(places[-1]) if places and has_older else "",
    )


def _nearest(
    part: Ground, cursor: Cursor | None, order: tuple[str, str]
) -> QuerySet[Incident, tuple[int, datetime]]:
    rows = part.rows.filter(cursor.beyond) if cursor else part.rows
    wanted = rows.values_list("dossier", "happened_at")
    return wanted.order_by(*order)[: PAGE + 1] if part.is_wide else wanted.order_by()


def _place(row: tuple[int, datetime]) -> str:
    key, happened_at = row
    return Cursor(happened_at, key).written


# Rows


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


def rows_of(keys: Sequence[int], now: datetime) -> list[Row]:
    """The rows in the order of the keys, in four queries whatever their number."""
    if not keys:
        return []
    found = {row[0]: row for row in Incident.objects.filter(pk__in=keys).values_list(*COLUMNS)}
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
            reverse("incidents"),
            dict(School.objects.values_list("pk", "name")),
            {category.key: category.name for category in Category.objects.all()},
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
        severity=_badge(severity, get_language()) if severity else _("Not yet assessed"),
        state=_badge(state, get_language()),
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


@cache
def _badge(state: str, _language: str | None) -> SafeString:
    """Drawn once for each word: an include for each of fifty rows would cost more than the rest of the page."""
    return mark_safe(render_to_string("ui/components/badge.html", {"state": state}).strip())  # noqa: S308 - our own template, a fixed word


PEOPLE = ("dossier", "role", "pupil__call_name", "person__call_name", "guardian__call_name")


def people_of(keys: Iterable[int]) -> dict[int, list[str]]:
    """Who had which part in each incident, by call name; who stands in no register is not named in a list."""
    parts = {part.value: str(part.label).lower() for part in Part}
    standing = Subject.objects.standing().filter(dossier__in=list(keys))
    people: dict[int, list[str]] = defaultdict(list)
    for dossier, role, *names in standing.order_by("dossier", "entry", "position").values_list(*PEOPLE):
        name = next((name for name in names if name), None) or _("somebody else")
        people[dossier].append(f"{name} ({parts.get(role, role)})")
    return people


def severities() -> list[tuple[str, str]]:
    return [
        (NOT_ASSESSED, _("Not yet assessed")),
        *((grade.value, str(grade.label)) for grade in Assessment.Grade),
    ]
