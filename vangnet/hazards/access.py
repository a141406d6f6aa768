"""Every employee can see the risk assessment (Arbowet art. 5, lid 6); head, prevention officer and safety coordinator
keep it. Cluster director and board see those of their schools. The participation council gets the plan on paper.
"""

from datetime import date

from django.db.models import Q

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.rules import Rule
from vangnet.core.people.models import Person
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.core.words import _

READERS = (*sorted(STAFF_OF_A_SCHOOL), Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD)
KEEPERS = (Role.HEAD, Role.PREVENTION_OFFICER, Role.SAFETY_COORDINATOR)

WORKS_HERE = _("You work at this school.")
KEEPS_HERE = _("You keep the risk assessment of this school.")


def _read_schools(person: Person, on: date) -> Q:
    return Q(pk__in=schools_where(person, on, READERS))


def _kept_schools(person: Person, on: date) -> Q:
    return Q(pk__in=schools_where(person, on, KEEPERS))


def _read_rows(person: Person, on: date) -> Q:
    return Q(school__in=schools_where(person, on, READERS))


def _kept_rows(person: Person, on: date) -> Q:
    return Q(school__in=schools_where(person, on, KEEPERS))


READS = Rule("hazards.reads", WORKS_HERE, _read_schools)
KEEPS = Rule("hazards.keeps", KEEPS_HERE, _kept_schools)
READS_ROWS = Rule("hazards.reads-rows", WORKS_HERE, _read_rows)
KEEPS_ROWS = Rule("hazards.keeps-rows", KEEPS_HERE, _kept_rows)
