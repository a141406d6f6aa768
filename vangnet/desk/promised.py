"""Of what was promised at somebody's schools: what he or she sees to, and is due or missed.

The same is told by mail on the morning on which it came to be so (`promises`): who runs a school hears of whatever was
missed there, everybody else of what is his or hers to do.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vangnet.core.access.grounds import schools_where
from vangnet.core.obligations.declared import all_duties
from vangnet.core.obligations.duties import Duty, Standing, State
from vangnet.core.obligations.states import states
from vangnet.core.people.models import Person, School
from vangnet.core.people.roles import Role

MOST = 6


@dataclass(frozen=True)
class Promise:
    """A duty at a school, and how it stands."""

    duty: Duty
    school: School
    stands: Standing


def hears(duty: Duty, stands: Standing) -> frozenset[Role]:
    """Which roles at the school are told how it stands."""
    if stands.state.is_broken:
        return frozenset({duty.role, Role.HEAD})
    return frozenset({duty.role} if stands.state is State.DUE_SOON else ())


def roles_asked(person: Person, duties: Iterable[Duty], on: date) -> list[Role]:
    """Those of somebody's roles that may hear of one of these duties."""
    return sorted(person.roles(on) & {Role.HEAD, *(duty.role for duty in duties)})


def promised_to(person: Person, on: date) -> list[Promise]:
    """The worst first; as many questions for one school as for a hundred."""
    every = all_duties(on)
    roles = roles_asked(person, every, on)
    duties = {duty.key: duty for duty in every if duty.role in roles or Role.HEAD in roles}
    schools: dict[int, School] = {}
    held: dict[int, set[Role]] = defaultdict(set)
    for role in roles:
        for school in schools_where(person, on, [role]).filter(closed_on=None):
            schools[school.pk] = school
            held[school.pk].add(role)
    found = states(list(duties.values()), list(schools), on)
    promises = (
        Promise(duties[key], schools[school], stands)
        for (school, key), stands in found.items()
        if hears(duties[key], stands) & held[school]
    )
    return sorted(promises, key=lambda promise: promise.stands)
