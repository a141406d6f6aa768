"""Nobody signs up by themselves: the school appoints. Mail about accounts goes through the outbox too."""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vangnet.core.mail.models import post
from vangnet.core.people.roles import Role

from .grounds import holds
from .models import Account


class StaffOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This e-mail address and password do not belong together. Type them again, or choose a new password."
        ),
        "incorrect_password": _("This is not your password. Type it again."),
        "too_many_login_attempts": _("That went wrong too often. Wait a few minutes, then try again."),
    }

    def get_login_stages(self) -> list[str]:
        return [*super().get_login_stages(), "vangnet.core.access.second_factor.stage.SecondStep"]

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """Only who holds an appointment today signs in: the account ends with the last appointment."""
        account = super().authenticate(request, **credentials)
        if not isinstance(account, Account) or not holds(account.person, timezone.localdate(), Role):
            return None
        return account

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *rest: Any, **more: Any
    ) -> None:
        """That somebody is signed in or out shows by itself; everything else about an account is said."""
        if message_template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, message_template, *rest, **more)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        message = self.render_mail(template_prefix, email, context)
        post(
            f"account-{uuid4().hex}",
            to=email,
            subject=message.subject,
            body=str(message.body),
            now=timezone.now(),
        )
