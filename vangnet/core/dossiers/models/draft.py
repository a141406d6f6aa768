"""What somebody is still writing: sealed, for that person's eyes alone, gone once it is recorded."""

from django.db import models
from django.db.models import Q

from vangnet.core.people.models import Person

from .dossier import Dossier


class Draft(models.Model):
    """A form that was not sent yet: a step of a dossier, or the opening of one of this kind (then without dossier)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, related_name="drafts")
    kind = models.CharField(max_length=30)
    step = models.CharField(max_length=40)
    sealed = models.BinaryField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "dossier", "step"], name="one_draft_of_a_step", condition=~Q(dossier=None)
            ),
            models.UniqueConstraint(
                fields=["person", "kind"], name="one_draft_of_an_opening", condition=Q(dossier=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.step}"
