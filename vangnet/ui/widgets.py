"""Choices as large cards that a thumb can hit, each with a hint and a drawing if that helps to choose."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms


class ChoiceCards(forms.RadioSelect):
    """One of a few; drawn by `ui/components/choices.html`. Hints and icons are given by value."""

    def __init__(
        self,
        attrs: Mapping[str, Any] | None = None,
        choices: Iterable[Any] = (),
        *,
        hints: Mapping[str, Any] | None = None,
        icons: Mapping[str, str] | None = None,
    ) -> None:
        """The hints may be lazy translations: they are only read when the page is drawn."""
        super().__init__(dict(attrs or {}), choices)
        self.hints = hints or {}
        self.icons = icons or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What Django knows of a choice, with its hint and icon."""
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        option["icon"] = self.icons.get(str(value), "")
        return option


class ChoiceCardsMultiple(ChoiceCards):
    """Any number of a few."""

    allow_multiple_selected = True
    input_type = "checkbox"
    template_name = "django/forms/widgets/checkbox_select.html"
    option_template_name = "django/forms/widgets/checkbox_option.html"
    use_required_attribute = forms.CheckboxSelectMultiple.use_required_attribute
    value_omitted_from_data = forms.CheckboxSelectMultiple.value_omitted_from_data
    value_from_datadict = forms.CheckboxSelectMultiple.value_from_datadict


class FoldedChoices(forms.CheckboxSelectMultiple):
    """Any number of many, folded away until somebody asks for them; drawn by `ui/form_fields.html`."""

    is_folded = True


class DayInput(forms.DateInput):
    """A day, picked from a calendar where the browser has one; its value is written 2026-12-31 in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
