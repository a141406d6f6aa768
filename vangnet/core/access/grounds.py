"""The grounds on which rules stand: the places where a person holds a role on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Group, Person, Pupil, School, Teaching
from vangnet.core.people.roles import OF_THE_BOARD, Role


def appointments(person: Person, on: date, roles: Iterable[Role]) -> QuerySet[Appointment]:
    return Appointment.objects.filter(holds_on(on), person=person.pk, role__in=list(roles))


def schools_where(person: Person, on: date, roles: Iterable[Role]) -> QuerySet[School]:
    """Schools at which the person holds one of the roles: at the school, over its cluster, or over the board."""
    wanted = set(roles)
    held = [each for each in person.held(on) if each.role in wanted]
    if any(each.role in OF_THE_BOARD for each in held):
        return School.objects.all()
    schools = {each.school for each in held if each.school}
    if clusters := {each.cluster for each in held if each.cluster}:
        return School.objects.filter(Q(pk__in=schools) | Q(cluster__pk__in=clusters))
    return School.objects.filter(pk__in=schools) if schools else School.objects.none()


def holds(person: Person, on: date, roles: Iterable[Role]) -> bool:
    return not person.roles(on).isdisjoint(roles)


def roles_at(person: Person, school: School, on: date) -> set[Role]:
    """The roles that reach a school: held there, over its cluster, or over the board."""
    return {
        each.role
        for each in person.held(on)
        if each.role in OF_THE_BOARD
        or each.school == school.pk
        or (each.cluster and each.cluster == school.cluster_id)
    }


def is_appointed(person: Person, on: date) -> bool:
    """Whether somebody holds any role; without one there is no sign-in, no session and no new password."""
    return bool(person.held(on))


def holders(role: Role, on: date) -> QuerySet[Person]:
    """Who holds a role on a day, wherever."""
    return Person.objects.filter(pk__in=Appointment.objects.filter(holds_on(on), role=role).values("person"))


def reaching(school: School) -> Q:
    """The appointments that reach a school: held there, over its cluster, or over the board."""
    there = Q(school=school) | Q(school=None, cluster=None)
    return there | Q(cluster=school.cluster_id) if school.cluster_id else there


def own_groups(person: Person, on: date) -> QuerySet[Group]:
    """The groups of a group teacher: a place in the roster counts only beside an appointment at that school."""
    schools = schools_where(person, on, [Role.COACH])
    if schools.query.is_empty():
        return Group.objects.none()
    teaching = Teaching.objects.filter(holds_on(on), person=person.pk)
    return Group.objects.filter(pk__in=teaching.values("group"), school__in=schools)


def own_pupils(person: Person, on: date) -> QuerySet[Pupil]:
    groups = own_groups(person, on)
    if groups.query.is_empty():
        return Pupil.objects.none()
    return Pupil.objects.filter(
        holds_on(on, "enrolments__placements__"), enrolments__placements__group__in=groups
    )


def pupils_of(schools: QuerySet[School], on: date) -> QuerySet[Pupil]:
    return Pupil.objects.filter(holds_on(on, "enrolments__"), enrolments__school__in=schools)
