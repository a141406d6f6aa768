"""Fields that several forms here share."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models.drills import LONGEST

WORDING = gettext_lazy("Write minutes and seconds, for example 3:45.")


class MinutesField(forms.Field):
    """A time on the stopwatch, written as 3:45 and kept in seconds."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        found = re.fullmatch(r"([0-9]{1,3})[:.]([0-5][0-9])", text)
        if not found:
            raise ValidationError(WORDING)
        seconds = int(found[1]) * 60 + int(found[2])
        if not 1 <= seconds <= LONGEST:
            raise ValidationError(_("This can't be right: from 0:01 to 120:00."))
        return seconds

    def prepare_value(self, value: Any) -> Any:
        return minutes(value) if isinstance(value, int) else value


def minutes(seconds: int | None) -> str:
    """225 seconds are 3:45."""
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02}"
