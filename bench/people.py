"""An invented board of forty schools: 15,000 pupils in groups, their parents, their teachers, and who leads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import islice

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from vangnet.core.access.models import Account
from vangnet.core.access.second_factor.models import Kind, SecondFactor
from vangnet.core.people.models import (
    Appointment,
    Board,
    Cluster,
    Enrolment,
    Group,
    Guardian,
    Guardianship,
    NormalDay,
    Person,
    Placement,
    Pupil,
    School,
    Teaching,
)
from vangnet.core.people.roles import Role

from .names import BEGINNINGS, CALL_NAMES, ENDINGS, PASSWORD, SECRET, address_of

SCHOOLS, CLUSTERS, GROUPS, PUPILS_OF_A_GROUP = 40, 4, 15, 25
LONG_AGO = date(2020, 8, 1)


@dataclass(frozen=True)
class Place:
    """One school with whom its incidents are about, and who records and handles them."""

    school: School
    pupils: Sequence[int]
    teachers: Sequence[int]
    head: int


def found_the_board(school_year: str) -> list[Place]:
    board = Board.objects.create(name="Stichting De Meetlat", number="99999")
    clusters = Cluster.objects.bulk_create(
        Cluster(board=board, name=f"Cluster {n + 1}") for n in range(CLUSTERS)
    )
    schools = School.objects.bulk_create(
        School(
            board=board,
            cluster=clusters[n % CLUSTERS],
            name=f"School {n + 1:02}",
            brin=f"9{n:02}X",
            town="Meetdorp",
        )
        for n in range(SCHOOLS)
    )
    NormalDay.objects.bulk_create(
        NormalDay(
            school=school,
            since=LONG_AGO,
            weekday=day,
            starts_at=time(8, 30),
            ends_at=time(15),
            break_minutes=30,
        )
        for school in schools
        for day in range(1, 6)
    )
    places = [_staff_and_pupils(school, number, school_year) for number, school in enumerate(schools)]
    _appoint("director", 0, [Role.CLUSTER_DIRECTOR], cluster=clusters[0])
    _appoint("board", 0, [Role.EXECUTIVE_BOARD])
    _appoint("officer", 0, [Role.DATA_PROTECTION_OFFICER])
    password = make_password(PASSWORD)
    accounts = Account.objects.bulk_create(
        Account(person=person, email=person.email or "", password=password) for person in Person.objects.all()
    )
    SecondFactor.objects.bulk_create(_app(account) for account in accounts)
    return places


def _app(account: Account) -> SecondFactor:
    app = SecondFactor(account=account, kind=Kind.APP, made_at=timezone.now())
    app.content = SECRET
    return app


def _staff_and_pupils(school: School, number: int, school_year: str) -> Place:
    head = _appoint("head", number, [Role.HEAD], school=school)
    _appoint("coach", number, [Role.INTERNAL_COACH, Role.SAFETY_COORDINATOR], school=school)
    teachers = [_appoint(f"teacher{n}", number, [Role.COACH], school=school) for n in range(GROUPS)]
    groups = Group.objects.bulk_create(
        Group(school=school, school_year=school_year, name=f"Groep {n // 2 + 1}{'ab'[n % 2]}")
        for n in range(GROUPS)
    )
    Teaching.objects.bulk_create(
        Teaching(person=teacher, group=group, first_on=LONG_AGO)
        for teacher, group in zip(teachers, groups, strict=True)
    )
    pupils = _pupils(school, groups, number)
    return Place(school, [pupil.pk for pupil in pupils], [teacher.pk for teacher in teachers], head.pk)


def _appoint(who: str, number: int, roles: Sequence[Role], **place: School | Cluster) -> Person:
    person = Person.objects.create(
        call_name=who.capitalize(), last_name=f"Meting {number}", email=address_of(who, number)
    )
    Appointment.objects.bulk_create(
        Appointment(person=person, role=role, first_on=LONG_AGO, **place) for role in roles
    )
    return person


def _pupils(school: School, groups: Sequence[Group], number: int) -> list[Pupil]:
    names = list(islice(_names(number), GROUPS * PUPILS_OF_A_GROUP))
    pupils = Pupil.objects.bulk_create(
        Pupil(call_name=call_name, last_name=last_name, born_on=date(2016, 5, 1))
        for call_name, last_name in names
    )
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(pupil=pupil, school=school, key=f"{school.pk}-{n}", first_on=LONG_AGO)
        for n, pupil in enumerate(pupils)
    )
    Placement.objects.bulk_create(
        Placement(
            enrolment=enrolment, group=groups[n // PUPILS_OF_A_GROUP], year_group="6", first_on=LONG_AGO
        )
        for n, enrolment in enumerate(enrolments)
    )
    guardians = Guardian.objects.bulk_create(
        Guardian(call_name="Ouder", last_name=last_name, phone="06-00000000")
        for _call_name, last_name in names
    )
    Guardianship.objects.bulk_create(
        Guardianship(pupil=pupil, guardian=guardian, relation="parent", first_on=LONG_AGO)
        for pupil, guardian in zip(pupils, guardians, strict=True)
    )
    return pupils


def _names(number: int) -> Iterator[tuple[str, str]]:
    """Call names and family names in another mixture at each school; about four namesakes on a board."""
    for n in range(GROUPS * PUPILS_OF_A_GROUP):
        at = n * 41 + number * 97
        yield CALL_NAMES[at % 20], BEGINNINGS[at // 20 % 20] + ENDINGS[at // 400 % 10]
