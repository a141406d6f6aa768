"""Who a session belongs to."""

from allauth.account.auth_backends import AuthenticationBackend

from .models import Account


class ByAppointment(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Fetches the account with its person in one query, for each page needs both."""

    def get_user(self, user_id: int) -> Account | None:
        account = Account.objects.select_related("person").filter(pk=user_id).first()
        return account if account and account.is_active else None
