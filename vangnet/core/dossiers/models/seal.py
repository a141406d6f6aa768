"""The daily seal: one figure over the state of all dossiers, printed or mailed, so that the past can't be rewritten.

A chain inside the database can be made anew by whoever can write the database. What was printed cannot. Seals follow
each other by number; their days do so too, unless the clock of the machine was wrong.
"""

from django.db import models

from .dossier import Dossier
from .entry import Record


class Seal(Record):
    number = models.PositiveIntegerField(unique=True)
    sealed_on = models.DateField(unique=True)
    made_at = models.DateTimeField()
    dossiers = models.PositiveBigIntegerField(help_text="how many were ever opened")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.sealed_on} {self.digest}"


class SealedHead(Record):
    """Where one dossier stood when the seal was made; only dossiers that changed since the seal before."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="heads")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="sealed_heads")
    entry_count = models.PositiveIntegerField()
    head = models.CharField(max_length=64)
    reading_count = models.PositiveIntegerField()
    reading_head = models.CharField(max_length=64)
    ending = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seal", "dossier"], name="a_dossier_once_in_a_seal")]

    def __str__(self) -> str:
        return self.head
