"""A link by which somebody chooses a new password: only for who has an appointment."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils import timezone

from .grounds import is_appointed
from .models import Account


class ForAppointed(PasswordResetTokenGenerator):
    """A link that was mailed dies with the last appointment, with the next sign-in and with a new password."""

    def check_token(self, user: AbstractBaseUser | None, token: str | None) -> bool:
        if not isinstance(user, Account) or not is_appointed(user.person, timezone.localdate()):
            return False
        return super().check_token(user, token)
