"""When an entry may be corrected or withdrawn: the correction takes its place in the same dossier, as the same step.

A closed dossier was closed because its protocol let it; a correction must not undo that behind its back.
"""

from vangnet.core.protocols import GLASS, WITHDRAWN, Obstacle
from vangnet.core.words import _

from .models import Dossier, Entry


def obstacles_to_correcting(dossier: Dossier, entry: Entry, step: str) -> tuple[Obstacle, ...]:
    """What stands in the way of replacing an entry by one of `step` (`withdrawn`: by nothing)."""
    protocol = dossier.declared.protocol
    if entry.dossier_id != dossier.pk or step not in (entry.step, WITHDRAWN):
        return (
            Obstacle(_("A correction takes the place of an entry of the same step in the same dossier.")),
        )
    if entry.step in (WITHDRAWN, GLASS):
        return (Obstacle(_("This entry stays as it is. Record anew what should stand.")),)
    if step != WITHDRAWN and not protocol.has(step):
        return (Obstacle(_("This entry can be withdrawn, not corrected.")),)
    if step == WITHDRAWN and entry.step == dossier.declared.first:
        return (Obstacle(_("The first entry can be corrected, not withdrawn: the dossier rests on it.")),)
    return tuple(_of_state(dossier, entry, step))


def _of_state(dossier: Dossier, entry: Entry, step: str) -> list[Obstacle]:
    """Closing and reopening are the only entries whose place in the order says whether the dossier is closed."""
    protocol, is_closed = dossier.declared.protocol, dossier.closed_on is not None
    if not protocol.has(entry.step):
        return []
    taken = protocol.step(entry.step)
    if is_closed and not taken.closes:
        return [Obstacle(_("The dossier is closed. Reopen it first."))]
    if not is_closed and taken.closes and step != WITHDRAWN:
        return [Obstacle(_("The dossier was reopened after this. Close it anew instead."))]
    if taken.reopens and step == WITHDRAWN:
        return [Obstacle(_("Reopening is not withdrawn: close the dossier with the step for it."))]
    return []
