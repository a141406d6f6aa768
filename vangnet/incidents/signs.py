"""Patterns in the incidents of a school today, for who handles incidents there and for the anti-bullying coordinator.

The coordinator is told because that is the task (WPO art. 4c lid 1 onder c): which child, how often, and nothing of the
incidents themselves. What is about somebody of staff is not counted for that person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from vangnet.core.access.asking import Asking, Roles, stand_in
from vangnet.core.access.grounds import holds
from vangnet.core.access.rules import Rule
from vangnet.core.dossiers.kinds import Sign
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.rules import at_school
from vangnet.core.people.agreed import agreed
from vangnet.core.people.models import Person, Pupil, School
from vangnet.core.people.roles import Role
from vangnet.core.questions import Question
from vangnet.core.words import _

from .access import HANDLERS, KNOW
from .models import Incident, InvolvedPupil
from .models.facts import CONCERNED
from .patterns import PATTERN, SIX_WEEKS, Parts, Pattern, patterns
from .protocol import PATTERN_COUNT

TOLD = (*HANDLERS, Role.ANTI_BULLYING_COORDINATOR)
TOLD_HERE = Rule(
    "incidents.told_of_patterns", _("You are told of patterns at this school."), at_school(*TOLD)
)
MOST_WEIGHED = 500  # the latest incidents; so many in six weeks no school has

InSchool = dict[int, Parts]  # by incident, the latest first


def signs(person: Person, on: date) -> list[Sign]:
    if not holds(person, on, TOLD):
        return []
    asking, since = Asking.of(person, on), _begin_of(on - SIX_WEEKS)
    recent: dict[int, InSchool] = defaultdict(dict)
    happened: dict[int, date] = {}
    for school, incident, moment, pupil, role in RECENT(asking.shape, since=since, **asking.values):
        recent[school].setdefault(incident, {})[pupil, role] = ""
        happened[incident] = timezone.localdate(moment)
    schools = {key: incidents for key, incidents in recent.items() if len(incidents) >= PATTERN_COUNT.lowest}
    places = School.objects.in_bulk(schools) if schools else {}
    found = [each for key, incidents in schools.items() for each in _of_school(places[key], incidents, on)]
    references = _references({each.last for each in found}, person, on)
    return [each.sign(happened[each.last], references.get(each.last, "")) for each in found]


@dataclass(frozen=True)
class _Found:
    """What is told of one child: as a victim, and with whom it clashed; the latest incident by its number."""

    victim: int
    school: int
    says: tuple[str, ...]
    last: int

    def sign(self, last_on: date, reference: str) -> Sign:
        return Sign(PATTERN, self.says, PATTERN_COUNT.source, self.victim, self.school, last_on, reference)


def _of_school(school: School, incidents: InSchool, on: date) -> Iterator[_Found]:
    by_victim: dict[int, list[Pattern]] = defaultdict(list)
    for pattern in patterns(list(incidents.values()), PATTERN_COUNT.value(agreed(school, on))):
        by_victim[pattern.victim].append(pattern)
    children = {
        child
        for found in by_victim.values()
        for each in found
        for child in (each.victim, each.other)
        if child
    }
    names = {row.pk: row.full_name for row in Pupil.objects.filter(pk__in=children)}
    for victim, found in by_victim.items():
        last = next(key for key, parts in incidents.items() if any(each.concerns(parts) for each in found))
        yield _Found(victim, school.pk, tuple(each.says(names) for each in found), last)


def _references(incidents: Collection[int], person: Person, on: date) -> dict[int, str]:
    """Of those that this person may know; who may not opens a dossier that follows from nothing."""
    if not incidents:
        return {}
    known = KNOW.among(Dossier, incidents, person, on)
    return dict(Dossier.objects.filter(pk__in=known).values_list("pk", "reference"))


def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _recent(shape: Roles, since: Any, **blanks: Any) -> QuerySet[Any, Any]:
    told = TOLD_HERE.of(Incident.objects.all(), *stand_in(shape, blanks))
    latest = told.filter(happened_at__gte=since).order_by("-happened_at", "-dossier").values("pk")
    return (
        InvolvedPupil.objects.filter(incident__in=latest[:MOST_WEIGHED], role__in=CONCERNED)
        .order_by("-happened_at", "-incident_id", "pk")
        .values_list("school", "incident", "happened_at", "pupil", "role")
    )


RECENT = Question(_recent)
