"""Who may know a meldcode dossier: beside abuse by staff the most sensitive that a school has.

Any adult of the school opens one, and from then on knows that it is there and reads what he or she recorded: not how
far it came. Child protection officer, internal support coordinator and head handle it; the cluster director once
informed, at a strong suspicion, or when it is about the head. A colleague who was brought in reads it. The child's own
teacher knows nothing of it by being the teacher. Nobody knows what is about himself or herself, or about an own child.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.rules import NOTHING, AnyRule, Rule, one_of
from vangnet.core.dossiers.kinds import Share
from vangnet.core.dossiers.models import Subject
from vangnet.core.dossiers.rules import (
    BROUGHT_IN,
    OPENED_BY_YOU,
    OfKind,
    about_oneself,
    all_of_kind,
    as_guardian,
    glass_of,
    handled_at_school,
    of_kind,
)
from vangnet.core.people.models import Person
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .circle import GUARDS, OF_THE_BOARD
from .models import STRONG, Answer, DirectorInformed

KIND = "meldcode"


def about_own_child(person: Person) -> QuerySet[Any, Any]:
    """The dossiers about a child of whom this person is a guardian."""
    guardians = as_guardian(person).values("pk")
    children = Subject.objects.standing().filter(pupil__guardianships__guardian__in=guardians)
    return children.values("dossier")


def _not_about_own(person: Person, _on: date) -> Q:
    """What is about this person or about a child of this person is for nobody's eyes but those of others."""
    return ~Q(pk__in=about_oneself(person)) & ~Q(pk__in=about_own_child(person))


def _never_about_own(rule: OfKind) -> OfKind:
    """The same ground, but for what is about one's own."""

    def condition(person: Person, on: date) -> Q:
        found = rule.condition(person, on)
        return found if found is NOTHING else found & _not_about_own(person, on)

    return replace(rule, condition=condition)


def _informed(person: Person, on: date) -> Q:
    schools = schools_where(person, on, OF_THE_BOARD)
    if schools.query.is_empty():
        return NOTHING
    told = DirectorInformed.objects.standing().filter(person=person.pk)
    return Q(school__in=schools) & Q(pk__in=told.values("entry__dossier"))


def _strongly_suspected(person: Person, on: date) -> Q:
    schools = schools_where(person, on, [Role.CLUSTER_DIRECTOR])
    if schools.query.is_empty():
        return NOTHING
    strong = Answer.objects.standing().filter(given__in=STRONG)
    return Q(school__in=schools) & Q(pk__in=strong.values("entry__dossier"))


INFORMED = Rule("meldcode.informed", _("You were informed of this for the board."), _informed)
STRONGLY_SUSPECTED = Rule(
    "meldcode.strong",
    _("The suspicion is strong, and you are the cluster director."),
    _strongly_suspected,
)

HANDLES = tuple(
    map(
        _never_about_own,
        (
            *handled_at_school(
                KIND,
                _("You guard the steps of the meldcode at this school."),
                GUARDS,
            ),
            *all_of_kind(KIND, (INFORMED, STRONGLY_SUSPECTED)),
        ),
    )
)
(OPENED,) = all_of_kind(KIND, (OPENED_BY_YOU,))
INVITED = _never_about_own(of_kind(KIND, BROUGHT_IN))
GLASS = glass_of(KIND, _not_about_own)

KNOW = one_of(*HANDLES, OPENED, INVITED, GLASS)
READS_ALL = one_of(*HANDLES, INVITED, GLASS)
ROLES: Mapping[str, AnyRule] = {
    "reporter": OPENED,
    "observer": one_of(*HANDLES, OPENED, INVITED),
    "handler": one_of(*HANDLES),
}
WHO = {
    "reporter": _("who recorded the signals"),
    "observer": _("who recorded the signals, or who guards the steps"),
    "handler": _("child protection officer, internal support coordinator or head"),
}
SHARES = (Share(READS_ALL),)
