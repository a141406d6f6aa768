"""All models of facts: those that every dossier knows, and those of each kind."""

from functools import cache

from ..kinds import kinds
from .correction import Correction
from .entry import BrokenGlass, Fact, Party, Subject


@cache
def fact_models() -> tuple[type[Fact], ...]:
    """In the order in which the digest of an entry lists their rows."""
    of_kinds = {model for kind in kinds().values() for model in kind.facts()}
    return tuple(
        sorted({Subject, Party, BrokenGlass, Correction, *of_kinds}, key=lambda model: model.called())
    )
