"""Who may know a physical intervention, and who may act in it.

Any adult of the school records it. Head, internal support coordinator and safety coordinator handle it, unless they
intervened themselves; when it is about the head, the cluster director does. The pupil's own teacher knows it and tells
the parents, but does not follow as teacher what he or she did.
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from vangnet.core.access.rules import NOTHING, AnyRule, Rule, one_of
from vangnet.core.dossiers.kinds import Share
from vangnet.core.dossiers.models import Subject
from vangnet.core.dossiers.rules import (
    BROUGHT_IN,
    OPENED_BY_YOU,
    OWN_PUPIL,
    all_of_kind,
    glass_of,
    handled_at_school,
    of_kind,
)
from vangnet.core.people.models import Person
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .models import Part

KIND = "restraint"


def _own_pupil_but_not_oneself(person: Person, on: date) -> Q:
    own = OWN_PUPIL.condition(person, on)
    if own is NOTHING:
        return NOTHING
    intervened = Subject.objects.standing().filter(person=person.pk, role=Part.INTERVENED)
    return own & ~Q(pk__in=intervened.values("dossier"))


HANDLES = handled_at_school(
    KIND,
    _("You handle physical interventions at this school."),
    (Role.HEAD, Role.INTERNAL_COACH, Role.SAFETY_COORDINATOR),
)
OWN = of_kind(KIND, Rule(OWN_PUPIL.name, OWN_PUPIL.why, _own_pupil_but_not_oneself))
REPORTED, INVITED = all_of_kind(KIND, (OPENED_BY_YOU, BROUGHT_IN))
GLASS = glass_of(KIND)

KNOW = one_of(*HANDLES, REPORTED, OWN, INVITED, GLASS)
ROLES: Mapping[str, AnyRule] = {
    "reporter": REPORTED,
    "handler": one_of(*HANDLES),
    "teller": one_of(*HANDLES, OWN),
}
WHO = {
    "reporter": _("who recorded it"),
    "handler": _("head, internal support coordinator or safety coordinator"),
    "teller": _("the child's own teacher, or who handles this"),
}
SHARES = (
    Share(one_of(*HANDLES, INVITED, GLASS)),
    Share(
        OWN,
        steps=frozenset({"record_restraint", "agree", "evaluate", "close", "reopen"}),
        of_own_pupils=frozenset({"tell_parents"}),
    ),
    Share(REPORTED, steps=frozenset({"record_restraint"})),
)
