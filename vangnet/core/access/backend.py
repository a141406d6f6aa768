"""Who a session belongs to."""

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from vangnet.core.questions import Question

from .grounds import is_appointed
from .models import Account

ACCOUNT = Question(
    lambda account: Account.objects.select_related("person").filter(pk=account, is_active=True)
)


class ByAppointment(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Fetches the account with its person in one query, for each page needs both.

    Nobody is signed in without an appointment of today, on no page; the answer is kept for the page's own questions.
    """

    def get_user(self, user_id: int) -> Account | None:
        account = next(iter(ACCOUNT(account=user_id)), None)
        return account if account and is_appointed(account.person, timezone.localdate()) else None
