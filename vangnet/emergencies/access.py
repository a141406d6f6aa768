"""Who sees and who keeps what a school prepares for an emergency.

All staff of a school see it, for everybody must know what to do (Arbowet art. 8); the cluster director and the board
see it of all their schools. Nothing in it is about a child: groups are counted, nobody is named.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.rules import Rule, one_of
from vangnet.core.people.models import Person
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.core.words import _

READERS = STAFF_OF_A_SCHOOL | {Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD}
OFFICERS = frozenset({Role.EMERGENCY_OFFICER, Role.HEAD_EMERGENCY_OFFICER})
LEADERS = frozenset({Role.HEAD, Role.HEAD_EMERGENCY_OFFICER})
KEEPERS = LEADERS | OFFICERS | {Role.SAFETY_COORDINATOR, Role.PREVENTION_OFFICER}

READS_HERE = _("You work at this school, or watch over it.")
KEEPS_HERE = _("You are an emergency response officer here, or see to the safety of this school.")
LEADS_HERE = _("You are the head, or the head of emergency response, of this school.")


@dataclass(frozen=True)
class AtSchools:
    """Rows that lead, by this path, to a school at which somebody holds one of these roles."""

    path: str
    roles: frozenset[Role]

    def __call__(self, person: Person, on: date) -> Q:
        return Q(**{f"{self.path}__in": schools_where(person, on, self.roles)})


def _own_actions(person: Person, on: date) -> Q:
    """What somebody took on; it stays his or hers as long as he or she works at that school."""
    return Q(owner=person.pk, drill__school__in=schools_where(person, on, STAFF_OF_A_SCHOOL))


READS = Rule("emergencies.reads", READS_HERE, AtSchools("pk", READERS))
KEEPS = Rule("emergencies.keeps", KEEPS_HERE, AtSchools("pk", KEEPERS))

READS_DRILL = Rule("emergencies.reads-drill", READS_HERE, AtSchools("school", READERS))
KEEPS_DRILL = Rule("emergencies.keeps-drill", KEEPS_HERE, AtSchools("school", KEEPERS))

KEEPS_ACTION = Rule("emergencies.keeps-action", KEEPS_HERE, AtSchools("drill__school", KEEPERS))
FINISHES_ACTION = one_of(KEEPS_ACTION, Rule("emergencies.own-action", _("You took this on."), _own_actions))

LEADS = Rule("emergencies.leads", LEADS_HERE, AtSchools("pk", LEADERS))
READS_PLAN = Rule("emergencies.reads-plan", READS_HERE, AtSchools("school", READERS))
LEADS_PLAN = Rule("emergencies.leads-plan", LEADS_HERE, AtSchools("school", LEADERS))
# Who watches over a school from outside it is asked to confirm nothing.
CONFIRMS = Rule("emergencies.confirms", _("You work at this school."), AtSchools("school", STAFF_OF_A_SCHOOL))
READS_FILE = Rule("emergencies.reads-file", READS_HERE, AtSchools("version__school", READERS))
LEADS_FILE = Rule("emergencies.leads-file", LEADS_HERE, AtSchools("version__school", LEADERS))
