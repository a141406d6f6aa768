"""A form that says something to think about, and records only once that was confirmed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.forms.steps import StepForm


class AsksToConfirm(StepForm):
    confirmed = forms.BooleanField(label=_("I have read this, and want to record it."), required=False)
