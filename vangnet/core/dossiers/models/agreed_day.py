"""A day that was agreed for something that must still be done, such as a follow-up talk or aftercare, and its keeping.

Each kind of dossier has tables of its own for them; what they share stands here.
"""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from .entry import Entry, Fact


class AgreedDay(Fact):
    on = models.DateField(_("follow-up on"))

    class Meta(Fact.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.on)


class HeldDay(Fact):
    """That it was done, and in which entry it had been agreed."""

    agreed = models.ForeignKey(Entry, models.PROTECT, related_name="+", verbose_name=_("agreed in"))

    class Meta(Fact.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.agreed_id)


def open_days(facts: Iterable[Fact]) -> list[AgreedDay]:
    """Agreed and not held; that the agreement was corrected since does not open it again."""
    every = list(facts)
    held = {fact.agreed_id for fact in every if isinstance(fact, HeldDay)}
    agreed = [fact for fact in every if isinstance(fact, AgreedDay)]
    return [fact for fact in agreed if not held & {fact.entry_id, fact.entry.corrects_id}]
