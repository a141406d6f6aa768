"""Who sees how the duties of a school stand, who makes one and records that it was done.

Duties tell what a school promised and when it was done, nothing about anybody: all who work at the school may know,
and who oversees it. The participation council reads the plan and the yearly report instead.
"""

from django.db.models import Q

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.rules import Rule
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.core.words import _

OVERSEES = frozenset({Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD})
SEES = STAFF_OF_A_SCHOOL | OVERSEES
MAKES = frozenset({Role.HEAD, Role.SAFETY_COORDINATOR, Role.EXECUTIVE_BOARD})
# Who a duty is asked of by name, such as a colleague whose certificate ends, is for who sees to it.
READS_NAMES = frozenset({Role.HEAD, Role.SAFETY_COORDINATOR, Role.HEAD_EMERGENCY_OFFICER}) | OVERSEES

SEES_DUTIES = Rule(
    "duties.of_the_school",
    _("You work at this school, or you oversee it."),
    lambda person, on: Q(pk__in=schools_where(person, on, SEES).values("pk")),
    is_wide=True,
)
MAKES_DUTIES = Rule(
    "duties.made",
    _("You see to the safety of this school."),
    lambda person, on: Q(pk__in=schools_where(person, on, MAKES).values("pk")),
    is_wide=True,
)
