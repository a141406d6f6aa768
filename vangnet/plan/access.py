"""Everybody at a school reads its plan, the participation council too: it must consent to it.

The head and the safety coordinator write the school's layer, the executive board its own; the board and the cluster
director read the plans of all of theirs. The public reads an adopted version where the school publishes it, and needs
no rule for that.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from vangnet.core.access.grounds import holds, schools_where
from vangnet.core.access.rules import NOTHING, Condition, Rule
from vangnet.core.people.models import Person
from vangnet.core.people.roles import OF_A_SCHOOL, Role
from vangnet.core.words import _

from .models import AnnexVersion

ABOVE = (Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD)
READERS = (*sorted(OF_A_SCHOOL), *ABOVE)
KEEPERS = (Role.HEAD, Role.SAFETY_COORDINATOR)
OF_THE_BOARDS_LAYER = Role.EXECUTIVE_BOARD

READS_HERE = _("This is the plan of your school.")
KEEPS_HERE = _("You write the plan of this school.")
WRITES_LAYER = _("You write this layer of the plan.")


def _where(roles: Iterable[Role], path: str = "pk") -> Condition:
    """The schools at which one of the roles is held, or the rows of those schools."""
    wanted = tuple(roles)

    def condition(person: Person, on: date) -> Q:
        return Q(**{f"{path}__in": schools_where(person, on, wanted)})

    return condition


def _read_rows(person: Person, on: date) -> Q:
    """What the board wrote stands in the plan of every school."""
    if not holds(person, on, READERS):
        return NOTHING
    return Q(school=None) | Q(school__in=schools_where(person, on, READERS))


def _kept_rows(person: Person, on: date) -> Q:
    kept = Q(school__in=schools_where(person, on, KEEPERS))
    return kept | Q(school=None) if holds(person, on, [OF_THE_BOARDS_LAYER]) else kept


def _seen_annexes(person: Person, on: date) -> Q:
    """An annex as its latest line in the register says: for all readers, or for who writes a plan."""
    if not holds(person, on, READERS):
        return NOTHING
    current = AnnexVersion.objects.current().filter(is_left_out=False)
    seen = Q(pk__in=current.exclude(seen_by=AnnexVersion.SeenBy.KEEPERS).values("annex"))
    return (seen | _kept_rows(person, on) | _of_the_board_for_keepers(person, on)) & _read_rows(person, on)


def _of_the_board_for_keepers(person: Person, on: date) -> Q:
    return Q(school=None) if holds(person, on, KEEPERS) else Q(pk__in=())


READS = Rule("plan.reads", READS_HERE, _where(READERS))
KEEPS = Rule("plan.keeps", KEEPS_HERE, _where(KEEPERS))
# Paragraphs and annexes: of a school, or of the board for all of them.
READS_ROWS = Rule("plan.reads-rows", READS_HERE, _read_rows)
KEEPS_ROWS = Rule("plan.keeps-rows", WRITES_LAYER, _kept_rows)
READS_EDITION = Rule("plan.reads-edition", READS_HERE, _where(READERS, "school"))
KEEPS_INTAKE = Rule("plan.keeps-intake", KEEPS_HERE, _where(KEEPERS, "school"))
SEES_ANNEX = Rule("plan.sees-annex", READS_HERE, _seen_annexes)
