"""Inviting a parent to a talk or a hearing: when and where; with the letter that says so."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Invitation
from .steps import MOMENT
from .to_parents import WritesToParent


class InviteForm(WritesToParent):
    sent_as = Invitation

    meet_at = forms.DateTimeField(
        label=_("On which day, at what time?"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        error_messages={
            "required": _("Fill in day and time."),
            "invalid": _("Write it as 31-12-2026 10:15."),
        },
    )
    place = forms.CharField(
        label=_("Where?"), required=False, max_length=200, help_text=_("Empty: at school.")
    )

    def says_more(self) -> dict[str, Any]:
        return {"meet_at": self.cleaned_data["meet_at"]}
