"""How a paragraph came to be what it is: each version with who wrote it, when, why, and what changed in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .differences import Piece, pieces
from .models import Paragraph, Version


@dataclass(frozen=True)
class Step:
    """A version beside the one before it."""

    version: Version
    before: Version | None
    changes: Sequence[Piece]

    @property
    def title_before(self) -> str:
        return self.before.title if self.before and self.before.title != self.version.title else ""

    @property
    def has_moved(self) -> bool:
        now = (self.version.chapter, self.version.place)
        return self.before is not None and now != (self.before.chapter, self.before.place)

    @property
    def is_put_back(self) -> bool:
        return self.before is not None and self.before.is_left_out and not self.version.is_left_out

    @property
    def changes_publicity(self) -> bool:
        return self.before is not None and self.before.is_public != self.version.is_public


def steps_of(paragraph: Paragraph) -> list[Step]:
    """The newest first."""
    versions: list[Version | None] = [*paragraph.versions.select_related("recorded_by"), None]
    return [
        Step(version, before, pieces(before.text if before else "", version.text))
        for version, before in pairwise(versions)
        if version
    ]
