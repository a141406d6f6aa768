"""What somebody proves with beside the password, and each time that an administrator took it away.

What it holds is sealed under a secret of the key store and bound to the account and the kind: a row that is moved to
another account opens nothing there.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Person

from .sealing import open_sealed, seal


class Kind(models.TextChoices):
    PASSKEY = "passkey", _("Passkey")
    APP = "app", _("App with codes")
    RECOVERY_CODE = "recovery_code", _("Recovery code")


class SecondFactors(QuerySet["SecondFactor"]):
    def of(self, account: int) -> Self:
        return self.filter(account=account)

    def main(self) -> Self:
        """What somebody signs in with from day to day; recovery codes come on top of it."""
        return self.exclude(kind=Kind.RECOVERY_CODE)

    def unused_codes(self) -> Self:
        return self.filter(kind=Kind.RECOVERY_CODE, used_at=None)


class SecondFactor(models.Model):
    """One passkey, one app, or one recovery code (of which only a digest is kept) of one account."""

    account = models.ForeignKey("access.Account", models.CASCADE, related_name="second_factors")
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=60, blank=True)
    sealed = models.BinaryField()
    counter = models.BigIntegerField(
        default=0, help_text="the last code of an app, the last signature of a passkey: no proof counts twice"
    )
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = SecondFactors.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(kind="app"), name="one_app_with_codes_for_an_account"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def content(self) -> bytes:
        return open_sealed(bytes(self.sealed), self.account_id, self.kind)

    @content.setter
    def content(self, plain: bytes) -> None:
        self.sealed = seal(plain, self.account_id, self.kind)

    def advance(self, counter: int, now: datetime) -> bool:
        """Count a proof once: of two that come together, or of one that is sent again, only the first holds."""
        later = type(self).objects.filter(pk=self.pk, counter__lt=counter)
        return bool(later.update(counter=counter, used_at=now))

    def spend(self, now: datetime) -> bool:
        """Use a recovery code: once, also when it is typed in two windows at the same moment."""
        return bool(type(self).objects.filter(pk=self.pk, used_at=None).update(used_at=now))


class SecondFactorReset(models.Model):
    """Somebody's second step was taken away, because a telephone was lost; `by` is empty when on the server itself."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="second_factor_resets")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    reason = models.CharField(_("reason"), max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="nobody_resets_the_own_second_factor",
                condition=Q(by=None) | ~Q(by=F("person")),
                violation_error_message=_("Nobody takes away his or her own second step."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at}"
