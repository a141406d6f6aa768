"""Who reads who does what (everybody who works at the school, and those above it), and who keeps it.

The head and the safety coordinator keep it at their own school. Appointing is another thing: that stays in the office,
and nothing in here gives anybody a right.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.rules import Condition, Rule, one_of
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person
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
READS_ROW = Rule("staffing.reads-row", READS.why, _where(READERS, "school"))

# Who sees to training: the certificates of colleagues are theirs, and no matter of the whole team.
TRAINERS = (*KEEPERS, Role.HEAD_EMERGENCY_OFFICER)
READ_TRAINING = (*TRAINERS, Role.PREVENTION_OFFICER, *ABOVE)


def _of_staff_where(roles: Iterable[Role]) -> Condition:
    """Certificates of those who work at a school at which one of the roles is held."""
    wanted = tuple(roles)

    def condition(person: Person, on: date) -> Q:
        staff = Appointment.objects.filter(holds_on(on), school__in=schools_where(person, on, wanted))
        return Q(person__in=staff.values("person"))

    return condition


def _own(person: Person, _on: date) -> Q:
    return Q(person=person.pk)


READS_TRAINING = Rule(
    "staffing.reads-training", _("You see to training at this school."), _where(READ_TRAINING)
)
KEEPS_TRAINING = Rule("staffing.keeps-training", READS_TRAINING.why, _where(TRAINERS))
READS_CERTIFICATE = one_of(
    Rule("staffing.own-certificate", _("It is your own certificate."), _own),
    Rule("staffing.reads-certificate", READS_TRAINING.why, _of_staff_where(READ_TRAINING)),
)
KEEPS_CERTIFICATE = Rule("staffing.keeps-certificate", READS_TRAINING.why, _of_staff_where(TRAINERS))

# The catalogue: a board offers trainings to all its schools, a school adds its own.
FOR_ALL_SCHOOLS = (Role.EXECUTIVE_BOARD, Role.ADMINISTRATOR)
READ_CATALOGUE = (*READ_TRAINING, Role.ADMINISTRATOR)


def _courses_where(roles: Iterable[Role], *, for_all: Iterable[Role]) -> Condition:
    """The courses of schools at which one of the roles is held, and those of the board for who holds one for all."""
    wanted, everywhere = tuple(roles), frozenset(for_all)

    def condition(person: Person, on: date) -> Q:
        found = Q(school__in=schools_where(person, on, wanted))
        return found if person.roles(on).isdisjoint(everywhere) else found | Q(school=None)

    return condition


READS_COURSE = Rule(
    "staffing.reads-course", READS_TRAINING.why, _courses_where(READ_CATALOGUE, for_all=READ_CATALOGUE)
)
KEEPS_COURSE = Rule(
    "staffing.keeps-course", READS_TRAINING.why, _courses_where(TRAINERS, for_all=FOR_ALL_SCHOOLS)
)
KEEPS_SESSION = Rule("staffing.keeps-session", READS_TRAINING.why, _where(TRAINERS, "school"))
