"""Numbers that a school or board may set for itself: declared with a default, a unit, bounds and a source."""

from collections.abc import Mapping
from dataclasses import dataclass

from vangnet.core.law import Source


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


@dataclass(frozen=True)
class Agreed:
    """What a part of the safety work that has no dossiers lets a school agree, under one heading."""

    title: str
    agreements: tuple[Agreement, ...]
