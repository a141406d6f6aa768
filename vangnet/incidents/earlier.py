"""Earlier incidents of the same children, and whether they look like a pattern.

Only incidents that the reader may know count, so that a hint never tells of a dossier that stays closed to him or her.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.dossiers.grounds import Grounds
from vangnet.core.dossiers.kinds import Sign
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.signs import Proposal, proposed
from vangnet.core.dossiers.timeline import day
from vangnet.core.dossiers.what_next import shown_source
from vangnet.core.people.agreed import agreed
from vangnet.core.people.models import Person, Pupil
from vangnet.core.questions import Question

from .access import KNOW
from .models import Incident, InvolvedPupil
from .models.category import name_in
from .models.facts import CONCERNED, Part
from .patterns import PATTERN, SIX_WEEKS, Parts, Pattern, patterns
from .protocol import ARBO_SECTOR, PATTERN_COUNT

MOST_SHOWN = 10
MOST_ASKED = 64  # parts of children, two of each incident; so many in six weeks there never are


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
class Before:
    """What this person may know of the same children up to and including one incident."""

    incident: Incident
    here: Parts
    dossiers: tuple[int, ...]  # the latest first
    happened: dict[int, datetime]
    parts: dict[int, Parts]  # also of incidents that this person may not know

    @classmethod
    def of(cls, incident: Incident, subjects: Sequence[Subject], person: Person, on: date) -> "Before":
        """The subjects are those of the incident itself. Asks for nothing more when the children were in no other."""
        here = {
            (row.pupil_id, row.role): row.shown_name
            for row in subjects
            if row.pupil_id and row.role in CONCERNED
        }
        names = _names(here)
        others: dict[int, Parts] = {}
        happened: dict[int, datetime] = {}
        for dossier, moment, pupil, role in OTHERS(
            pupils=names.keys(), until=incident.happened_at, but=incident.dossier_id
        ):
            happened[dossier] = moment
            others.setdefault(dossier, {})[pupil, role] = names[pupil]
        among = KNOW.among(Dossier, others, person, on)
        known = [key for key in others if key in among]
        return cls(incident, here, tuple(known), happened, others)

    def shown(self) -> list[Earlier]:
        titles = {row[0]: row[1:] for row in TITLES(dossiers=self.dossiers[:MOST_SHOWN])}
        address = reverse("dossiers")
        return [self._shown(key, address, *titles[key]) for key in self.dossiers[:MOST_SHOWN]]

    def of_each(self) -> list[tuple[str, str]]:
        """Where there are more than are shown: by child the name, and the list of all incidents of it."""
        if len(self.dossiers) <= MOST_SHOWN:
            return []
        address = reverse("incidents")
        return [(name, f"{address}?pupil={pupil}") for pupil, name in _names(self.here).items()]

    def _shown(
        self, key: int, address: str, reference: str, name_nl: str, name_en: str, severity: str
    ) -> Earlier:
        return Earlier(
            reference=reference,
            title=name_in(name_nl, name_en),
            when=day(timezone.localdate(self.happened[key])),
            children=", ".join(dict.fromkeys(self.parts[key].values())),
            grade=severity,
            url=f"{address}{reference}/",
        )

    def patterns(self) -> list[Pattern]:
        """Those of which this incident is part, so often in six weeks as the school agreed."""
        since = self.incident.happened_at - SIX_WEEKS
        recent = [self.here, *(self.parts[key] for key in self.dossiers if self.happened[key] >= since)]
        if len(recent) < PATTERN_COUNT.lowest:
            return []
        values = agreed(self.incident.school, timezone.localdate(self.incident.happened_at))
        found = patterns(recent, PATTERN_COUNT.value(values))
        return [pattern for pattern in found if pattern.concerns(self.here)]

    def signs(self) -> list[Sign]:
        """What the patterns say of each victim, for a dossier that follows from this incident."""
        says: dict[int, list[str]] = {}
        for pattern in self.patterns():
            says.setdefault(pattern.victim, []).append(pattern.says(_names(self.here)))
        incident, on = self.incident, timezone.localdate(self.incident.happened_at)
        return [
            Sign(
                PATTERN,
                tuple(lines),
                PATTERN_COUNT.source,
                pupil,
                incident.school_id,
                on,
                incident.dossier.reference,
            )
            for pupil, lines in says.items()
        ]


def _names(parts: Parts) -> dict[int, str]:
    """Each child once, whatever its parts."""
    return {pupil: name for (pupil, _role), name in parts.items()}


def hints(before: Before, subjects: Iterable[Subject], grounds: Grounds) -> list[Proposal]:
    """For who handles it: patterns and what answers them, and that a pupil's accident is reported to nobody."""
    found = proposed(before.signs(), grounds.person, grounds.on)
    staff_hurt = any(row.person_id and row.role == Part.VICTIM for row in subjects)
    if before.incident.category.is_accident and not staff_hurt:
        says = _(
            "Accidents of pupils are registered here; they need not be reported to the Labour Inspectorate."
        )
        found.append(Proposal((says,), shown_source(ARBO_SECTOR)))
    return found


def children_of(dossier: Dossier) -> dict[int, Pupil]:
    """The pupils who had a part in it; a witness was only there."""
    rows = subjects_of(dossier).filter(role__in=CONCERNED).exclude(pupil=None)
    return {row.pupil.pk: row.pupil for row in rows if row.pupil}


def subjects_of(dossier: Dossier) -> QuerySet[Subject]:
    rows: QuerySet[Subject] = Subject.objects.standing().filter(dossier=dossier)
    return rows.select_related("pupil", "person", "guardian").order_by("entry", "position")


# The parts of these children in the latest incidents up to a moment, whether or not somebody may know them.
OTHERS = Question(
    lambda pupils, until, but: (
        InvolvedPupil.objects.filter(
            ~Q(incident=but), pupil__in=pupils, role__in=CONCERNED, happened_at__lte=until
        )
        .order_by("-happened_at", "-incident", "pk")
        .values_list("incident", "happened_at", "pupil", "role")[:MOST_ASKED]
    )
)
TITLES = Question(
    lambda dossiers: (
        Incident.objects.filter(pk__in=dossiers)
        .order_by()
        .values_list("pk", "dossier__reference", "category__name_nl", "category__name_en", "severity")
    )
)
