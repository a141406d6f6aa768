"""The few places that a person goes to, depending on the roles held today; the doors themselves are guarded."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vangnet.core.access.models import Account
from vangnet.core.obligations.access import SEES
from vangnet.core.people.roles import COULD_KNOW_A_DOSSIER, STAFF_OF_A_SCHOOL, Role
from vangnet.emergencies.access import READERS as SEES_EMERGENCIES
from vangnet.improvement.access import READER as READS_EVALUATIONS
from vangnet.incidents.line import ENDED, line_of
from vangnet.plan.access import READERS as READS_PLAN
from vangnet.rollcall import line as roll_call

HANDLERS = {Role.HEAD, Role.INTERNAL_COACH, Role.SAFETY_COORDINATOR}
READS_FIGURES = HANDLERS | {Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD, Role.PARTICIPATION_COUNCIL}
DECIDES = {Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD, Role.DATA_PROTECTION_OFFICER}
HEARS_OF_CONFIDENCES = {
    Role.CONFIDENTIAL_ADVISER,
    Role.HEAD,
    Role.EXECUTIVE_BOARD,
    Role.PARTICIPATION_COUNCIL,
}
KNOWS_WHO_DOES_WHAT = STAFF_OF_A_SCHOOL | {Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD, Role.ADMINISTRATOR}
AGREES = {Role.ADMINISTRATOR, Role.HEAD, Role.SAFETY_COORDINATOR}
READS_SEALS = {Role.DATA_PROTECTION_OFFICER, Role.EXECUTIVE_BOARD, Role.ADMINISTRATOR}


# Who, with which label, to which address, under which sign.
Places = tuple[tuple[Collection[Role], str, str, str], ...]


@dataclass(frozen=True)
class Door:
    """One place to go. The label fits in the bar of a phone, where five doors share the width."""

    label: str
    url: str
    icon: str
    is_current: bool = False
    count: int | None = None


def navigation(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, Account):
        return {"offline_parts": (ENDED, roll_call.ENDED)}
    roles = user.person.roles(timezone.localdate())
    doors = list(_doors(roles, DOORS))
    here = max((door.url for door in doors if _leads_to(door, request.path)), key=len, default="")
    return {
        "navigation": [replace(door, is_current=door.url == here) for door in doors],
        "registers": list(_doors(roles, REGISTERS)),
        "primary_action": {"label": _("Report"), "url": reverse("incident-report")}
        if roles & STAFF_OF_A_SCHOOL
        else None,
        "offline_parts": _offline_parts(user, request.session) if roles & STAFF_OF_A_SCHOOL else (),
        "viewer_name": user.person.full_name,
        "viewer_role": ", ".join(str(role.label) for role in Role if role in roles),
    }


# Who has which door, in the order in which they stand.
DOORS: Places = (
    (STAFF_OF_A_SCHOOL | {Role.CLUSTER_DIRECTOR}, gettext_noop("Desk"), "desk", "check"),
    (STAFF_OF_A_SCHOOL | {Role.CLUSTER_DIRECTOR}, gettext_noop("Incidents"), "incidents", "list"),
    (COULD_KNOW_A_DOSSIER, gettext_noop("Dossiers"), "dossiers", "folder"),
    (SEES, gettext_noop("Promised"), "duties", "calendar"),
    (READS_PLAN, gettext_noop("Plan"), "plan", "report"),
    (READS_FIGURES, gettext_noop("Figures"), "incidents-year", "chart"),
    (HEARS_OF_CONFIDENCES, gettext_noop("In confidence"), "confidences-year", "chart"),
    ({Role.DATA_PROTECTION_OFFICER}, gettext_noop("Who read what"), "readings", "eye"),
    ({Role.DATA_PROTECTION_OFFICER}, gettext_noop("Glass broken"), "broken-glass", "alert"),
    ({Role.DATA_PROTECTION_OFFICER}, gettext_noop("Second steps"), "second-factor-resets", "shield"),
    (DECIDES, gettext_noop("Destruction"), "destructions", "lock"),
    (READS_SEALS, gettext_noop("Seals"), "seals", "shield"),
    ({Role.ADMINISTRATOR, Role.HEAD}, gettext_noop("School"), "schools", "school"),
    ({Role.ADMINISTRATOR}, gettext_noop("People"), "staff", "person"),
    ({Role.ADMINISTRATOR}, gettext_noop("Imports"), "imports", "upload"),
    ({Role.ADMINISTRATOR}, gettext_noop("The installation"), "installation", "info"),
    ({Role.COACH, Role.INTERNAL_COACH}, gettext_noop("Groups"), "groups", "people"),
    (AGREES, gettext_noop("Agreements"), "agreements", "calendar"),
)
# The registers behind what was promised: in the menu, and on the page of what was promised.
REGISTERS: Places = (
    (KNOWS_WHO_DOES_WHAT, gettext_noop("Who does what"), "staffing", "people"),
    (STAFF_OF_A_SCHOOL, gettext_noop("Roll-call"), "roll-call", "list"),
    (SEES_EMERGENCIES, gettext_noop("Emergencies"), "emergencies", "alert"),
    (SEES, gettext_noop("Building"), "building", "door"),
    (SEES, gettext_noop("Risks"), "hazards", "shield"),
    (READS_EVALUATIONS, gettext_noop("Evaluations"), "improvement", "talk"),
)
BESIDE_THE_OWN_SCHOOL = {"groups", "agreements"}  # where a head finds them, and people and imports too


def _doors(roles: set[Role], doors: Places) -> Iterable[Door]:
    for who, label, name, icon in doors:
        if roles & set(who) and not (name in BESIDE_THE_OWN_SCHOOL and Role.HEAD in roles):
            yield Door(_(label), reverse(name), icon)


def _offline_parts(user: Account, session: SessionBase) -> list[Any]:
    now = timezone.now()
    found = (line_of(user, session, now), roll_call.line_of(user, session, now))
    return [line for line in found if line]


def _leads_to(door: Door, path: str) -> bool:
    """The desk stands at the root, under which everything else lies."""
    return path == door.url if door.url == "/" else path.startswith(door.url)
