"""What forms of registers share: recorded once however often they are sent, a day that has been, a row seen last."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .recorded import Versioned

RowT = TypeVar("RowT", bound=models.Model)
EARLIEST = 1950  # before it a year is a slip of the pen
OVERTAKEN = gettext_lazy(
    "A colleague changed this while you were looking. Open it again, and change what still differs."
)


class TokenForm(forms.Form):
    """`token` is the name of the form itself: however often it is sent, it is recorded once."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def once(self, row: RowT, and_then: Callable[[RowT], object] | None = None) -> RowT:
        """Record the row, and what belongs to it, all or nothing; of the same form sent before, what that recorded."""
        row.token = self.cleaned_data["token"]  # type: ignore[attr-defined]
        known: RowT | None = self._before(type(row))
        if known is not None:
            return known
        try:
            with transaction.atomic():
                row.save(force_insert=True)
                if and_then:
                    and_then(row)
        except IntegrityError:
            known = self._before(type(row))
            if known is None:
                raise
            return known
        return row

    def _before(self, model: type[RowT]) -> RowT | None:
        found: RowT | None = model._default_manager.filter(token=self.cleaned_data["token"]).first()
        return found


class VersionForm(forms.Form):
    """`seen` is the version of the row that stood on the page."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def overwrite(self, row: Versioned, **columns: Any) -> bool:
        """Change the row; when a colleague was first the form says so and nothing is changed."""
        is_changed = row.overwrite(self.cleaned_data["seen"], **columns)
        if not is_changed:
            self.add_error(None, OVERTAKEN)
        return is_changed


class TakeBackForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why is this taken back?"),
        help_text=gettext_lazy("It stays readable, struck through, and no longer counts."),
        max_length=300,
        error_messages={"required": gettext_lazy("Write down why; a few words are enough.")},
    )


def has_been(day: date, today: date) -> date:
    """A day on which something happened."""
    if day > today:
        raise ValidationError(_("This lies in the future. Record it when it has happened."))
    if day.year < EARLIEST:
        raise ValidationError(_("This lies very far back. Look at the year."))
    return day


def lies_ahead(day: date, today: date) -> date:
    """A day before which something will be done; not so far ahead that it is a slip of the pen."""
    if day < today:
        raise ValidationError(_("Choose today or a day that still lies ahead."))
    if day.year > today.year + 10:
        raise ValidationError(_("This lies very far ahead. Look at the year."))
    return day
