"""The few ways in which recording can be refused, each with what a person needs to know."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vangnet.core.protocols import Obstacle

if TYPE_CHECKING:
    from .models import Entry


class Blocked(Exception):  # noqa: N818
    """The protocol does not let this step be taken yet; says what stands in the way, with its source."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        self.obstacles = tuple(obstacles)
        super().__init__(
            "; ".join(f"{o.says} ({o.source.cite()})" if o.source else o.says for o in self.obstacles)
        )


class NotYours(Exception):  # noqa: N818
    """This person may not take this step in this dossier."""


class Overtaken(Exception):  # noqa: N818
    """Somebody else recorded something since the form was opened; says what, so that nothing is overwritten blindly."""

    def __init__(self, entries: "Sequence[Entry]") -> None:
        self.entries = tuple(entries)
        super().__init__(f"{len(self.entries)} newer")


class WrittenOnce(TypeError):  # noqa: N818
    """A recorded row was about to be saved again or deleted."""
