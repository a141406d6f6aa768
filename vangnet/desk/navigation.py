"""The few places that a person goes to, depending on the roles held today; the doors themselves are guarded."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.access.models import Account
from vangnet.core.people.roles import COULD_KNOW_A_DOSSIER, STAFF_OF_A_SCHOOL, Role
from vangnet.incidents.line import ENDED, line_of

HANDLERS = {Role.HEAD, Role.INTERNAL_COACH, Role.SAFETY_COORDINATOR}
READS_FIGURES = HANDLERS | {Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD, Role.PARTICIPATION_COUNCIL}
DECIDES = {Role.CLUSTER_DIRECTOR, Role.EXECUTIVE_BOARD, Role.DATA_PROTECTION_OFFICER}
HEARS_OF_CONFIDENCES = {
    Role.CONFIDENTIAL_ADVISER,
    Role.HEAD,
    Role.EXECUTIVE_BOARD,
    Role.PARTICIPATION_COUNCIL,
}
READS_SEALS = {Role.DATA_PROTECTION_OFFICER, Role.EXECUTIVE_BOARD, Role.ADMINISTRATOR}


@dataclass(frozen=True)
class Door:
    label: str
    url: str
    icon: str
    is_current: bool = False
    count: int | None = None


def navigation(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, Account):
        return {"line": ENDED}
    roles = user.person.roles(timezone.localdate())
    doors = [Door(label, reverse(name), icon) for label, name, icon in _doors(roles)]
    here = max((door.url for door in doors if _leads_to(door, request.path)), key=len, default="")
    return {
        "navigation": [replace(door, is_current=door.url == here) for door in doors],
        "primary_action": {"label": _("Report"), "url": reverse("incident-report")}
        if roles & STAFF_OF_A_SCHOOL
        else None,
        "line": line_of(user, request.session, timezone.now()) if roles & STAFF_OF_A_SCHOOL else None,
        "viewer_name": user.person.full_name,
        "viewer_role": ", ".join(str(role.label) for role in Role if role in roles),
    }


def _doors(roles: set[Role]) -> Iterable[tuple[str, str, str]]:
    if roles & (STAFF_OF_A_SCHOOL | {Role.CLUSTER_DIRECTOR}):
        yield _("Desk"), "desk", "check"
        yield _("Incidents"), "incidents", "list"
    if roles & COULD_KNOW_A_DOSSIER:
        yield _("Dossiers"), "dossiers", "folder"
    yield from _doors_of_registers(roles)
    if roles & READS_FIGURES:
        yield _("Figures"), "incidents-year", "chart"
    if roles & HEARS_OF_CONFIDENCES:
        yield _("Confidential adviser"), "confidences-year", "chart"
    if Role.DATA_PROTECTION_OFFICER in roles:
        yield _("Who read what"), "readings", "eye"
        yield _("Glass broken"), "broken-glass", "alert"
        yield _("Second steps"), "second-factor-resets", "shield"
    if roles & DECIDES:
        yield _("Destruction"), "destructions", "lock"
    if roles & READS_SEALS:
        yield _("Seals"), "seals", "shield"
    yield from _doors_of_the_office(roles)


def _doors_of_registers(roles: set[Role]) -> Iterable[tuple[str, str, str]]:
    if roles & COULD_KNOW_A_DOSSIER:  # who works at a school, or oversees some
        yield _("Building"), "building", "door"


def _doors_of_the_office(roles: set[Role]) -> Iterable[tuple[str, str, str]]:
    if roles & {Role.ADMINISTRATOR, Role.HEAD}:
        yield _("School"), "schools", "school"
    if Role.ADMINISTRATOR in roles:  # a head finds these beside the own school
        yield _("People"), "staff", "person"
        yield _("Imports"), "imports", "upload"
        yield _("The installation"), "installation", "info"
    if roles & {Role.COACH, Role.INTERNAL_COACH} and Role.HEAD not in roles:
        yield _("Groups"), "groups", "people"
    if roles & {Role.ADMINISTRATOR, Role.HEAD, Role.SAFETY_COORDINATOR}:
        yield _("Agreements"), "agreements", "calendar"


def _leads_to(door: Door, path: str) -> bool:
    """The desk stands at the root, under which everything else lies."""
    return path == door.url if door.url == "/" else path.startswith(door.url)
