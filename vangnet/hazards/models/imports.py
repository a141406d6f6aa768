"""A list of risks that waits until somebody has said what its columns mean and agrees to what would be taken over."""

from django.db import models

from vangnet.core.people.models import Person

from .assessments import RiskAssessment


class RiskFile(models.Model):
    """One for each person and assessment: a new file takes the place of the one that waits. Gone once taken over."""

    assessment = models.ForeignKey(RiskAssessment, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    header = models.JSONField()
    rows = models.JSONField(help_text="the line in the file, and its cells")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "by"], name="one_list_of_risks_waits")]

    def __str__(self) -> str:
        return self.name
