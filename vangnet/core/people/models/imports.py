"""A file that waits for agreement, and what remains of it afterwards: who took over what, when and for which
school.

The file itself holds more than the school keeps here (a roster may carry the citizen service number), so
it lies apart, readable for this program alone, and is deleted as soon as it is taken over, refused, or a
day old.
"""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from .organisation import School
from .staff import Person

WAITS_AT_MOST = timedelta(days=1)


class PendingImportQuerySet(models.QuerySet["PendingImport"]):
    def expired(self, now: datetime) -> "PendingImportQuerySet":
        return self.filter(at__lt=now - WAITS_AT_MOST)


class PendingImport(models.Model):
    """An uploaded file, and the digest of the changes that the person was shown. Only that person sees it."""

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind of file"), max_length=20)
    school = models.ForeignKey(School, models.CASCADE, related_name="+", null=True, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(
        default=dict, blank=True, help_text=_("The header of a column, and its meaning")
    )
    is_complete = models.BooleanField(_("the file holds everybody"), default=False)
    school_year = models.CharField(_("school year"), max_length=9, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    uploaded_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = PendingImportQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.file_name

    def shown(self, fingerprint: str) -> None:
        """Remember what the person sees now, so that agreeing means agreeing to that."""
        self.fingerprint = fingerprint
        self.save(update_fields=["fingerprint"])

    def mapped(self, mapping: dict[str, str]) -> None:
        self.mapping = mapping
        self.save(update_fields=["mapping"])


class ImportRun(models.Model):
    """One file that was taken over. It stays, without the file."""

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind of file"), max_length=20)
    school = models.ForeignKey(School, models.PROTECT, related_name="import_runs", null=True, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.file_name}"
