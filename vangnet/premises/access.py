"""Who may know of aggression by a parent, and who may act in it.

Any adult of the school records it. Head and safety coordinator handle it; only the head denies access, and nobody
decides about what was aimed at himself or herself: then the cluster director takes the head's place. At whom it was
aimed knows what follows. The child's own teacher comes in once it was agreed how the child is handed over, and reads
that alone.
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
    at_school,
    glass_of,
    handled_at_school,
)
from vangnet.core.people.models import Person
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .models import HandOver, Part

KIND = "premises"
FOR_THE_DOOR = frozenset({"hand_over"})


def _own_pupil_to_hand_over(person: Person, on: date) -> Q:
    own = OWN_PUPIL.condition(person, on)
    if own is NOTHING:
        return NOTHING
    return own & Q(pk__in=HandOver.objects.standing().values("entry__dossier"))


def _aimed_at(person: Person, _on: date) -> Q:
    aimed = Subject.objects.standing().filter(person=person.pk, role=Part.TARGET)
    return Q(pk__in=aimed.values("dossier"))


DECIDES = handled_at_school(KIND, _("You decide on access to this school."), (Role.HEAD,))
COORDINATES, AIMED_AT, OWN = all_of_kind(
    KIND,
    (
        Rule(
            "premises.coordinate",
            _("You coordinate safety at this school."),
            at_school(Role.SAFETY_COORDINATOR),
            is_wide=True,
        ),
        Rule("premises.aimed_at", _("It was aimed at you."), _aimed_at),
        Rule(
            "premises.own_pupil",
            _("It was agreed how a pupil of your own group comes and goes."),
            _own_pupil_to_hand_over,
        ),
    ),
)
HANDLES = (*DECIDES, COORDINATES)
REPORTED, INVITED = all_of_kind(KIND, (OPENED_BY_YOU, BROUGHT_IN))
GLASS = glass_of(KIND)

KNOW = one_of(*HANDLES, REPORTED, AIMED_AT, OWN, INVITED, GLASS)
ROLES: Mapping[str, AnyRule] = {
    "reporter": REPORTED,
    "helper": one_of(*HANDLES, REPORTED, AIMED_AT),
    "handler": one_of(*HANDLES),
    "decider": one_of(*DECIDES),
}
WHO = {
    "reporter": _("who recorded it"),
    "helper": _("who was there, or who handles this"),
    "handler": _("head or safety coordinator"),
    "decider": _("head"),
}
READS_ALL = one_of(*HANDLES, INVITED, GLASS)
# The own teacher reads how the child comes and goes, and not how far the school came with the parent.
FOLLOWS = one_of(*HANDLES, REPORTED, AIMED_AT, INVITED, GLASS)
SHARES = (
    Share(READS_ALL),
    Share(one_of(REPORTED, AIMED_AT), steps=FOR_THE_DOOR | {"record_aggression", "time_out"}),
    Share(OWN, steps=FOR_THE_DOOR),
)
