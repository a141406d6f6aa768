"""Earlier incidents of the same children, and whether they look like a pattern.

Only incidents that the reader may know count, so that a hint never tells of a dossier that stays closed to him or her.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.access.rules import OneOf
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.timeline import day
from vangnet.core.dossiers.what_next import ShownSource, shown_source
from vangnet.core.people.agreed import agreed
from vangnet.core.people.models import Person, Pupil

from .access import KNOW
from .models import Incident
from .models.facts import CONCERNED, Part
from .protocol import ARBO_SECTOR, PATTERN_COUNT

Parts = dict[tuple[int, str], str]  # the name of a child, by its number and the part it had

SIX_WEEKS = timedelta(weeks=6)
MOST_SHOWN = 20


@dataclass(frozen=True)
class Earlier:
    """An incident before this one, with the children that both are about."""

    reference: str
    title: str
    when: str
    children: str
    grade: str
    url: str


@dataclass(frozen=True)
class Hint:
    """Something to think of, in a few sentences, and what says so."""

    says: tuple[str, ...]
    source: ShownSource


@dataclass(frozen=True)
class Before:
    """What this person may know of the same children up to and including one incident."""

    incident: Incident
    here: Parts
    rows: tuple[Incident, ...]  # the latest first
    parts: dict[int, Parts]

    @classmethod
    def of(cls, incident: Incident, subjects: Sequence[Subject], person: Person, on: date) -> "Before":
        """The subjects are those of the incident itself. Asks for nothing more when the children were in no other."""
        here = {
            (row.pupil_id, row.role): row.shown_name
            for row in subjects
            if row.pupil_id and row.role in CONCERNED
        }
        others = _others(incident, {pupil for pupil, _role in here})
        known = _known({row.dossier_id for row in others}, person, on)
        parts: dict[int, Parts] = {}
        for row in others:
            if row.pupil_id and row.dossier_id in known:
                parts.setdefault(row.dossier_id, {})[row.pupil_id, row.role] = row.shown_name
        rows = (
            Incident.objects.filter(dossier__in=parts).select_related("dossier", "category") if parts else ()
        )
        return cls(incident, here, tuple(sorted(rows, key=lambda row: row.happened_at, reverse=True)), parts)

    def shown(self) -> list[Earlier]:
        return [self._shown(row) for row in self.rows[:MOST_SHOWN]]

    def _shown(self, row: Incident) -> Earlier:
        return Earlier(
            reference=row.dossier.reference,
            title=row.category.name,
            when=day(timezone.localdate(row.happened_at)),
            children=", ".join(dict.fromkeys(self.parts[row.dossier_id].values())),
            grade=row.severity,
            url=row.dossier.page_url,
        )

    def patterns(self) -> Iterator[str]:
        """The same victim, or the same two children against each other, so often in six weeks as the school agreed."""
        since = self.incident.happened_at - SIX_WEEKS
        recent = [self.here, *(self.parts[row.dossier_id] for row in self.rows if row.happened_at >= since)]
        if len(recent) < PATTERN_COUNT.lowest:
            return
        often = PATTERN_COUNT.value(
            agreed(self.incident.school, timezone.localdate(self.incident.happened_at))
        )
        victims = {pupil: name for (pupil, role), name in self.here.items() if role == Part.VICTIM}
        others = {pupil: name for (pupil, role), name in self.here.items() if role != Part.VICTIM}
        for victim, name in victims.items():
            if (count := sum((victim, Part.VICTIM) in parts for parts in recent)) >= often:
                says = _("%(name)s was a victim in %(count)s incidents in six weeks. Look for a pattern.")
                yield says % {"name": name, "count": count}
            for other in others.keys() - {victim}:
                if (count := sum(_against_each_other(parts, victim, other) for parts in recent)) >= often:
                    says = _(
                        "%(name)s and %(other)s clashed in %(count)s incidents in six weeks. Look for a pattern."
                    )
                    yield says % {"name": name, "other": others[other], "count": count}


def hints(before: Before, subjects: Iterable[Subject]) -> list[Hint]:
    """For who handles the incident: patterns, and that a pupil's accident is reported to nobody."""
    found = []
    if patterns := tuple(before.patterns()):
        found.append(Hint(patterns, shown_source(PATTERN_COUNT.source)))
    staff_hurt = any(row.person_id and row.role == Part.VICTIM for row in subjects)
    if before.incident.category.is_accident and not staff_hurt:
        says = _(
            "Accidents of pupils are registered here; they need not be reported to the Labour Inspectorate."
        )
        found.append(Hint((says,), shown_source(ARBO_SECTOR)))
    return found


def children_of(dossier: Dossier) -> dict[int, Pupil]:
    """The pupils who had a part in it; a witness was only there."""
    rows = subjects_of(dossier).filter(role__in=CONCERNED).exclude(pupil=None)
    return {row.pupil.pk: row.pupil for row in rows if row.pupil}


def subjects_of(dossier: Dossier) -> QuerySet[Subject]:
    rows: QuerySet[Subject] = Subject.objects.standing().filter(dossier=dossier)
    return rows.select_related("pupil", "person", "guardian").order_by("entry", "position")


def _others(incident: Incident, pupils: set[int]) -> list[Subject]:
    """The parts of these children in incidents up to this one, whether or not somebody may know them."""
    rows = Subject.objects.standing().filter(
        pupil__in=pupils, role__in=CONCERNED, dossier__incident__happened_at__lte=incident.happened_at
    )
    return list(rows.exclude(dossier=incident.dossier_id).select_related("pupil")) if pupils else []


def _known(dossiers: set[int], person: Person, on: date) -> set[int]:
    """Which of these this person may know. Ground by ground: the first one often answers for all."""
    known: set[int] = set()
    rules = KNOW.rules if isinstance(KNOW, OneOf) else (KNOW,)
    for rule in rules:
        left = dossiers - known
        if left:
            known |= set(
                rule.of(Dossier.objects.filter(pk__in=left), person, on).values_list("pk", flat=True)
            )
    return known


def _against_each_other(parts: Parts, one: int, other: int) -> bool:
    """One was a victim and the other was not, whichever of the two."""
    return any(
        (victim, Part.VICTIM) in parts
        and any((second, role) in parts for role in CONCERNED if role != Part.VICTIM)
        for victim, second in ((one, other), (other, one))
    )
