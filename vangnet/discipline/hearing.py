"""Whether parents were heard: they were spoken with, or there is a reason that the law accepts."""

from collections.abc import Collection, Sequence

from vangnet.core.dossiers.models import Fact, Talk
from vangnet.core.dossiers.models.talk import Partner

from .models import ParentsNotHeard

# What can wait is not urgent: only that they did not want to answers for parents of a removal, or who object.
CAME_NOT = (ParentsNotHeard.Reason.DID_NOT_COME,)


def parents_were_heard(facts: Sequence[Fact], step: str, *, accepted: Collection[str]) -> bool:
    """By the facts of this step; `accepted` are the reasons that answer for parents who were not spoken with."""
    return any(
        (isinstance(fact, Talk) and fact.partner == Partner.PARENT and fact.is_held)
        or (isinstance(fact, ParentsNotHeard) and fact.reason in accepted)
        for fact in facts
        if fact.entry.step == step
    )
