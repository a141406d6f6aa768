"""Fields that the forms of every kind of dossier share."""

from typing import Any

from django import forms

LONGEST_TEXT = 5000


def either(text: Any) -> dict[str, Any]:
    """The same words for nothing chosen and for something that is not in the list."""
    return {"required": text, "invalid_choice": text, "invalid": text}


class WrittenText(forms.CharField):
    """A text of several lines; browsers send each line's end as two characters and count it as one."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\x00", "") if isinstance(text, str) else text
