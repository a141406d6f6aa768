"""Who is trained for what a role asks, until when, and who is not: what the training page shows.

The duty of the yearly refresher counts the same certificates by the same days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, School
from vangnet.core.people.recorded import STANDING
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL, Role
from vangnet.core.terms import months
from vangnet.core.words import _

from .models import Certificate
from .subjects import NEEDS, Need

SOON = timedelta(days=60)


class Standing(Enum):
    """From bad to good."""

    NONE = "none"
    EXPIRED = "expired"
    SOON = "soon"
    HOLDS = "holds"

    @property
    def word(self) -> str:
        return _WORDS[self]

    @property
    def badge(self) -> str:
        return _BADGES[self]


_WORDS = {
    Standing.NONE: _("No certificate"),
    Standing.EXPIRED: _("Expired"),
    Standing.SOON: _("Expires soon"),
    Standing.HOLDS: _("Valid"),
}
_BADGES = {
    Standing.NONE: "overdue",
    Standing.EXPIRED: "overdue",
    Standing.SOON: "due_soon",
    Standing.HOLDS: "closed",
}
_ORDER = {standing: place for place, standing in enumerate(Standing)}


@dataclass(frozen=True)
class Trained:
    """One colleague and one subject that a role of his or hers asks for."""

    person: int
    name: str
    need: Need
    certificate: Certificate | None
    until: date | None
    standing: Standing


def last_day(certificate: Certificate, need_months: int) -> date | None:
    """As the paper says, or as long as the need lets it hold, whichever is earlier; None: for good."""
    by_need = months(need_months).ends(certificate.issued_on) if need_months else None
    days = [day for day in (certificate.expires_on, by_need) if day]
    return min(days) if days else None


def standing_of(until: date | None, on: date) -> Standing:
    if until is None or until - SOON > on:
        return Standing.HOLDS
    return Standing.EXPIRED if until < on else Standing.SOON


def trained(school: School, on: date) -> list[Trained]:
    """Every need of everybody at a school, the worst first, in two questions."""
    roles = [need.role for need in NEEDS]
    rows = Appointment.objects.filter(holds_on(on), school=school, role__in=roles).select_related("person")
    appointments = {(row.person_id, row.role): row for row in rows}
    certificates = _latest(certificates_of(school, on))
    found = [
        _trained(appointment, need, certificates.get((appointment.person_id, need.subject)), on)
        for need in NEEDS
        for (_person, role), appointment in appointments.items()
        if Role(role) is need.role
    ]
    return sorted(found, key=lambda each: (_ORDER[each.standing], each.until or date.max, each.name))


def _trained(appointment: Appointment, need: Need, certificate: Certificate | None, on: date) -> Trained:
    until = last_day(certificate, need.months) if certificate else None
    standing = standing_of(until, on) if certificate else Standing.NONE
    name = appointment.person.full_name
    return Trained(appointment.person_id, name, need, certificate, until, standing)


def certificates_of(school: School, on: date) -> Iterable[Certificate]:
    """Of everybody who works at a school on a day, wherever it was recorded; the latest first."""
    staff = Appointment.objects.filter(
        holds_on(on), school=school, role__in=sorted(STAFF_OF_A_SCHOOL)
    ).values("person")
    rows = Certificate.objects.filter(STANDING, person__in=staff, issued_on__lte=on)
    return rows.select_related("person", "scan")


def _latest(certificates: Iterable[Certificate]) -> dict[tuple[int, str], Certificate]:
    """The one that was given last counts: a refresher that was failed makes no paper."""
    found: dict[tuple[int, str], Certificate] = {}
    for each in certificates:
        found.setdefault((each.person_id, each.subject), each)
    return found
