"""Who may open a roll-call, call names, close it, and read about it afterwards.

Whoever works at the school may start one and call names of every group: in an alarm nobody stands outside without a
list because the BHV'er is ill, and somebody takes over the group of who went looking (safety plan 3.5.2 has the BHV'ers
clear the building; it does not say that they count). To close one is coordination, which the plan gives to the BHV.
"""

from datetime import date

from django.db.models import Q, QuerySet

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.rules import NOTHING, Condition, Rule, one_of
from vangnet.core.people.models import Person, School
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.core.words import _

LEADERS = frozenset({Role.EMERGENCY_OFFICER, Role.HEAD_EMERGENCY_OFFICER, Role.HEAD, Role.SAFETY_COORDINATOR})
ABOVE = frozenset({Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD})
READS_NAMES = frozenset({Role.HEAD, Role.HEAD_EMERGENCY_OFFICER})
COULD_READ = LEADERS | ABOVE

CLOSED = Q(closed_at__isnull=False)


def works_at(person: Person, on: date) -> QuerySet[School]:
    return schools_where(person, on, STAFF_OF_A_SCHOOL)


def _where(*roles: Role, only: Q | None = None) -> Condition:
    def condition(person: Person, on: date) -> Q:
        schools = schools_where(person, on, roles)
        if schools.query.is_empty():
            return NOTHING
        return Q(school__in=schools) & (only or Q())

    return condition


CALL = Rule("rollcall.call", _("You work at this school."), _where(*STAFF_OF_A_SCHOOL))
LEAD = Rule("rollcall.lead", _("You lead evacuations at this school."), _where(*LEADERS))
READ = one_of(
    Rule("rollcall.read", _("You lead evacuations at this school."), _where(*LEADERS, only=CLOSED)),
    Rule("rollcall.above", _("You are responsible for this school."), _where(*ABOVE, only=CLOSED)),
)
READ_NAMES = Rule(
    "rollcall.names", _("You are head or head of BHV of this school."), _where(*READS_NAMES, only=CLOSED)
)
