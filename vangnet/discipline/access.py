"""Who may know a suspension or a removal, and who may act in it.

Head and internal support coordinator of the school prepare and handle it; the board (executive board, cluster director)
does so as well, and decides; the head decides only under a mandate, which is recorded. Nobody else of the school knows
it, also not the safety coordinator or who reported the incident it follows from. The pupil's own teacher knows that it
is there and reads what teaching needs, no more (AVG art. 5 lid 1 onder c). Who opened it as head and left that place
does not know it any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.rules import AnyRule, OneOf, Rule, one_of
from vangnet.core.dossiers.kinds import Share
from vangnet.core.dossiers.rules import (
    BROUGHT_IN,
    OWN_PUPIL,
    OfKind,
    all_of_kind,
    at_school,
    glass_of,
    of_kind,
)
from vangnet.core.people.models import Person
from vangnet.core.people.roles import Role
from vangnet.core.words import _

AT_SCHOOL = (Role.HEAD, Role.INTERNAL_COACH)
OF_THE_BOARD = (Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD)


def _schools(person: Person, on: date) -> Q:
    return Q(pk__in=schools_where(person, on, (*AT_SCHOOL, *OF_THE_BOARD)))


# Which schools: the same rule for both kinds.
OPENS = Rule("schools.discipline", _("You handle suspension and removal at this school."), _schools)

HANDLE_HERE = Rule(
    "discipline.handle",
    _("You handle suspension and removal at this school."),
    at_school(*AT_SCHOOL),
    is_wide=True,
)
HEAD_HERE = Rule("discipline.head", _("You are head of this school."), at_school(Role.HEAD), is_wide=True)
# Few at a whole board: a list takes them all, and not the first of each school.
BOARD_OVER = Rule("discipline.board", _("You decide for the board of this school."), at_school(*OF_THE_BOARD))

WHO = {
    "handler": _("head, internal support coordinator or board"),
    "school": _("head or internal support coordinator"),
    "teacher": _("the child's own teacher, or who handles this at school"),
    "decider": _("the board, or the head under a mandate"),
}


@dataclass(frozen=True)
class Access:
    """The rules of one of the two kinds; `taught`: the entries that the pupil's own teacher reads."""

    handle: OfKind
    head: OfKind
    board: OfKind
    own: OfKind
    invited: OfKind
    glass: OfKind
    taught: frozenset[str]

    @classmethod
    def to(cls, kind: str, *, taught: frozenset[str]) -> "Access":
        handle, head, board, own = all_of_kind(kind, (HANDLE_HERE, HEAD_HERE, BOARD_OVER, OWN_PUPIL))
        return cls(handle, head, board, own, of_kind(kind, BROUGHT_IN), glass_of(kind), taught)

    @property
    def know(self) -> OneOf:
        return one_of(self.handle, self.board, self.own, self.invited, self.glass)

    @property
    def roles(self) -> Mapping[str, AnyRule]:
        return {
            "handler": one_of(self.handle, self.board),
            "school": one_of(self.handle),
            "teacher": one_of(self.handle, self.own),
            "decider": one_of(self.head, self.board),
        }

    @property
    def shares(self) -> tuple[Share, ...]:
        return (
            Share(one_of(self.handle, self.board, self.invited, self.glass)),
            Share(self.own, steps=self.taught),
        )
