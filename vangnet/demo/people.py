"""Puts the invented board, its schools, staff and pupils into the registers."""

from datetime import date, time, timedelta

from django.contrib.auth.hashers import make_password
from django.db.models import Model

from vangnet.core.access.models import Account
from vangnet.core.access.views import DEMO_PASSWORD
from vangnet.core.calendars import school_year_of
from vangnet.core.people import models
from vangnet.core.people.roles import OF_A_CLUSTER, OF_A_SCHOOL, Role

from . import content, pupils
from .shift import Shift

WEEKDAYS = {name: number for number, name in enumerate(content.WEEKDAYS, start=1)}
LUNCH_ON_A_FULL_DAY = 30
ORDERS = {"no_contact": models.ContactOrder.Kind.NO_CONTACT, "supervised": models.ContactOrder.Kind.SUPERVISED}


class Registers:
    """What was put into the registers, by the keys that the invented board uses."""

    def __init__(self, board: content.Board, shift: Shift) -> None:
        self.board, self.shift = board, shift
        self.schools: dict[str, models.School] = {}
        self.groups: dict[tuple[str, int], models.Group] = {}
        self.staff: dict[str, models.Person] = {}
        self.pupils: dict[str, models.Pupil] = {}
        self.guardians: dict[str, models.Guardian] = {}

    def fill(self) -> None:
        self._organisation()
        self._staff()
        self._pupils()

    def _organisation(self) -> None:
        owner = models.Board.objects.create(name=self.board.name, number=self.board.number)
        clusters = {
            each.key: models.Cluster.objects.create(board=owner, name=each.name) for each in self.board.clusters
        }
        for school in self.board.schools:
            self.schools[school.key] = _school(school, owner, clusters[school.cluster])
            self._calendar(school)
            self._groups(school)

    def _calendar(self, school: content.School) -> None:
        owner = self.schools[school.key]
        since = self.shift.day(date(self.board.today.year - 1, 8, 1))
        models.NormalDay.objects.bulk_create(
            _normal_day(owner, since, WEEKDAYS[day], *hours) for day, hours in school.hours.items()
        )
        kinds = models.CalendarDay.Kind
        holidays = [(kinds.HOLIDAY, each.first, each.last, each.name) for each in self.board.holidays]
        study_days = [(kinds.STUDY_DAY, day, day, "Studiedag") for day in school.study_days]
        models.CalendarDay.objects.bulk_create(
            models.CalendarDay(
                school=owner, kind=kind, title=title, first_on=self.shift.day(first), last_on=self.shift.day(last)
            )
            for kind, first, last, title in holidays + study_days
        )

    def _groups(self, school: content.School) -> None:
        for group in school.groups:
            for year in (self.board.today.year - 1, self.board.today.year):
                name = school_year_of(self.shift.day(date(year, 9, 1))).name
                self.groups[group.key, year] = models.Group.objects.create(
                    school=self.schools[school.key], school_year=name, name=group.name, key=group.key
                )

    def _staff(self) -> None:
        password = make_password(DEMO_PASSWORD)
        for member in self.board.staff:
            person = models.Person.objects.create(
                call_name=member.first_name, infix=member.infix, last_name=member.last_name, email=member.email
            )
            self.staff[member.key] = person
            for appointment in member.appointments:
                self._appoint(person, appointment)
            Account.objects.create(person=person, email=member.email, password=password)

    def _appoint(self, person: models.Person, held: content.Appointment) -> None:
        role, since, until = Role(held.role), self.shift.day(held.since), self.shift.maybe(held.until)
        school = held.school or self._school_of(held.group)
        # A group teacher of two groups is appointed once and teaches both.
        models.Appointment.objects.get_or_create(
            person=person,
            role=role,
            school=self.schools[school] if school and role in OF_A_SCHOOL else None,
            cluster=models.Cluster.objects.get(name=self._cluster(held)) if role in OF_A_CLUSTER else None,
            first_on=since,
            defaults={"last_on": until},
        )
        for (key, _year), group in self.groups.items():
            if key == held.group:
                models.Teaching.objects.create(person=person, group=group, first_on=since, last_on=until)

    def _school_of(self, group: str | None) -> str | None:
        owners = (school.key for school in self.board.schools for each in school.groups if each.key == group)
        return next(owners, None)

    def _cluster(self, held: content.Appointment) -> str:
        return next(each.name for each in self.board.clusters if each.key == held.cluster)

    def _pupils(self) -> None:
        everybody = [*pupils.pupils(self.board), *pupils.former_pupils(self.board)]
        for invented in everybody:
            self._pupil(invented)

    def _pupil(self, invented: pupils.Pupil) -> None:
        pupil = models.Pupil.objects.create(
            call_name=invented.call_name,
            first_names=invented.first_names,
            infix=invented.infix,
            last_name=invented.last_name,
            born_on=invented.born_on,
            sex=invented.sex,
        )
        self.pupils[invented.key] = pupil
        arrived, left = self.shift.day(invented.arrived_on), self.shift.maybe(invented.left_on)
        enrolment = models.Enrolment.objects.create(
            pupil=pupil, school=self.schools[invented.school], key=invented.key, first_on=arrived, last_on=left
        )
        self._placements(invented, enrolment)
        for order, guardian in enumerate(invented.guardians, start=1):
            self._guardian(pupil, guardian, order, arrived)

    def _placements(self, invented: pupils.Pupil, enrolment: models.Enrolment) -> None:
        for place in invented.placements:
            begins = self.shift.day(max(date(place.school_year, 8, 1), invented.arrived_on))
            ends = self.shift.day(date(place.school_year + 1, 8, 1)) - timedelta(days=1)
            is_last = place == invented.placements[-1]
            models.Placement.objects.create(
                enrolment=enrolment,
                group=self.groups[place.group, place.school_year],
                year_group=str(place.year_group),
                first_on=begins,
                last_on=enrolment.last_on if is_last else ends,
            )

    def _guardian(self, pupil: models.Pupil, invented: pupils.Guardian, order: int, since: date) -> None:
        guardian = self.guardians.get(invented.key)
        if guardian is None:
            guardian = self.guardians[invented.key] = _guardian(invented)
        models.Guardianship.objects.create(
            pupil=pupil,
            guardian=guardian,
            relation=invented.relation,
            has_custody=invented.has_custody,
            call_order=order,
            first_on=since,
        )
        if invented.contact_order:
            models.ContactOrder.objects.create(
                pupil=pupil,
                guardian=guardian,
                kind=ORDERS.get(invented.contact_order, models.ContactOrder.Kind.NO_CONTACT),
                ordered_by="Rechtbank",
                first_on=since,
            )


