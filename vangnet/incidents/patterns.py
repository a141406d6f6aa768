"""Whether incidents show a pattern: the same victim, or the same two children against each other, so often.

How often is the school's own number; that a pattern may be bullying is for people to judge.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from django.utils.translation import gettext as _

from .models.facts import CONCERNED, Part

Parts = dict[tuple[int, str], str]  # the name of a child, by its number and the part it had in one incident
Pair = frozenset[int]

PATTERN = "pattern"  # what a kind of dossier that answers it calls it
SIX_WEEKS = timedelta(weeks=6)


@dataclass(frozen=True)
class Pattern:
    """`other`: the child with whom the victim clashed, whichever of the two was hurt; nothing for anybody at all."""

    victim: int
    count: int
    other: int | None = None

    def concerns(self, here: Parts) -> bool:
        """Whether this one incident is part of it."""
        if self.other is None:
            return (self.victim, Part.VICTIM) in here
        return frozenset({self.victim, self.other}) in clashes(here)

    def says(self, names: Mapping[int, str]) -> str:
        words = {"name": names[self.victim], "count": self.count}
        if self.other is None:
            return _("%(name)s was a victim in %(count)s incidents in six weeks. Look for a pattern.") % words
        says = _("%(name)s and %(other)s clashed in %(count)s incidents in six weeks. Look for a pattern.")
        return says % {**words, "other": names[self.other]}


def patterns(incidents: Sequence[Parts], often: int) -> Iterator[Pattern]:
    """The victims first, then the pairs; of a pair the one who was a victim most often is named first."""
    victims = Counter(child for parts in incidents for child, part in parts if part == Part.VICTIM)
    for victim, count in victims.items():
        if count >= often:
            yield Pattern(victim, count)
    pairs = Counter(pair for parts in incidents for pair in clashes(parts))
    for pair, count in pairs.items():
        if count >= often:
            victim, other = sorted(pair, key=lambda child: (-victims[child], child))
            yield Pattern(victim, count, other)


def clashes(parts: Parts) -> set[Pair]:
    """Pairs of whom one was a victim and the other had another part than victim."""
    victims = {child for child, part in parts if part == Part.VICTIM}
    others = {child for child, part in parts if part in CONCERNED and part != Part.VICTIM}
    return {
        frozenset(pair)
        for pair in combinations(sorted(victims | others), 2)
        if any(one in victims and other in others for one, other in (pair, pair[::-1]))
    }
