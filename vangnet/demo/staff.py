"""Appoints the invented staff: a role for a time at a place, the groups that somebody teaches, and a way to sign in."""

from datetime import date

from django.contrib.auth.hashers import make_password

from vangnet.core.access.models import Account
from vangnet.core.access.views import DEMO_PASSWORD
from vangnet.core.people.models import Appointment, Person, Teaching
from vangnet.core.people.roles import OF_A_CLUSTER, OF_A_SCHOOL, Role

from .invented_board import Appointment as Held
from .invented_board import Member
from .registers import Registers


def appoint(registers: Registers) -> None:
    password = make_password(DEMO_PASSWORD)  # once: making it is slow on purpose
    for member in registers.board.staff:
        person = Person.objects.create(
            call_name=member.first_name, infix=member.infix, last_name=member.last_name, email=member.email
        )
        registers.staff[member.key] = person
        Account.objects.create(person=person, email=member.email, password=password)
        Appointment.objects.bulk_create(_appointments(registers, person, member))
        for held in member.appointments:
            Teaching.objects.bulk_create(_teaching(registers, person, held))


def _appointments(registers: Registers, person: Person, member: Member) -> list[Appointment]:
    """Who teaches two groups of a school is appointed there once."""
    found = {}
    for held in member.appointments:
        role, school = Role(held.role), held.school or registers.board.school_of_group(held.group)
        found[role, school, held.since, held.until] = Appointment(
            person=person,
            role=role,
            school=registers.schools[school] if school and role in OF_A_SCHOOL else None,
            cluster=registers.clusters[held.cluster] if held.cluster and role in OF_A_CLUSTER else None,
            first_on=registers.shift.day(held.since),
            last_on=registers.shift.maybe(held.until),
        )
    return list(found.values())


def _teaching(registers: Registers, person: Person, held: Held) -> list[Teaching]:
    """The group of each school year, for as long as the appointment lasts within that year."""
    found = []
    for (key, year), group in registers.groups.items():
        first, last = max(held.since, date(year, 8, 1)), min(held.until or date.max, date(year + 1, 7, 31))
        if key == held.group and first <= last:
            first_on, last_on = registers.shift.day(first), registers.shift.day(last)
            found.append(Teaching(person=person, group=group, first_on=first_on, last_on=last_on))
    return found