def _school(school: content.School, board: models.Board, cluster: models.Cluster) -> models.School:
    street, _, number = school.address.rpartition(" ")
    governance = models.School.Governance
    return models.School.objects.create(
        board=board,
        cluster=cluster,
        name=school.name,
        brin=school.brin,
        governance=governance.PUBLIC if school.denomination == "openbaar" else governance.PRIVATE,
        denomination=school.denomination,
        street=street,
        house_number=number,
        postal_code=school.postcode,
        town=school.town,
        phone=school.phone,
        website=school.website,
    )


def _normal_day(school: models.School, since: date, weekday: int, opens: str, closes: str) -> Model:
    starts, ends = time.fromisoformat(opens), time.fromisoformat(closes)
    is_full = ends > time(13)
    lunch = LUNCH_ON_A_FULL_DAY if is_full else 0
    return models.NormalDay(
        school=school, since=since, weekday=weekday, starts_at=starts, ends_at=ends, break_minutes=lunch
    )


def _guardian(invented: pupils.Guardian) -> models.Guardian:
    street, _, number = invented.street.rpartition(" ")
    return models.Guardian.objects.create(
        call_name=invented.first_name,
        infix=invented.infix,
        last_name=invented.last_name,
        email=invented.email,
        phone=invented.phone,
        street=street,
        house_number=number,
        postal_code=invented.postcode,
        town=invented.town,
        has_secret_address=invented.has_secret_address,
    )
