"""Who sees the registers of the building, and who keeps them; nothing about pupils stands in them.

Everybody who works at a school sees what is registered there and may report a defect: a danger is everybody's. Head,
safety coordinator, prevention officer, head of emergency response and support staff (the caretaker) keep them. The
cluster director and the board see all of their schools, and keep what holds for all of them.
"""

from datetime import date

from django.db.models import Q

from vangnet.core.access.grounds import holds, schools_where
from vangnet.core.access.rules import NOTHING, Rule
from vangnet.core.people.models import Person
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.core.words import _

OVERSEERS = (Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD)
READERS = (*sorted(STAFF_OF_A_SCHOOL), *OVERSEERS)
KEEPERS = (
    Role.HEAD,
    Role.SAFETY_COORDINATOR,
    Role.PREVENTION_OFFICER,
    Role.HEAD_EMERGENCY_OFFICER,
    Role.SUPPORT_STAFF,
)

WORKS_HERE = _("You work at this school.")
OVERSEES = _("You see the buildings of your schools.")
KEEPS_HERE = _("You keep the registers of the building of this school.")


def _read_schools(person: Person, on: date) -> Q:
    return Q(pk__in=schools_where(person, on, READERS))


def _of_staff(person: Person, on: date) -> Q:
    return Q(pk__in=schools_where(person, on, sorted(STAFF_OF_A_SCHOOL)))


def _kept_schools(person: Person, on: date) -> Q:
    return Q(pk__in=schools_where(person, on, KEEPERS))


def _read_rows(person: Person, on: date) -> Q:
    return Q(school__in=schools_where(person, on, READERS))


def _kept_rows(person: Person, on: date) -> Q:
    return Q(school__in=schools_where(person, on, KEEPERS))


def _read_log(person: Person, on: date) -> Q:
    return Q(equipment__school__in=schools_where(person, on, READERS))


def _kept_log(person: Person, on: date) -> Q:
    return Q(equipment__school__in=schools_where(person, on, KEEPERS))


def _read_agreed(person: Person, on: date) -> Q:
    """Of the own school, and what holds for all schools of the board."""
    if not holds(person, on, READERS):
        return NOTHING
    return Q(school=None) | _read_rows(person, on)


def _kept_agreed(person: Person, on: date) -> Q:
    """A school keeps its own; what holds for all is kept by the board."""
    if holds(person, on, [Role.EXECUTIVE_BOARD]):
        return Q(school=None)
    return _kept_rows(person, on)


READS = Rule("building.reads", WORKS_HERE, _read_schools)
REPORTS = Rule("building.reports", WORKS_HERE, _of_staff)
KEEPS = Rule("building.keeps", KEEPS_HERE, _kept_schools)

# Equipment, inspections and defects: rows that name a school.
READS_ROWS = Rule("building.reads-rows", WORKS_HERE, _read_rows)
KEEPS_ROWS = Rule("building.keeps-rows", KEEPS_HERE, _kept_rows)
READS_LOG = Rule("building.reads-log", WORKS_HERE, _read_log)
KEEPS_LOG = Rule("building.keeps-log", KEEPS_HERE, _kept_log)
# Partners and contracts, of a school or of the whole board.
READS_AGREED = Rule("building.reads-agreed", WORKS_HERE, _read_agreed)
KEEPS_AGREED = Rule("building.keeps-agreed", KEEPS_HERE, _kept_agreed)
