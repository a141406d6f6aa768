"""A form that says something to think about, and records only once that was confirmed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.steps import StepForm


class AsksToConfirm(StepForm):
    confirmed = forms.BooleanField(label=_("I have read this, and want to record it."), required=False)

    asks_to_confirm = False

    def ask_to_confirm(self, says: Any) -> None:
        if not self.cleaned_data.get("confirmed"):
            self.asks_to_confirm = True
            self.add_error("confirmed", says)

    @property
    def shows_confirmation(self) -> bool:
        return self.asks_to_confirm or bool(self.is_bound and self.data.get("confirmed"))
