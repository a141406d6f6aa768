"""What an administrator must know of the installation: proven backups, and whether the recurring work goes on."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# One that failed is tried again after an hour; one of which nothing was heard was cut off.
AGAIN_AFTER = timedelta(hours=1)
CUT_OFF_AFTER = timedelta(hours=6)


class Proof(models.Model):
    """One night's copy, brought back beside the real thing and checked; or why that did not succeed."""

    class Outcome(models.TextChoices):
        BEGUN = "begun", _("under way")
        PROVEN = "proven", _("proven restorable")
        FAILED = "failed", _("failed")

    night = models.DateField(unique=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.BEGUN)
    copy = models.CharField(max_length=30, blank=True)
    says = models.TextField(blank=True, help_text="what went wrong; never what stands in a dossier")
    dossiers = models.PositiveBigIntegerField(default=0)
    entries = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-night"]

    def __str__(self) -> str:
        return f"{self.night} {self.outcome}"

    @classmethod
    def claim(cls, night: date, now: datetime) -> "Proof | None":
        """Take this night in hand; of two servers only one gets it, and nobody when it was done."""
        proof, is_made = cls.objects.get_or_create(night=night, defaults={"begun_at": now})
        if is_made:
            return proof
        is_over = Q(outcome=cls.Outcome.FAILED, begun_at__lt=now - AGAIN_AFTER)
        is_over |= Q(outcome=cls.Outcome.BEGUN, begun_at__lt=now - CUT_OFF_AFTER)
        same = cls.objects.filter(is_over, pk=proof.pk, begun_at=proof.begun_at)
        taken = same.update(begun_at=now, ended_at=None, outcome=cls.Outcome.BEGUN, says="")
        return cls.objects.get(pk=proof.pk) if taken else None

    def end(self, now: datetime, outcome: "Proof.Outcome", **known: object) -> None:
        Proof.objects.filter(pk=self.pk).update(ended_at=now, outcome=outcome, **known)


class Tick(models.Model):
    """The last time that the recurring work ran through, and which jobs failed then. One row."""

    at = models.DateTimeField()
    failed = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return str(self.at)

    @classmethod
    def note(cls, now: datetime, failed: list[str]) -> None:
        cls.objects.update_or_create(pk=1, defaults={"at": now, "failed": " ".join(failed)})
