"""A step with which a paper goes out: how, and on which day; the paper itself is no part of the form."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.ui.widgets import ChoiceCards, DayInput

from ..models.sent import Sent
from .fields import either
from .steps import StepForm


class SendsForm(StepForm):
    how = forms.ChoiceField(
        label=_("How was it sent?"),
        help_text=_("What is handed over or sent by registered post can be shown later."),
        choices=Sent.How,
        widget=ChoiceCards(),
        error_messages=either(_("Choose how it was sent.")),
    )
    sent_on = forms.DateField(
        label=_("On which day was it sent?"),
        widget=DayInput(),
        error_messages=either(_("Fill in the day on which it was sent.")),
    )

    def prepare(self) -> None:
        self.initial.setdefault("sent_on", self.about.on)

    def clean_sent_on(self) -> date:
        sent_on: date = self.cleaned_data["sent_on"]
        if sent_on > self.about.on:
            raise forms.ValidationError(_("This day is still to come. Record it when it was sent."))
        return sent_on

    @property
    def sent_how(self) -> dict[str, Any]:
        """The columns of the fact that says so."""
        return {"how": self.cleaned_data["how"], "sent_on": self.cleaned_data["sent_on"]}
