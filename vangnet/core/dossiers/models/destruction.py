"""The end of a dossier: proposed by one person, decided by another; the proof stays, the contents do not."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Person

from .dossier import Dossier
from .entry import Record


class DestructionProposal(Record):
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="destruction_proposals")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    ground = models.CharField(_("ground"), max_length=500)

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
