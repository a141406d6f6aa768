"""Rows that stay: a mistake is taken back or replaced, with who did so and when; nothing is erased."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Person


class RecordedQuerySet(QuerySet[Any]):
    def standing(self) -> Self:
        """What holds: without what was taken back."""
        return self.filter(taken_back_at=None)


class Recorded(models.Model):
    """Who recorded a row, when, and from which form: the same form sent twice is recorded once."""

    token = models.UUIDField(unique=True, editable=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(editable=False)
    taken_back_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None

    def take_back(self, by: Person, now: datetime) -> bool:
        """Whether this did it; of two colleagues at once one does."""
        rows = type(self)._default_manager.filter(pk=self.pk, taken_back_at=None)
        return bool(rows.update(taken_back_by=by, taken_back_at=now))

    @classmethod
    def sent_before(cls, token: UUID, by: Person) -> Self | None:
        return cls._default_manager.filter(token=token, recorded_by=by).first()


def taken_back_by_somebody(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(taken_back_at=None, taken_back_by=None)
        # A comparison with nothing is neither true nor false, and a constraint lets that pass.
        | Q(taken_back_at__isnull=False, taken_back_by__isnull=False, taken_back_at__gte=F("recorded_at")),
        violation_error_message=_("What is taken back says who did so, and when."),
    )
