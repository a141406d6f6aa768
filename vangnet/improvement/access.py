"""Who reads what was evaluated or discussed, and who records it; both by subject.

The participation council reads what is reported to it. What cluster director and head talk about is for them and the
board. The report of the confidential adviser is talked about by who may read it, and by nobody else.
"""

from collections.abc import Mapping
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.rules import Rule
from vangnet.core.people.models import Person, School
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .models import Evaluation

Subject = Evaluation.Subject
BySubject = Mapping[Evaluation.Subject, frozenset[Role]]

LEADS = frozenset({Role.HEAD, Role.SAFETY_COORDINATOR})
OVERSEES = frozenset({Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD})
OF_THE_POLICY = LEADS | OVERSEES | {Role.INTERNAL_COACH}
DIRECTORS = frozenset({Role.HEAD, Role.CLUSTER_DIRECTOR})
HEARS_THE_ADVISER = frozenset({Role.CONFIDENTIAL_ADVISER, Role.HEAD, Role.EXECUTIVE_BOARD})

READERS: BySubject = {
    Subject.INCIDENTS: OF_THE_POLICY | {Role.PARTICIPATION_COUNCIL},
    Subject.YEAR_PLAN: OF_THE_POLICY | {Role.PARTICIPATION_COUNCIL},
    Subject.COUNCIL: OF_THE_POLICY | {Role.PARTICIPATION_COUNCIL},
    Subject.DIRECTORS: DIRECTORS | {Role.EXECUTIVE_BOARD},
    Subject.PARENTS: OF_THE_POLICY,
    Subject.ADVISER: HEARS_THE_ADVISER,
    Subject.REPORTING_CODE: OF_THE_POLICY | {Role.CHILD_PROTECTION_OFFICER},
}
RECORDERS: BySubject = {
    Subject.INCIDENTS: LEADS,
    Subject.YEAR_PLAN: LEADS,
    Subject.COUNCIL: LEADS,
    Subject.DIRECTORS: DIRECTORS,
    Subject.PARENTS: LEADS,
    Subject.ADVISER: frozenset({Role.CONFIDENTIAL_ADVISER, Role.HEAD}),
    Subject.REPORTING_CODE: LEADS | {Role.CHILD_PROTECTION_OFFICER},
}
READER = frozenset[Role]().union(*READERS.values())
RECORDER = frozenset[Role]().union(*RECORDERS.values())

READS_WHY = _("You see to safety at this school, watch over it, or are told about it.")
RECORDS_WHY = _("You see to this at this school.")


def _rows(allowed: BySubject, person: Person, on: date) -> Q:
    return reduce(
        or_,
        (
            Q(subject=subject, school__in=schools_where(person, on, roles))
            for subject, roles in allowed.items()
        ),
    )


READS = Rule("improvement.reads", READS_WHY, lambda person, on: _rows(READERS, person, on))
RECORDS = Rule("improvement.records", RECORDS_WHY, lambda person, on: _rows(RECORDERS, person, on))
READS_AT = Rule(
    "improvement.reads-at", READS_WHY, lambda person, on: Q(pk__in=schools_where(person, on, READER))
)
RECORDS_AT = Rule(
    "improvement.records-at", RECORDS_WHY, lambda person, on: Q(pk__in=schools_where(person, on, RECORDER))
)


def subjects_for(allowed: BySubject, person: Person, school: School, on: date) -> list[Evaluation.Subject]:
    """Those of which somebody may have the rows of this school: by a role there, over its cluster, or of the board."""
    held = {
        each.role
        for each in person.held(on)
        if each.school in {None, school.pk} and each.cluster in {None, school.cluster_id}
    }
    return [subject for subject, roles in allowed.items() if held & roles]
