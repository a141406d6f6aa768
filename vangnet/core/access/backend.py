"""Signing in with e-mail and password, for people who hold an appointment today."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from vangnet.core.people.roles import Role

from .grounds import holds
from .models import Account


class ByAppointment(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """The account ends with the last appointment: who left cannot sign in, and an open session ends."""

    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        return isinstance(user, Account) and user.is_active and holds(user.person, timezone.localdate(), Role)

    def get_user(self, user_id: int) -> Account | None:
        account = Account.objects.select_related("person").filter(pk=user_id).first()
        return account if account and account.is_active else None
