"""The categories of the register, which a board keeps for itself."""

from django import forms
from django.utils.translation import gettext_lazy

from vangnet.ui.widgets import DayInput

from ..models import Category


class CategoryForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Category
        fields = [
            "key",
            "name_nl",
            "name_en",
            "hint_nl",
            "hint_en",
            "source",
            "is_serious",
            "is_accident",
            "since",
        ]
        widgets = {"since": DayInput()}
        help_texts = {
            "key": gettext_lazy("Small letters and hyphens; never changes. For example: cyber-extortion."),
            "source": gettext_lazy("Where this category comes from: a law, your plan, or your own choice."),
        }


class RetireForm(forms.Form):
    until = forms.DateField(
        label=gettext_lazy("Last day on which it can be chosen"),
        widget=DayInput(),
    )
