"""The list of incidents as a file for a spreadsheet.

What leaves the system in a list counts as read: each incident in it gets a line in its reading log.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.models.reading import record_reading
from vangnet.core.people.models import Person, School
from vangnet.core.spreadsheets import Line, as_file

from .models import Category, Incident
from .models.facts import Assessment, Part, Place

MOST_ROWS = 5000


# The list


def export_list(rows: QuerySet[Incident], form: str, *, by: Person, now: datetime) -> HttpResponse | None:
    """The incidents of a list with the names of who was involved; nothing when they are too many for one file."""
    keys = list(rows.order_by("-happened_at", "-dossier").values_list("dossier", flat=True)[: MOST_ROWS + 1])
    if len(keys) > MOST_ROWS:
        return None
    record_readings(keys, by, now)
    return as_file([_header(), *_lines(keys)], form, name=f"incidenten-{timezone.localdate(now)}")


@transaction.atomic
def record_readings(keys: Sequence[int], by: Person, now: datetime) -> None:
    for dossier in Dossier.objects.filter(pk__in=keys).order_by("pk").only("pk", "reference"):
        record_reading(dossier, by, now)


def _header() -> Line:
    return (
        _("Reference"),
        _("School"),
        _("Date"),
        _("Time"),
        _("What happened"),
        _("Where"),
        _("Severity"),
        _("Injury"),
        _("State"),
        _("Closed on"),
        pgettext("in an incident", "People"),
    )


COLUMNS = (
    "dossier",
    "dossier__reference",
    "school",
    "happened_at",
    "category",
    "place",
    "severity",
    "injury",
    "is_closed",
    "dossier__closed_on",
)


def _lines(keys: Sequence[int]) -> Iterable[Line]:
    schools = dict(School.objects.values_list("pk", "name"))
    categories = {category.key: category.name for category in Category.objects.all()}
    places = {place.value: str(place.label) for place in Place}
    grades = {grade.value: str(grade.label) for grade in Assessment.Grade}
    injuries = {injury.value: str(injury.label) for injury in Assessment.Injury}
    people = _full_names(keys)
    found = {row[0]: row for row in Incident.objects.filter(pk__in=keys).values_list(*COLUMNS)}
    for key in keys:
        _key, reference, school, happened_at, category, place, severity, injury, is_closed, closed_on = found[
            key
        ]
        local = timezone.localtime(happened_at)
        yield (
            reference,
            schools[school],
            f"{local:%Y-%m-%d}",
            f"{local:%H:%M}",
            categories[category],
            places.get(place, place),
            grades.get(severity, ""),
            injuries.get(injury, ""),
            _("Closed") if is_closed else _("Open"),
            closed_on.isoformat() if closed_on else "",
            ", ".join(people.get(key, [])),
        )


def _full_names(keys: Sequence[int]) -> dict[int, list[str]]:
    """Who had which part; somebody who stands in no register is named in sealed text, and stays out of the file."""
    parts = {part.value: str(part.label).lower() for part in Part}
    people: dict[int, list[str]] = {}
    standing = (
        Subject.objects.standing().filter(dossier__in=keys).select_related("pupil", "person", "guardian")
    )
    for subject in standing.defer("name").order_by("dossier", "entry", "position"):
        known = subject.pupil or subject.person or subject.guardian
        name = known.full_name if known else _("somebody else")
        people.setdefault(subject.dossier_id, []).append(f"{name} ({parts.get(subject.role, subject.role)})")
    return people
