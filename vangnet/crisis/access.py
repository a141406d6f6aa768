"""Who may know a dossier on a shocking event, and who may act in it.

Any adult of the school can record one, and so can cluster director and board: of a death the board is often told first,
and what struck the head is for them. Head, cluster director and board handle it, but for what struck themselves;
nobody else of the staff knows that it exists, unless brought in. The group teacher of a pupil concerned knows what was
agreed for class and school, and reads nothing of the talks with families.
"""

from collections.abc import Mapping

from vangnet.core.access.rules import AnyRule, Rule, one_of
from vangnet.core.dossiers.kinds import Share
from vangnet.core.dossiers.rules import (
    BROUGHT_IN,
    OPENED_BY_YOU,
    OWN_PUPIL,
    all_of_kind,
    at_school,
    glass_of,
    of_kind,
)
from vangnet.core.people.roles import Role
from vangnet.core.words import _

KIND = "crisis"
HANDLERS = (Role.HEAD, Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD)

HANDLES = of_kind(
    KIND,
    Rule(
        "crisis.handle",
        _("You lead at this school or over it when something shocking happened."),
        at_school(*HANDLERS),
        is_wide=True,
    ),
)
REPORTED, OWN, INVITED = all_of_kind(KIND, (OPENED_BY_YOU, OWN_PUPIL, BROUGHT_IN))
GLASS = glass_of(KIND)

KNOW = one_of(HANDLES, REPORTED, OWN, INVITED, GLASS)
ROLES: Mapping[str, AnyRule] = {"reporter": REPORTED, "handler": HANDLES}
WHO = {"reporter": _("who recorded it"), "handler": _("head, cluster director or board")}
SHARES = (
    Share(one_of(HANDLES, INVITED, GLASS)),
    Share(OWN, steps=frozenset({"agree"})),
    Share(REPORTED, steps=frozenset({"record_crisis"})),
)
