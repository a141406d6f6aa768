"""Rows that remember who recorded them and when, what was taken back, and which version a colleague had seen.

For registers, whose rows are not sealed into a dossier. Nothing is erased: an error is taken back, by somebody. What is
edited counts its versions, so that nobody overwrites what a colleague just changed.
"""

import uuid
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from .models.staff import Person

STANDING = Q(taken_back_at=None)  # what was not taken back


class Recorded(models.Model):
    """`token` names the form: sent twice, it is recorded once."""

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True

    @classmethod
    def sent_before(cls, token: uuid.UUID, by: Person) -> Self | None:
        found: Self | None = cls._default_manager.filter(token=token, recorded_by=by).first()
        return found


class StandingQuerySet(QuerySet[Any]):
    def standing(self) -> Self:
        return self.filter(STANDING)


class TakenBack(models.Model):
    """A row that can be taken back: it stays readable, and no longer counts."""

    taken_back_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = StandingQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None

    def take_back(self, by: Person, at: datetime, **more: str) -> bool:
        """Whether this did it; of two colleagues at once one does."""
        rows = type(self)._default_manager.filter(STANDING, pk=self.pk)
        return bool(rows.update(taken_back_by=by, taken_back_at=at, **more))


class TakenBackForAReason(TakenBack):
    """Where who comes later should read why."""

    taken_back_why = models.CharField(_("why"), max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True


# A comparison with nothing is neither true nor false, and a constraint lets that pass.
BY_SOMEBODY = Q(taken_back_at__isnull=False, taken_back_by__isnull=False, taken_back_at__gte=F("recorded_at"))
BY_NOBODY = Q(taken_back_at=None, taken_back_by=None)


def taken_back_by_somebody(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=BY_NOBODY | BY_SOMEBODY,
        violation_error_message=_("What is taken back says who did so, and when."),
    )


def taken_back_for_a_reason(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=(BY_NOBODY & Q(taken_back_why="")) | (BY_SOMEBODY & ~Q(taken_back_why="")),
        violation_error_message=_("Say why this is taken back."),
    )


class Versioned(models.Model):
    """A row that people edit; each change counts one further."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def overwrite(self, seen: int, **columns: Any) -> bool:
        """Only what was seen last; nothing when a colleague was first."""
        rows = type(self)._default_manager.filter(pk=self.pk, version=seen)
        return bool(rows.update(**columns, version=F("version") + 1))
