"""Accounts: how a person signs in. An account grants nothing; appointments do."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Person

from .second_factor.models import SecondFactor as SecondFactor
from .second_factor.models import SecondFactorReset as SecondFactorReset


class Accounts(BaseUserManager["Account"]):
    def create_account(self, person: Person, *, email: str, password: str | None = None) -> "Account":
        account = Account(person=person, email=self.normalize_email(email).lower())
        account.set_password(password)
        account.save()
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """One sign-in of one person; never shared, so that every act leads to somebody (Normenkader IBP FO, ID.01)."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    email = models.EmailField(_("e-mail"), unique=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = Accounts()

    def __str__(self) -> str:
        return self.email

    def has_perm(self, _perm: str, _obj: Any = None) -> bool:
        """No rights by flag: rights are rules on rows."""
        return False


# The other tables of this app stand beside the rules that they serve.
from .devices import Device as Device  # noqa: E402
from .invitations import Invitation as Invitation  # noqa: E402
from .kept import KeptForm as KeptForm  # noqa: E402
from .limits import FailedSignIn as FailedSignIn  # noqa: E402
from .sessions import Session as Session  # noqa: E402
