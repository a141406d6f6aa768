"""Numbers that a school or board may set for itself: declared with a default, a unit, bounds and a source."""

from collections.abc import Mapping
from dataclasses import dataclass

from vangnet.core.law import VANGNET_PROPOSES, Source
from vangnet.core.words import _


@dataclass(frozen=True)
class Agreement:
    """One adjustable value. `lowest` and `highest` keep a school from setting what can't be meant."""

    key: str
    title: str
    unit: str
    default: int
    lowest: int
    highest: int
    source: Source

    def value(self, agreed: Mapping[str, int]) -> int:
        return agreed.get(self.key, self.default)


NO_TERM_FOUND = _("years; no statutory term was found, ask your data protection officer")
PART_OF_THE_FILE = _("years; part of the pupil's file, ask your data protection officer")


def kept_for(
    part: str, title: str, *, unit: str = NO_TERM_FOUND, default: int = 2, lowest: int = 1, highest: int = 7
) -> Agreement:
    """How many years dossiers of a part of the safety work are kept after they were closed; no law on it was found.

    No more than is needed (AVG art. 5 lid 1 onder e): a proposal, which a board can change within bounds.
    """
    return Agreement(f"{part}.keep_years", title, unit, default, lowest, highest, VANGNET_PROPOSES)
