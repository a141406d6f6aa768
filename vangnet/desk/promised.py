"""Of what was promised at somebody's schools: what he or she sees to, and is due or missed.

The same is told by mail on the morning on which it came to be so (`promises`): who runs a school hears of whatever was
missed there, everybody else of what is his or hers to do.
"""

from collections.abc import Iterator, Mapping
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
    duty: Duty
    school: School
    stands: Standing


def hears(duty: Duty, stands: Standing) -> frozenset[Role]:
    """Which roles at the school are told how it stands."""
    if stands.state.is_broken:
        return frozenset({duty.role, Role.HEAD})
    return frozenset({duty.role} if stands.state is State.DUE_SOON else ())


def roles_asked(person: Person, on: date) -> list[Role]:
    """Those of somebody's roles that may hear of a promise."""
    return sorted(person.roles(on) & {Role.HEAD, *(duty.role for duty in all_duties(on))})


def promised_to(person: Person, on: date) -> list[Promise]:
    """The worst first; as many questions for one school as for a hundred."""
    duties = all_duties(on)
    found = {
        (promise.school.pk, promise.duty.key): promise
        for role in roles_asked(person, on)
        for promise in _as(role, _of(role, duties), _schools(person, role, on), on)
    }
    return sorted(found.values(), key=lambda promise: promise.stands)


def _of(role: Role, duties: list[Duty]) -> list[Duty]:
    return [duty for duty in duties if role is Role.HEAD or duty.role is role]


def _schools(person: Person, role: Role, on: date) -> dict[int, School]:
    return {school.pk: school for school in schools_where(person, on, [role]).filter(closed_on=None)}


def _as(role: Role, duties: list[Duty], schools: Mapping[int, School], on: date) -> Iterator[Promise]:
    by_key = {duty.key: duty for duty in duties}
    for (school, key), stands in states(duties, list(schools), on).items():
        if role in hears(by_key[key], stands):
            yield Promise(by_key[key], schools[school], stands)
