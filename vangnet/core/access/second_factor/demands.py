"""Of whom a second step is demanded, and what a school or the board demands on top of that.

Everybody whose role can open a dossier, decide about one, read who read what, or give roles needs one (AVG art. 32;
Normenkader IBP FO). A school may demand more, never less: of who holds several roles, the strictest demand holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from vangnet.core.agreements import Agreement
from vangnet.core.law import VANGNET_PROPOSES
from vangnet.core.people.models import Person, SchoolRule
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from ..grounds import schools_where

# No rule of any dossier lets these roles in; a role that is added later needs a second step until it stands here.
LEFT_FREE = frozenset({Role.PARTICIPATION_COUNCIL})

AGAIN_AFTER = Agreement(
    key="access.again_after_minutes",
    title=_("Who did nothing for a while proves again who it is, before a dossier opens"),
    unit=_("minutes"),
    default=15,
    lowest=1,
    highest=15,
    source=VANGNET_PROPOSES,
)
OF_EVERYBODY = Agreement(
    key="access.second_factor_of_everybody",
    title=_("A second step is also asked of who reads only figures"),
    unit=_("1 is yes, 0 is no"),
    default=0,
    lowest=0,
    highest=1,
    source=VANGNET_PROPOSES,
)
PASSKEYS_ONLY = Agreement(
    key="access.passkeys_only",
    title=_("The second step is a passkey, because a false page can't catch one"),
    unit=_("1 is yes, 0 is no"),
    default=0,
    lowest=0,
    highest=1,
    source=VANGNET_PROPOSES,
)
AGREEMENTS = (AGAIN_AFTER, PASSKEYS_ONLY, OF_EVERYBODY)


@dataclass(frozen=True)
class Demand:
    """What holds for one person on one day. `again_after`: minutes of doing nothing."""

    is_demanded: bool
    only_passkeys: bool
    again_after: int


def demand_on(person: Person, on: date) -> Demand:
    """In the demonstration nothing is demanded; for real there is no way around it."""
    found = _agreed_where(person, on)
    is_demanded = not may_go_without(person.roles(on)) or max(_values(OF_EVERYBODY, found)) == 1
    return Demand(
        is_demanded=is_demanded and not settings.DEMO,
        only_passkeys=max(_values(PASSKEYS_ONLY, found)) == 1 and not settings.DEMO,
        again_after=min(_values(AGAIN_AFTER, found)),
    )


def may_go_without(roles: Iterable[Role]) -> bool:
    """As far as the roles go; a school can still demand it."""
    return settings.DEMO or LEFT_FREE.issuperset(roles)


def _agreed_where(person: Person, on: date) -> list[dict[str, int]]:
    """The agreements of the board, and of each school where the person holds a role, as far as there are any."""
    places = Q(school=None) | Q(school__in=schools_where(person, on, Role))
    rules = SchoolRule.objects.filter(places, key__in=[each.key for each in AGREEMENTS], since__lte=on)
    found: dict[int | None, dict[str, int]] = {}
    for key, value, school in rules.order_by("since", "pk").values_list("key", "value", "school"):
        found.setdefault(school, {})[key] = value
    return list(found.values())


def _values(agreement: Agreement, found: list[dict[str, int]]) -> list[int]:
    return [agreement.default, *(values[agreement.key] for values in found if agreement.key in values)]
