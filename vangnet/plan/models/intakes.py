"""An existing plan that a school brought in: as it was read, with what the check found in it.

It is no record. It may name people, so it goes for good when somebody removes it or its term is over; the file itself
is never kept.
"""

from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import School
from vangnet.core.people.recorded import Recorded

from ..check.findings import Report
from ..check.reading import Document
from ..check.values import document_of, report_of


class IntakeQuerySet(QuerySet[Any]):
    def listed(self) -> Self:
        """Without what was read, which is large."""
        return self.select_related("recorded_by").defer("document", "report")


class Intake(Recorded):
    """`digest` is that of the file (SHA-256); `report` is what the check found on the day of `recorded_at`."""

    school = models.ForeignKey(School, models.PROTECT, related_name="plan_intakes")
    name = models.CharField(_("file"), max_length=120)
    form = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    document = models.JSONField()
    report = models.JSONField()
    score = models.PositiveSmallIntegerField(_("score"))

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def as_read(self) -> Document:
        return document_of(self.document)

    @cached_property
    def found(self) -> Report:
        return report_of(self.report)
