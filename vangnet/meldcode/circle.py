"""Which colleagues can be named in a step: who works at the school, who guards the steps, who stands for the board."""

from collections.abc import Iterable

from django.db.models import QuerySet

from vangnet.core.access.grounds import reaching
from vangnet.core.dossiers.forms.steps import About
from vangnet.core.dossiers.models import Subject
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role

GUARDS = (Role.CHILD_PROTECTION_OFFICER, Role.INTERNAL_COACH, Role.HEAD)
OF_THE_BOARD = (Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD)


def colleagues(about: About) -> list[tuple[int, str]]:
    return _named(about, STAFF_OF_A_SCHOOL)


def of_the_board(about: About) -> list[tuple[int, str]]:
    return _named(about, OF_THE_BOARD)


def who_can_decide(about: About) -> list[tuple[int, str]]:
    return _named(about, (*GUARDS, *OF_THE_BOARD))


def _named(about: About, roles: Iterable[Role]) -> list[tuple[int, str]]:
    """Who holds one of these roles today over the dossier's school, but for whom it is about."""
    return [(person.pk, person.full_name) for person in _holders(about, roles)]


def _holders(about: About, roles: Iterable[Role]) -> QuerySet[Person]:
    over_it = reaching(about.dossier.school)
    held = Appointment.objects.filter(holds_on(about.on), over_it, role__in=list(roles))
    concerned = Subject.objects.standing().filter(dossier=about.dossier).exclude(person=None)
    people: QuerySet[Person] = Person.objects.filter(pk__in=held.values("person"))
    return people.exclude(pk__in=concerned.values("person"))
