"""How long a session lasts: what Vangnet holds to, and what a school or the board agreed to shorten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vangnet.core.agreements import Agreement
from vangnet.core.law import Practice
from vangnet.core.people.agreed import agreed
from vangnet.core.people.models import Person, School
from vangnet.core.words import _

VANGNET_HOLDS = Practice(_("Vangnet holds to this; a school may shorten it"))

IDLE_MINUTES = Agreement(
    key="sign_in.idle_minutes",
    title=_("Who does nothing is signed out after"),
    unit=_("minutes"),
    default=30,
    lowest=5,
    highest=30,
    source=VANGNET_HOLDS,
)
LONGEST_HOURS = Agreement(
    key="sign_in.longest_hours",
    title=_("Everybody signs in again after"),
    unit=_("hours"),
    default=10,
    lowest=1,
    highest=10,
    source=VANGNET_HOLDS,
)


@dataclass(frozen=True)
class SessionLimits:
    idle_minutes: int
    longest_hours: int


UNAGREED = SessionLimits(IDLE_MINUTES.default, LONGEST_HOURS.default)


def limits_of(person: Person, on: date) -> SessionLimits:
    """Who works at several places follows the shortest; who works for the whole board follows the board's."""
    held = person.held(on)
    schools = School.objects.filter(pk__in=[each.school for each in held if each.school])
    boards_own = any(each.school is None for each in held)
    places: list[School | None] = [*schools, None] if boards_own else [*schools]
    values = [agreed(place, on) for place in places]
    return SessionLimits(
        idle_minutes=min(_shortened(IDLE_MINUTES, value) for value in values),
        longest_hours=min(_shortened(LONGEST_HOURS, value) for value in values),
    )


def _shortened(declared: Agreement, values: Mapping[str, int]) -> int:
    """Never longer than the default, whatever stands in the table."""
    return min(declared.value(values), declared.default)
