"""Who may know that somebody who works for the school is accused: the smallest circle that there is.

Any adult of the school, the cluster director and the board open one: whoever hears of it must tell the board (WPO art.
4a lid 3). The executive board handles it. The head reads it and can take measures, unless it is about a head of this
school: then it goes past every head. Who opened it keeps what he or she wrote. A colleague whom the board brings in
reads it. No teacher, coordinator or adviser knows it by being that, and there is no glass to break. The accused never
knows it, on whatever ground, also not when he or she is named as the parent of a pupil.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from vangnet.core.access.rules import NOTHING, AnyRule, Rule, one_of
from vangnet.core.dossiers.kinds import Share
from vangnet.core.dossiers.models import Subject
from vangnet.core.dossiers.rules import BROUGHT_IN, OPENED_BY_YOU, OfKind, as_guardian, at_school, of_kind
from vangnet.core.people.models import Person
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .models import Part

KIND = "misconduct"


def accused_of() -> QuerySet[Any, Any]:
    return Subject.objects.standing().filter(role=Part.ACCUSED)


def _accused(person: Person) -> Q:
    """As a colleague, or as a parent who helps at school."""
    found = accused_of().filter(Q(person=person.pk) | Q(guardian__in=as_guardian(person).values("pk")))
    return Q(pk__in=found.values("dossier"))


def _about_a_head() -> Q:
    """Somebody is accused who is, or ever was, head of the school; then it stays with the board."""
    heads = accused_of().filter(
        person__appointments__role=Role.HEAD, person__appointments__school=F("dossier__school")
    )
    return Q(pk__in=heads.values("dossier"))


def _never_the_accused(rule: Rule) -> OfKind:
    def condition(person: Person, on: date) -> Q:
        found = rule.condition(person, on)
        return found if found is NOTHING else found & ~_accused(person)

    return of_kind(KIND, replace(rule, condition=condition))


def _head(person: Person, on: date) -> Q:
    here = at_school(Role.HEAD)(person, on)
    return here if here is NOTHING else here & ~_about_a_head()


BOARD, HEAD, INVITED, OPENED = map(
    _never_the_accused,
    (
        Rule("misconduct.board", _("You are on the board."), at_school(Role.EXECUTIVE_BOARD), is_wide=True),
        Rule(
            "misconduct.head", _("You are head of this school, and it is about no head."), _head, is_wide=True
        ),
        BROUGHT_IN,
        OPENED_BY_YOU,
    ),
)

KNOW = one_of(BOARD, HEAD, INVITED, OPENED)
READS_ALL = one_of(BOARD, HEAD, INVITED)
ROLES: Mapping[str, AnyRule] = {
    "reporter": OPENED,
    "teller": one_of(BOARD, HEAD, OPENED),
    "guard": one_of(BOARD, HEAD),
    "board": BOARD,
    "handler": BOARD,
}
WHO = {
    "reporter": _("who recorded it"),
    "teller": _("who recorded it, the head, or the board itself"),
    "guard": _("the board or the head"),
    "board": _("the board"),
    "handler": _("the board"),
}
SHARES = (Share(READS_ALL),)
