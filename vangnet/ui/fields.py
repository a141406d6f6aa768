"""Fields of forms that several parts share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LONGEST_NUMBER = 18  # digits that every database holds


class SeveralField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some of the rows that are offered; a number that no row can have is refused before a database meets it."""

    def clean(self, value: Any) -> Any:
        for each in value or ():
            if not (str(each).isascii() and len(str(each)) <= LONGEST_NUMBER):
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(
                    message, code="invalid_pk_value", params={"pk": str(each)[:LONGEST_NUMBER]}
                )
        return super().clean(value)
