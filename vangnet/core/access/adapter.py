"""Nobody signs up by themselves: the school appoints. Mail about accounts goes through the outbox too."""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vangnet.core.mail.models import post

from . import devices, events, new_device, sessions
from .grounds import is_appointed
from .limits import FailedSignIn, Try
from .models import Account


class StaffOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This e-mail address and password do not belong together. Type them again, or choose a new password."
        ),
        "incorrect_password": _("This is not your password. Type it again."),
        "too_many_login_attempts": _(
            "That went wrong too often from here. Wait a quarter of an hour, sign in on a device that you used "
            "before, or choose a new password."
        ),
    }

    def get_login_stages(self) -> list[str]:
        return [*super().get_login_stages(), "vangnet.core.access.second_factor.stage.SecondStep"]

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """Only who holds an appointment today signs in: the account ends with the last appointment."""
        account = super().authenticate(request, **credentials)
        if not isinstance(account, Account):
            events.not_signed_in(request, "address or password")
            return None
        if not is_appointed(account.person, timezone.localdate()):
            events.not_signed_in(request, "no appointment", account.pk)
            return None
        self._try.delete()
        return account

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """In place of the library's own limit, by which a stranger could lock somebody out."""
        email = str(credentials.get("email", ""))
        device = devices.token_of(request) if devices.is_known(request, email) else ""
        admitted = Try.of(self.get_client_ip(request), email, device).admit(timezone.now())
        if admitted is None:
            events.not_signed_in(request, "too often")
            raise self.validation_error("too_many_login_attempts")
        self._try: FailedSignIn = admitted

    def pre_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse | None:
        """However somebody proves who it is: without an appointment nobody comes in."""
        if not is_appointed(user.person, timezone.localdate()):
            return redirect("account_inactive")
        refused: HttpResponse | None = super().pre_login(request, user, **more)
        return refused

    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        sessions.begin(request, user, timezone.now(), devices.description_of(request))

    @transaction.atomic
    def post_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse:
        """Everything that was asked has been proved: from here on the device is known."""
        response: HttpResponse = super().post_login(request, user, **more)
        now = timezone.now()
        events.signed_in(request, user.pk)
        if devices.recognise(request, response, user.pk, now):
            new_device.tell(request, user, now)
        return response

    @transaction.atomic
    def set_password(self, user: Account, password: str) -> None:
        """A new password ends every session but the one in which it was chosen."""
        super().set_password(user, password)
        request = context.request
        here = request.session.session_key if request.user == user else None
        sessions.end_all(user, but=here)

    def send_password_reset_mail(self, user: Account, email: str, context: dict[str, Any]) -> None:
        """No link for who has no appointment; the page says the same to everybody."""
        if is_appointed(user.person, timezone.localdate()):
            super().send_password_reset_mail(user, email, context)

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
