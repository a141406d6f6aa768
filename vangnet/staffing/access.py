"""Who reads who does what (everybody who works at the school, and those above it), and who keeps it.

The head and the safety coordinator keep it at their own school. Appointing is another thing: that stays in the office,
and nothing in here gives anybody a right.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.rules import Condition, Rule
from vangnet.core.people.models import Person
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.core.words import _

KEEPERS = (Role.HEAD, Role.SAFETY_COORDINATOR)
ABOVE = (Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD)
READERS = (*sorted(STAFF_OF_A_SCHOOL), *ABOVE, Role.ADMINISTRATOR)


def _where(roles: Iterable[Role], path: str = "pk") -> Condition:
    """The schools at which one of the roles is held, or the rows of those schools."""
    wanted = tuple(roles)

    def condition(person: Person, on: date) -> Q:
        return Q(**{f"{path}__in": schools_where(person, on, wanted)})

    return condition


READS = Rule("staffing.reads", _("You work at this school."), _where(READERS))
KEEPS = Rule("staffing.keeps", _("You see to it who does what at this school."), _where(KEEPERS))
KEEPS_ROW = Rule("staffing.keeps-row", KEEPS.why, _where(KEEPERS, "school"))
