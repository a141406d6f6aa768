"""Who may know a dossier on bullying, and who may act in it.

Any adult of the school opens one. The anti-bullying coordinator handles it, with head and internal support
coordinator, and these read all of it. The own teacher of a pupil who has a part in it knows what was agreed, and reads
the talks with own pupils and with their parents; who reported it stays with who handles it, for a pupil may have told
it in confidence. Who opened it reads the report.
"""

from collections.abc import Mapping

from vangnet.core.access.rules import AnyRule, one_of
from vangnet.core.dossiers.kinds import Share
from vangnet.core.dossiers.rules import (
    BROUGHT_IN,
    OPENED_BY_YOU,
    OWN_PUPIL,
    all_of_kind,
    glass_of,
    handled_at_school,
)
from vangnet.core.people.roles import Role
from vangnet.core.words import _

KIND = "bullying"

HANDLES = handled_at_school(
    KIND,
    _("You handle bullying at this school."),
    (Role.ANTI_BULLYING_COORDINATOR, Role.HEAD, Role.INTERNAL_COACH),
)
REPORTED, OWN, INVITED = all_of_kind(KIND, (OPENED_BY_YOU, OWN_PUPIL, BROUGHT_IN))
GLASS = glass_of(KIND)

KNOW = one_of(*HANDLES, REPORTED, OWN, INVITED, GLASS)
ROLES: Mapping[str, AnyRule] = {
    "reporter": REPORTED,
    "handler": one_of(*HANDLES),
    "watcher": one_of(*HANDLES, OWN),
}
WHO = {
    "reporter": _("who recorded it"),
    "handler": _("anti-bullying coordinator, head or internal support coordinator"),
    "watcher": _("the child's own teacher, or who handles this"),
}
SHARES = (
    Share(one_of(*HANDLES, INVITED, GLASS)),
    Share(
        OWN,
        steps=frozenset({"talk_group", "agree", "agree_follow_up", "again", "close", "reopen"}),
        of_own_pupils=frozenset({"talk", "follow_up"}),
    ),
    Share(REPORTED, steps=frozenset({"report"})),
)
