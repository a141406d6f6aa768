"""Choosing a new password by mail; it never takes the place of a second factor, for nobody is signed in by it."""

from typing import Any

from allauth.account.views import PasswordResetFromKeyView
from django.http import HttpResponse
from django.utils import timezone

from .. import devices


class PasswordChosen(PasswordResetFromKeyView):  # type: ignore[misc]  # allauth has no types
    """Who came by the mail holds the mailbox, so this device is no stranger's: others' failures don't slow it."""

    guard = "everybody"

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        devices.recognise(self.request, response, self.reset_user.pk, timezone.now())
        return response
