"""What is known here about one school before a roster is laid beside it, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.db.models.functions import Lower

from vangnet.core.people.models import (
    Appointment,
    Enrolment,
    Group,
    Person,
    Placement,
    Pupil,
    RosterLink,
    School,
)

from .values import Roster

LOOK_BACK = timedelta(days=3 * 366)  # places that ended longer ago no roster tells about
MOST_IN_ONE_QUESTION = 10_000


@dataclass(frozen=True, slots=True)
class KnownPupil:
    pk: int
    call_name: str
    first_names: str
    infix: str
    last_name: str
    eck_id: str | None
    born_on: date | None
    sex: str

    @property
    def whole_name(self) -> str:
        return " ".join(part for part in (self.call_name, self.infix, self.last_name) if part)


@dataclass(frozen=True, slots=True)
class KnownStay:
    """An enrolment at this school; a pupil who left and came back has more than one."""

    pk: int
    pupil: int
    key: str
    first_on: date
    last_on: date | None

    def lasts_until(self, day: date) -> bool:
        return self.last_on is None or self.last_on >= day


@dataclass(frozen=True, slots=True)
class KnownPlace:
    pk: int
    stay: int
    group: int | None
    year_group: str
    first_on: date
    last_on: date | None

    def lasts_until(self, day: date) -> bool:
        return self.last_on is None or self.last_on >= day


@dataclass(frozen=True, slots=True)
class KnownLink:
    pk: int
    person: int
    group: int | None
    code: str
    key: str


@dataclass
class Known:
    school: School
    groups: dict[int, Group] = field(default_factory=dict)
    pupils: dict[int, KnownPupil] = field(default_factory=dict)
    stays: dict[int, KnownStay] = field(default_factory=dict)
    places: dict[int, list[KnownPlace]] = field(default_factory=lambda: defaultdict(list))
    pupil_of_key: dict[str, int] = field(default_factory=dict)
    pupil_of_eck_id: dict[str, int] = field(default_factory=dict)
    elsewhere: dict[int, str] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    here: set[int] = field(default_factory=set)
    appointed: set[int] = field(default_factory=set)
    links: dict[int, list[KnownLink]] = field(default_factory=lambda: defaultdict(list))

    def state(self) -> tuple[object, ...]:
        """All of it as plain values, to see whether somebody else changed anything in the meantime."""
        groups = {
            one.pk: (one.key, one.name, one.school_year, one.is_combined) for one in self.groups.values()
        }
        people = {one.pk: (one.full_name, one.first_names, one.email) for one in self.people.values()}
        links = {pk: frozenset(links) for pk, links in self.links.items() if links}
        places = {pk: places for pk, places in self.places.items() if places}
        return groups, people, links, places, self.pupils, self.stays, self.elsewhere, self.appointed

    def group_name(self, pk: int | None) -> str:
        return self.groups[pk].name if pk in self.groups and pk is not None else ""


def known_at(school: School, roster: Roster, day: date) -> Known:
    known = Known(school, {group.pk: group for group in Group.objects.filter(school=school)})
    _read_pupils(known)
    _read_places(known, day)
    _read_pupils_elsewhere(known, {pupil.eck_id for pupil in roster.pupils if pupil.eck_id})
    _read_people(known, {colleague.email for colleague in roster.colleagues if colleague.email})
    return known


_OF_A_PUPIL = ("pk", "call_name", "first_names", "infix", "last_name", "eck_id", "born_on", "sex")


def _read_pupils(known: Known) -> None:
    """Oldest enrolment first, so that the last one stays."""
    of_the_pupil = [f"pupil__{name}" for name in _OF_A_PUPIL]
    rows = Enrolment.objects.filter(school=known.school).order_by("first_on", "pk")
    for pk, key, first_on, last_on, *pupil in rows.values_list(
        "pk", "key", "first_on", "last_on", *of_the_pupil
    ):
        one = KnownPupil(*pupil)
        known.pupils[one.pk] = one
        known.stays[one.pk] = KnownStay(pk, one.pk, key, first_on, last_on)
        if key:
            known.pupil_of_key[key] = one.pk
        if one.eck_id:
            known.pupil_of_eck_id[one.eck_id] = one.pk


def _read_places(known: Known, day: date) -> None:
    recent = Q(last_on=None) | Q(last_on__gte=day - LOOK_BACK)
    rows = Placement.objects.filter(recent, enrolment__school=known.school).order_by("first_on", "pk")
    for row in rows.values_list("pk", "enrolment", "group", "year_group", "first_on", "last_on"):
        place = KnownPlace(*row)
        known.places[place.stay].append(place)


def _read_pupils_elsewhere(known: Known, eck_ids: set[str]) -> None:
    """A pupil of another school of the board, who is known by the ECK iD and by nothing else."""
    unknown = eck_ids - known.pupil_of_eck_id.keys()
    if not unknown:
        return
    few = len(unknown) <= MOST_IN_ONE_QUESTION
    wanted = Q(eck_id__in=unknown) if few else Q(eck_id__isnull=False)
    for row in Pupil.objects.filter(wanted).order_by().values_list(*_OF_A_PUPIL):
        one = KnownPupil(*row)
        if one.eck_id in unknown:
            known.pupils[one.pk] = one
            known.pupil_of_eck_id[one.eck_id] = one.pk
            known.elsewhere[one.pk] = ""
    wanted = Q(pupil__eck_id__in=unknown) if few else Q(pupil__eck_id__isnull=False)
    schools = Enrolment.objects.filter(wanted).exclude(school=known.school).order_by("first_on")
    for pupil, name in schools.values_list("pupil", "school__name"):
        if pupil in known.elsewhere:
            known.elsewhere[pupil] = name


def _read_people(known: Known, emails: set[str]) -> None:
    for row in RosterLink.objects.filter(school=known.school).values_list(
        "pk", "person", "group", "code", "key"
    ):
        link = KnownLink(*row)
        known.links[link.person].append(link)
    appointed_here = Appointment.objects.filter(school=known.school).values("person")
    linked_here = RosterLink.objects.filter(school=known.school).values("person")
    people = Person.objects.annotate(lower_email=Lower("email")).order_by("pk")
    concerned = people.filter(Q(pk__in=linked_here) | Q(pk__in=appointed_here) | Q(lower_email__in=emails))
    known.people = {person.pk: person for person in concerned}
    known.here = {*known.links, *appointed_here.values_list("person", flat=True)}
    known.appointed = _appointed(known.people)


def _appointed(people: Iterable[int]) -> set[int]:
    """Of these, who hold or held an appointment anywhere: a roster changes nothing about them."""
    return set(Appointment.objects.filter(person__in=list(people)).values_list("person", flat=True))
