"""How some duties stand at some schools, as the register that fulfils them shows it on its own pages."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from .duties import Duty, Standing
from .states import states


@dataclass(frozen=True)
class Shown:
    """One duty at one school."""

    duty: Duty
    stands: Standing


def standings_at(duties: Iterable[Duty], schools: Collection[int], on: date) -> dict[int, list[Shown]]:
    """By school (its `pk`), in the order of the duties; as many questions as for one school."""
    asked = list(duties)
    found = states(asked, schools, on)
    return {school: [Shown(duty, found[school, duty.key]) for duty in asked] for school in schools}
