"""Rows that name who recorded them. A mistake is taken back, with who did so and when; nothing is erased."""

from django.db import models
from django.db.models import F, Q

from vangnet.core.people.models import Person

STANDING = Q(taken_back_at=None)  # what was not taken back


class Recorded(models.Model):
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


def taken_back_by_somebody(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(taken_back_at=None, taken_back_by=None)
        # A comparison with nothing is neither true nor false, and a constraint lets that pass.
        | Q(taken_back_at__isnull=False, taken_back_at__gte=F("recorded_at"), taken_back_by__isnull=False),
    )
