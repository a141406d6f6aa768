"""The end of a dossier: proposed by one person, decided by another; the proof stays, the contents do not."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Person

from ..canonical import Value
from .dossier import Dossier
from .entry import Record


class DestructionProposal(Record):
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="destruction_proposals")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    ground = models.CharField(_("ground"), max_length=500)
    digest = models.CharField(max_length=64)

    @staticmethod
    def described(genesis: str, by: int, at: datetime, ground: str) -> dict[str, Value]:
        """What its digest covers; by the genesis also what the dossier is."""
        return {"genesis": genesis, "proposed_by": by, "proposed_at": at, "ground": ground}

    @staticmethod
    def open_to(dossiers: QuerySet[Dossier]) -> Q:
        """The condition that a proposal is about one of these dossiers and still waits for a decision."""
        return Q(dossier__in=dossiers, dossier__destruction=None)

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.proposed_at}"


class Destruction(Record):
    """The decision and the proof: the digests of all entries, so that every seal made before still verifies."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="destruction")
    proposal = models.OneToOneField(DestructionProposal, models.PROTECT, related_name="destruction")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    digests = models.TextField(help_text="the digests of the destroyed entries, one on a line, first to last")
    digest = models.CharField(max_length=64)

    @staticmethod
    def described(
        proposal: str, closed_on: date | None, proposed_by: int, by: int, at: datetime, digests: str
    ) -> dict[str, Value]:
        """What its digest covers: the proposal, and so what the dossier was; its last day; the decision; the proof."""
        who = {"proposed_by": proposed_by, "decided_by": by}
        return {"proposal": proposal, "closed_on": closed_on, **who, "decided_at": at, "digests": digests}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(proposed_by=F("decided_by")),
                name="a_destruction_is_decided_by_another",
                violation_error_message=_("Somebody else than the proposer decides on destruction."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.decided_at}"
