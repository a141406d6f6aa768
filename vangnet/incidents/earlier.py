"""Earlier incidents of the same children, and whether they look like a pattern.

Only incidents that the reader may know count, so that a hint never tells of a dossier that stays closed to him or her.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.timeline import day
from vangnet.core.dossiers.what_next import ShownSource, shown_source
from vangnet.core.people.agreed import agreed
from vangnet.core.people.models import Person, Pupil

from .access import KNOW
from .models import Incident
from .models.facts import CONCERNED, Part
from .protocol import ARBO_SECTOR, PATTERN_COUNT

SIX_WEEKS = timedelta(weeks=6)
MOST_SHOWN = 20


@dataclass(frozen=True)
class Earlier:
    """An incident as `ui/components/card.html` shows it."""

    reference: str
    title: str
    when: str
    children: str
    grade: str
    state: str
    url: str


@dataclass(frozen=True)
class Hint:
    """Something to think of, in a few sentences, and what says so."""

    says: tuple[str, ...]
    source: ShownSource


def children_of(dossier: Dossier) -> dict[int, Pupil]:
    """The pupils who had a part in it; a witness was only there."""
    rows = Subject.objects.standing().filter(dossier=dossier, role__in=CONCERNED).exclude(pupil=None)
    return {row.pupil_id: row.pupil for row in rows.select_related("pupil").order_by("entry", "position")}


def earlier_incidents(incident: Incident, person: Person, on: date) -> list[Earlier]:
    """Incidents before this one with one of the same children, the latest first."""
    shared = _subjects_before(incident, person, on).filter(
        dossier__incident__happened_at__lt=incident.happened_at
    )
    names: dict[int, list[str]] = {}
    for row in shared.select_related("pupil"):
        names.setdefault(row.dossier_id, []).append(row.shown_name)
    rows = Incident.objects.filter(dossier__in=names).select_related("dossier", "category")
    return [_earlier(row, names[row.dossier_id]) for row in rows.order_by("-happened_at")[:MOST_SHOWN]]


def _subjects_before(incident: Incident, person: Person, on: date) -> QuerySet[Subject]:
    """The same children in incidents up to and including this one, as far as this person may know them."""
    same = (
        Subject.objects.standing().filter(dossier=incident.dossier_id, role__in=CONCERNED).exclude(pupil=None)
    )
    known = KNOW.of(Dossier.objects.all(), person, on)
    rows: QuerySet[Subject] = Subject.objects.standing().filter(
        role__in=CONCERNED,
        pupil__in=same.values("pupil"),
        dossier__in=known.values("pk"),
        dossier__incident__happened_at__lte=incident.happened_at,
    )
    return rows


def _earlier(row: Incident, names: Iterable[str]) -> Earlier:
    return Earlier(
        reference=row.dossier.reference,
        title=row.category.name,
        when=day(timezone.localdate(row.happened_at)),
        children=", ".join(dict.fromkeys(names)),
        grade=row.severity,
        state="closed" if row.is_closed else "open",
        url=row.dossier.page_url,
    )


def hints(incident: Incident, person: Person, on: date) -> list[Hint]:
    """For who handles the incident: patterns, and that a pupil's accident is reported to nobody."""
    found = []
    if patterns := tuple(_patterns(incident, person, on)):
        found.append(Hint(patterns, shown_source(PATTERN_COUNT.source)))
    if incident.category.is_accident and not _staff_hurt(incident):
        says = _(
            "Accidents of pupils are registered here; they need not be reported to the Labour Inspectorate."
        )
        found.append(Hint((says,), shown_source(ARBO_SECTOR)))
    return found


def _staff_hurt(incident: Incident) -> bool:
    victims = Subject.objects.standing().filter(dossier=incident.dossier_id, role=Part.VICTIM)
    return victims.exclude(person=None).exists()


def _patterns(incident: Incident, person: Person, on: date) -> Iterator[str]:
    """The same victim, or the same two children against each other, so often in six weeks as the school agreed."""
    often = PATTERN_COUNT.value(agreed(incident.school, on))
    parts = _parts(incident, person, on, since=incident.happened_at - SIX_WEEKS)
    here = parts.get(incident.dossier_id, {})
    victims = {pupil: row.shown_name for (pupil, role), row in here.items() if role == Part.VICTIM}
    others = {pupil: row.shown_name for (pupil, role), row in here.items() if role != Part.VICTIM}
    for victim, name in victims.items():
        count = sum((victim, Part.VICTIM) in those for those in parts.values())
        if count >= often:
            says = _("%(name)s was a victim in %(count)s incidents in six weeks. Look for a pattern.")
            yield says % {"name": name, "count": count}
        for other in others.keys() - {victim}:
            count = sum(_against_each_other(those.keys(), victim, other) for those in parts.values())
            if count >= often:
                says = _(
                    "%(name)s and %(other)s clashed in %(count)s incidents in six weeks. Look for a pattern."
                )
                yield says % {"name": name, "other": others[other], "count": count}


def _parts(
    incident: Incident, person: Person, on: date, *, since: datetime
) -> dict[int, dict[tuple[int, str], Subject]]:
    """Of each incident since that moment which of these children had which part."""
    found: dict[int, dict[tuple[int, str], Subject]] = {}
    rows = _subjects_before(incident, person, on).filter(dossier__incident__happened_at__gte=since)
    for row in rows.select_related("pupil"):
        found.setdefault(row.dossier_id, {})[row.pupil_id or 0, row.role] = row
    return found


def _against_each_other(parts: Iterable[tuple[int, str]], one: int, other: int) -> bool:
    """One was a victim and the other was not, whichever of the two."""
    had = set(parts)
    return any(
        (victim, Part.VICTIM) in had
        and any((second, role) in had for role in CONCERNED if role != Part.VICTIM)
        for victim, second in ((one, other), (other, one))
    )
