"""Getting ready: an alarm or a drill."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from vangnet.ui.widgets import ChoiceCards

from ..models import RollCall


class OpeningForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    occasion = forms.ChoiceField(
        label=_("What is it?"),
        choices=RollCall.Occasion,
        widget=ChoiceCards(
            hints={
                RollCall.Occasion.ALARM: _("The building must be empty."),
                RollCall.Occasion.DRILL: _("You are getting ready, or it has just begun."),
            },
            icons={RollCall.Occasion.ALARM: "alert", RollCall.Occasion.DRILL: "clock"},
        ),
        error_messages={"required": _("Choose whether this is a real alarm or a drill.")},
    )
