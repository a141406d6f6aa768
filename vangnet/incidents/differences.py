"""Whether the row that lists and figures use still says what the entries say; asked by `vangnet verify`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.calendars import school_year_of
from vangnet.core.dossiers.models import Dossier, Subject

from .models import Assessment, Incident, InvolvedPupil, Report

KEPT = ("school_id", "school_year", "happened_at", "category_id", "place", "severity", "injury", "is_closed")


def differences(first: int, last: int) -> Iterator[tuple[str, str]]:
    """For the incidents between two serial numbers, in a few queries however many they are."""
    dossiers = Dossier.objects.filter(serial__range=(first, last))
    kept = {
        row[0]: row[1:]
        for row in Incident.objects.filter(dossier__in=dossiers).values_list("dossier_id", *KEPT)
    }
    expected = _expected(dossiers)
    involved, subjects = _involved(dossiers), _subjects(dossiers, expected)
    for key, reference in dossiers.order_by("serial").values_list("pk", "reference"):
        if kept.get(key) != expected.get(key) or involved.get(key) != subjects.get(key):
            yield reference, _("What lists and figures say of this incident differs from its entries.")


def _expected(dossiers: QuerySet[Dossier]) -> dict[int, tuple[object, ...]]:
    """The row of each incident, worked out from the facts that stand; a destroyed incident has none."""
    graded = _last(Assessment.objects, dossiers, "severity", "injury")
    reported = _last(Report.objects, dossiers, "entry__happened_at", "category_id", "place")
    incidents = dossiers.filter(kind="incident", destruction=None)
    rows: dict[int, tuple[object, ...]] = {}
    for key, school, closed_on in incidents.values_list("pk", "school_id", "closed_on"):
        if key in reported:
            happened_at, category, place = reported[key]
            year = school_year_of(timezone.localdate(happened_at)).name
            severity, injury = graded.get(key, ("", ""))
            rows[key] = (school, year, happened_at, category, place, severity, injury, closed_on is not None)
        else:
            rows[key] = ()  # an incident without a report is a difference whatever is kept
    return rows


def _involved(dossiers: QuerySet[Dossier]) -> dict[int, list[tuple[object, ...]]]:
    """By incident the pupils that finding goes by, with their parts, its school and its moment."""
    rows = InvolvedPupil.objects.filter(incident__dossier__in=dossiers)
    return _gathered(rows.values_list("incident", "pupil", "role", "school", "happened_at"))


def _subjects(
    dossiers: QuerySet[Dossier], expected: Mapping[int, tuple[Any, ...]]
) -> dict[int, list[tuple[object, ...]]]:
    """The same, worked out from the entries that stand."""
    subjects = Subject.objects.standing().filter(dossier__in=dossiers).exclude(pupil=None)
    return _gathered(
        (key, pupil, role, expected[key][0], expected[key][2])
        for key, pupil, role in subjects.values_list("dossier", "pupil", "role")
        if expected.get(key)
    )


def _gathered(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[object, ...]]]:
    found: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    for key, *values in sorted(rows):
        found[key].append(tuple(values))
    return dict(found)


def _last(facts: Any, dossiers: QuerySet[Dossier], *columns: str) -> dict[int, tuple[Any, ...]]:
    """By dossier the last of these facts that stands."""
    rows = facts.standing().filter(entry__dossier__in=dossiers).order_by("entry__number")
    return {row[0]: row[1:] for row in rows.values_list("entry__dossier_id", *columns)}
