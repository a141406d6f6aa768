"""Who may know an incident, and who may act in it.

Who reported follows it; the pupil's own teacher knows what happened to the child; head, internal support
coordinator and safety coordinator handle it, unless it is about themselves. When it is about the head, the
cluster director takes the head's place.
"""

from datetime import date

from django.db.models import Q

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.rules import Rule, one_of
from vangnet.core.dossiers.rules import (
    BROKE_THE_GLASS,
    BROUGHT_IN,
    OPENED_BY_YOU,
    OWN_PUPIL,
    all_of_kind,
    at_school,
    of_kind,
    when_about,
)
from vangnet.core.people.models import Person
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.core.words import _

KIND = "incident"
HANDLERS = (Role.HEAD, Role.INTERNAL_COACH, Role.SAFETY_COORDINATOR)


def _works_there(person: Person, on: date) -> Q:
    return Q(pk__in=schools_where(person, on, STAFF_OF_A_SCHOOL))


REPORT = Rule("incidents.report", _("You work at this school."), _works_there)
HANDLE_HERE = of_kind(KIND, Rule("incidents.handle", _("You handle incidents at this school."), at_school(*HANDLERS)))
HANDLE_FOR_HEAD = of_kind(
    KIND,
    Rule(
        "incidents.about_the_head",
        _("It is about the head of this school, and you are the cluster director."),
        when_about(Role.HEAD, Role.CLUSTER_DIRECTOR),
    ),
)
REPORTED, OWN, INVITED, GLASS = all_of_kind(KIND, (OPENED_BY_YOU, OWN_PUPIL, BROUGHT_IN, BROKE_THE_GLASS))

HANDLE = one_of(HANDLE_HERE, HANDLE_FOR_HEAD)
KNOW = one_of(HANDLE_HERE, HANDLE_FOR_HEAD, REPORTED, OWN, INVITED, GLASS)
TELL = one_of(HANDLE_HERE, HANDLE_FOR_HEAD, OWN)

ROLES = {"reporter": REPORTED, "handler": HANDLE, "teller": TELL}
