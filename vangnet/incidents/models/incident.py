"""What lists and figures of incidents sort and count on, worked out from the entries that stand."""

from django.db import models

from vangnet.core.dossiers.models import Dossier
from vangnet.core.people.models import Pupil, School

from .category import Category


class Incident(models.Model):
    """One row per incident, without anything that names a person; rebuilt at will by `settle`."""

    dossier = models.OneToOneField(Dossier, models.CASCADE, primary_key=True, related_name="incident")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    school_year = models.CharField(max_length=9)
    happened_at = models.DateTimeField()
    # Without an index of its own: SQLite, which keeps no statistics, would take it where a few numbers are asked for.
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", db_index=False)
    place = models.CharField(max_length=20)
    severity = models.CharField(max_length=15, blank=True)
    injury = models.CharField(max_length=15, blank=True)
    is_closed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-happened_at"]
        indexes = [
            # The list of one school, newest first; and the figures of a year.
            # What filters ask of each row stands in it too, so that a list walks the index alone.
            models.Index(
                fields=["school", "-happened_at", "-dossier", "is_closed", "category", "place", "severity"],
                name="incidents_of_a_school",
            ),
            models.Index(
                fields=["school_year", "school", "category", "place", "severity", "injury", "happened_at"],
                name="incidents_of_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}"


class InvolvedPupil(models.Model):
    """Which pupil had which part in which incident, for finding those of one pupil; worked out by `settle` as well."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="pupils")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=30)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    happened_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["pupil", "-happened_at"], name="incidents_of_a_pupil"),
            models.Index(fields=["school", "pupil"], name="involved_at_a_school"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.role}"
