"""The words of the card, to be made the school's own."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import CardText

TASKS = ("everybody", "teachers", "officers", "head_officer", "reporting_point", "inside")
MOST_STEPS = 8  # what fits on one sheet


class CardForm(forms.ModelForm):  # type: ignore[type-arg]
    token = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000)

    class Meta:
        model = CardText
        fields = ["alarm", "assembly_place", *TASKS]
        labels = {
            "alarm": gettext_lazy("How does the alarm sound?"),
            "assembly_place": gettext_lazy("Assembly place"),
            "everybody": gettext_lazy("Everybody"),
            "teachers": gettext_lazy("Who has a group"),
            "officers": gettext_lazy("Emergency response officer"),
            "head_officer": gettext_lazy("Head of emergency response"),
            "reporting_point": gettext_lazy("The office"),
            "inside": gettext_lazy("When everybody stays in"),
        }
        help_texts = {
            "assembly_place": gettext_lazy("For example: the field behind the gym, along the fence."),
            "everybody": gettext_lazy("One step on each line, at most eight."),
        }
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in TASKS}

    def __init__(self, *args: Any, words: Mapping[str, str], seen: int, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid4(), "seen": seen, **words}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in TASKS:
            steps = [line.strip() for line in cleaned.get(name, "").splitlines() if line.strip()]
            if len(steps) > MOST_STEPS:
                self.add_error(
                    name, ValidationError(_("At most eight steps: nobody reads more when the alarm goes."))
                )
            elif name in cleaned:
                cleaned[name] = "\n".join(steps)
        return cleaned
