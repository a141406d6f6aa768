"""What lists and figures of incidents sort and count on, worked out from the entries that stand."""

from django.db import models

from vangnet.core.dossiers.models import Dossier
from vangnet.core.people.models import School

from .category import Category


class Incident(models.Model):
    """One row per incident, without anything that names a person; rebuilt at will by `settle`."""

    dossier = models.OneToOneField(Dossier, models.CASCADE, primary_key=True, related_name="incident")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    school_year = models.CharField(max_length=9)
    happened_at = models.DateTimeField()
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    place = models.CharField(max_length=20)
    severity = models.CharField(max_length=15, blank=True)
    injury = models.CharField(max_length=15, blank=True)
    is_closed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-happened_at"]
        indexes = [
            # The list of one school, newest first; and the figures of a year.
            models.Index(fields=["school", "-happened_at"], name="incidents_of_a_school"),
            models.Index(fields=["school_year", "school", "category"], name="incidents_of_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}"
