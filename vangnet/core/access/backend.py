"""Who a session belongs to."""

from allauth.account.auth_backends import AuthenticationBackend

from vangnet.core.questions import Question

from .models import Account

ACCOUNT = Question(lambda account: Account.objects.select_related("person").filter(pk=account))


class ByAppointment(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Fetches the account with its person in one query, for each page needs both."""

    def get_user(self, user_id: int) -> Account | None:
        account = next(iter(ACCOUNT(account=user_id)), None)
        return account if account and account.is_active else None
