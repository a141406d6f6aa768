"""What is typed or sent for the second step: a code or a passkey's answer, a name, a reason."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Account
from . import passkeys, totp
from .checking import TooOften, proven_by_code
from .models import Kind

NOT_RIGHT = gettext_lazy(
    "This code is not right, or it was used already. Wait for a new one in your app, and type that."
)
NO_ANSWER = gettext_lazy("Your passkey gave no answer that holds. Try again, or use a code.")
TOO_OFTEN = gettext_lazy("That went wrong too often. Wait a while, then try again. A passkey still works.")
TYPED = {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}


class PasskeyField(forms.JSONField):
    """Filled in by the browser's script with what the device answered."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Any:
        answer = super().clean(value)
        if answer is not None and not isinstance(answer, dict):
            raise ValidationError(NO_ANSWER)
        return answer


class ProofForm(forms.Form):
    """A code of the app, a recovery code, or a passkey; `by` says afterwards which it was."""

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("The six figures in your app, or one of your recovery codes."),
        widget=forms.TextInput(attrs=TYPED),
        max_length=20,
    )
    credential = PasskeyField(required=False)

    def __init__(self, data: Any = None, *, request: HttpRequest, account: Account, now: datetime) -> None:
        super().__init__(data)
        self.request, self.account, self.now, self.by = request, account, now, ""
        self.fields["code"].required = not self.data.get("credential")

    def clean(self) -> dict[str, Any]:
        """Valid is only what proved something; whatever else was sent, an empty answer too, is refused."""
        said: dict[str, Any] = super().clean() or {}
        if answer := said.get("credential"):
            self._check_passkey(answer)
        elif code := said.get("code"):
            self._check_code(code)
        if not self.by and not self.errors:
            raise ValidationError(NO_ANSWER)
        return said

    def _check_passkey(self, answer: passkeys.Answer) -> None:
        try:
            passkeys.proven(self.request, self.account.pk, answer, self.now)
        except passkeys.NoProof as refused:
            raise ValidationError(NO_ANSWER) from refused
        self.by = Kind.PASSKEY

    def _check_code(self, typed: str) -> None:
        try:
            self.by = proven_by_code(self.request, self.account, typed, self.now)
        except TooOften:
            self.add_error("code", TOO_OFTEN)
            return
        if not self.by:
            self.add_error("code", NOT_RIGHT)


class AppForm(forms.Form):
    """The first code of an app shows that it has learned the secret."""

    code = forms.CharField(
        label=gettext_lazy("The six figures that your app shows now"),
        widget=forms.TextInput(attrs={**TYPED, "inputmode": "numeric"}),
        max_length=10,
    )

    def __init__(self, data: Any = None, *, secret: bytes, now: datetime) -> None:
        super().__init__(data)
        self.secret, self.now, self.step = secret, now, 0

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"].replace(" ", "")
        step = totp.step_that_gives(self.secret, typed, self.now)
        if step is None:
            raise ValidationError(
                _(
                    "This is not the code of this moment. Type the new one, and look whether your telephone is on time."
                )
            )
        self.step = step
        return typed


class PasskeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What do you call this device?"),
        help_text=gettext_lazy("For example: my telephone, or the laptop of group 6."),
        max_length=60,
        required=False,
    )
    credential = PasskeyField()


class ResetForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy(
            "For example: telephone lost. Speak to your colleague first, so that you know who asks for it. The data "
            "protection officer reads this."
        ),
        min_length=5,
        max_length=300,
    )
