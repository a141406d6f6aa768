"""Who keeps the registers: the administrator for the whole board, a head for the own school."""

from datetime import date

from django.db.models import Q

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.rules import Rule
from vangnet.core.people.models import Person
from vangnet.core.people.roles import OF_A_SCHOOL, Role
from vangnet.core.words import _

KEEPERS = (Role.ADMINISTRATOR, Role.HEAD)

# A head appoints at the own school, but for the head: that is the board's, through its administrator.
APPOINTED_BY_HEAD = frozenset(OF_A_SCHOOL) - {Role.HEAD}


def _of_kept_schools(person: Person, on: date) -> Q:
    return Q(pk__in=schools_where(person, on, KEEPERS))


def _ends(person: Person, on: date) -> Q:
    """Appointments that this person may end: never the own ones."""
    if person.appointments.on(on).filter(role=Role.ADMINISTRATOR).exists():
        return ~Q(person=person)
    schools = schools_where(person, on, [Role.HEAD])
    return Q(school__in=schools, role__in=sorted(APPOINTED_BY_HEAD)) & ~Q(person=person)


KEEPS = Rule("office.keeps", _("You keep the registers of this school."), _of_kept_schools)
ENDS = Rule("office.ends", _("You appoint at this school."), _ends)


def roles_to_give(person: Person, on: date) -> frozenset[Role]:
    held = person.roles(on)
    if Role.ADMINISTRATOR in held:
        return frozenset(Role)
    return APPOINTED_BY_HEAD if Role.HEAD in held else frozenset()


