"""Rows that hold from a first day up to and including a last day, or until further notice."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _


def holds_on(day: date, prefix: str = "") -> Q:
    """The condition that a dated row holds on a day."""
    begun = Q(**{f"{prefix}first_on__lte": day})
    return begun & (Q(**{f"{prefix}last_on": None}) | Q(**{f"{prefix}last_on__gte": day}))


class DatedQuerySet(QuerySet[Any]):
    def on(self, day: date) -> Self:
        return self.filter(holds_on(day))


class Dated(models.Model):
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(last_on=None) | Q(last_on__gte=models.F("first_on")),
        name=name,
        violation_error_message=_("The last day lies before the first day."),
    )
