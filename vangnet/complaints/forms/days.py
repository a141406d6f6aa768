"""Days that people fill in: of what has happened, and of what is promised."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.fields import either
from vangnet.ui.widgets import DayInput


def day_field(label: Any, hint: Any = "") -> forms.DateField:
    says = either(_("Fill in a day."))
    return forms.DateField(label=label, help_text=hint, widget=DayInput(), error_messages=says)


def not_later(day: date, on: date) -> date:
    if day > on:
        raise forms.ValidationError(_("This day is still to come."))
    return day
